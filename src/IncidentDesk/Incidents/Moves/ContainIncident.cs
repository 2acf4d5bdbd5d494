using System.Text.Json;
using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>It can no longer spread.</summary>
public static class ContainIncident
{
    /// <param name="At">When it was contained; now, where nobody says.</param>
    public sealed record ContainmentBody(string Summary, DateTimeOffset? At = null);

    public sealed record Command(string Incident, ContainmentBody Body, long Version) : IRequest<Casework.Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Summary).TextBetween(1, MoveDoors.MostNote);
            RuleFor(command => command.Body.At).Must(at => at is null || at <= clock.GetUtcNow()).WithErrorCode("in-the-future");
        }
    }

    public sealed class Handler(Casework casework) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation) =>
            casework.MoveAsync(command.Incident, command.Version, step => ContainAsync(step, command.Body), cancellation);

        private static async Task ContainAsync(Step step, ContainmentBody body)
        {
            step.RefuseEnded();
            await step.SetStatusAsync(step.Further("contained"));
            var summary = body.Summary.Trim();
            await step.TellAsync(
                "status", "containment", "agency", $"Contained. {summary}", $"Đã khoanh vùng. {summary}",
                JsonSerializer.Serialize(new { status = "contained", at = Instants.Write(body.At ?? step.Now), summary }));
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/incidents/{incident}/containment", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<ContainmentBody>(http, cancellation);
            return MoveDoors.Say(http, await sender.Send(new Command(incident, body, version), cancellation));
        })
        .Accepts<ContainmentBody>("application/json").Produces<IncidentView>().WithSummary("Say that it can no longer spread").NeedsDesk(Scopes.Work);
}
