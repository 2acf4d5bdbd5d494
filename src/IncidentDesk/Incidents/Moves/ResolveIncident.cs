using System.Text.Json;
using FluentValidation;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Its cause is gone and the systems work again. Nobody is called any more; what the law wants stays owed.</summary>
public static class ResolveIncident
{
    /// <param name="At">When it was resolved; now, where nobody says.</param>
    public sealed record ResolutionBody(string Cause, string Summary, DateTimeOffset? At = null);

    public sealed record Command(string Incident, ResolutionBody Body, long Version) : IRequest<Casework.Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Cause).TextBetween(1, MoveDoors.MostNote);
            RuleFor(command => command.Body.Summary).TextBetween(1, MoveDoors.MostNote);
            RuleFor(command => command.Body.At).Must(at => at is null || at <= clock.GetUtcNow()).WithErrorCode("in-the-future");
        }
    }

    public sealed class Handler(Casework casework, Duties duties) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation) =>
            casework.MoveAsync(command.Incident, command.Version, step => ResolveAsync(step, command.Body), cancellation);

        private async Task ResolveAsync(Step step, ResolutionBody body)
        {
            step.RefuseEnded();
            await Preserved.RefuseAsync(step.Transaction, step.Incident.Id);
            await step.SetStatusAsync("resolved");
            await step.Transaction.ExecuteAsync(
                "UPDATE incidents SET completed_at = coalesce(completed_at, @at) WHERE id = @id", new { id = step.Incident.Id, at = body.At ?? step.Now });
            await IncidentLadders.StopAsync(step.Transaction, step.Incident.Id, step.Actor, "resolved", step.Now);
            var (cause, summary) = (body.Cause.Trim(), body.Summary.Trim());
            await step.TellAsync(
                "status", "resolution", "agency", $"Resolved. Cause: {cause}. {summary}", $"Đã khắc phục. Nguyên nhân: {cause}. {summary}",
                JsonSerializer.Serialize(new { status = "resolved", at = Instants.Write(body.At ?? step.Now), cause, summary }));
            await duties.OpenAsync(step.Transaction, step.Incident.Id, step.Now, summary);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/incidents/{incident}/resolution", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<ResolutionBody>(http, cancellation);
            return MoveDoors.Say(http, await sender.Send(new Command(incident, body, version), cancellation));
        })
        .Accepts<ResolutionBody>("application/json").Produces<IncidentView>().WithSummary("Say that it is over").NeedsDesk(Scopes.Work);
}
