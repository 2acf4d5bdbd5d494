using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Two incidents belong together without being one: each keeps its agency, its duties and its ladder.</summary>
public static class LinkIncidents
{
    public sealed record LinkBody(string Other, string Reason);

    /// <param name="Body">Null takes the link away.</param>
    public sealed record Command(string Incident, string Other, LinkBody? Body) : IRequest<Casework.Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Other).TextBetween(1, 60);
            RuleFor(command => command.Body!.Reason).TextBetween(1, MoveDoors.MostNote).When(command => command.Body is not null);
        }
    }

    public sealed class Handler(Casework casework, Caller caller) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation) =>
            casework.MoveAsync(command.Incident, ETags.Any, step => command.Body is { } body ? LinkAsync(step, command.Other, body.Reason.Trim()) : PartAsync(step, command.Other), cancellation);

        private async Task LinkAsync(Step step, string other, string reason)
        {
            var found = await FindAsync(step, other) ?? throw new RefusedException(Problems.Validation(Faults.At("/other", "unknown-reference", other)));
            if (found.Id == step.Incident.Id)
                throw new RefusedException(Problems.Validation(Faults.Saying("/other", "differs", "Name another incident than this one.", "Hãy nêu một sự cố khác sự cố này.")));
            var (first, second) = Pair(step.Incident.Id, found.Id);
            var made = await step.Transaction.ExecuteAsync(
                """
                INSERT INTO incident_links (incident_id, other_id, reason, made_at, made_by) VALUES (@first, @second, @reason, @now, @by)
                ON CONFLICT DO NOTHING
                """,
                new { first, second, reason, now = step.Now, by = step.Actor.Name });
            if (made > 0)
                await step.TellAsync("merge", "link", "internal", $"Belongs together with {found.Number}. {reason}", $"Liên quan tới {found.Number}. {reason}");
        }

        // What is not linked is not linked: asking twice changes nothing.
        private async Task PartAsync(Step step, string other)
        {
            if (await FindAsync(step, other) is not { } found)
                return;
            var (first, second) = Pair(step.Incident.Id, found.Id);
            if (await step.Transaction.ExecuteAsync("DELETE FROM incident_links WHERE incident_id = @first AND other_id = @second", new { first, second }) > 0)
                await step.TellAsync("merge", "link", "internal", $"No longer linked with {found.Number}.", $"Bỏ liên quan tới {found.Number}.");
        }

        private async Task<VisibleIncident?> FindAsync(Step step, string other) =>
            IncidentRef.Parse(other.Trim()) is { } named ? await VisibleIncident.FindAsync(step.Transaction, named, caller) : null;

        // As text, because that is how both stores compare them.
        private static (Guid, Guid) Pair(Guid one, Guid other) =>
            string.CompareOrdinal(one.ToString("D"), other.ToString("D")) < 0 ? (one, other) : (other, one);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/incidents/{incident}/links", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await MoveDoors.ReadAsync<LinkBody>(http, cancellation);
            var answer = await sender.Send(new Command(incident, body.Other, body), cancellation);
            return Made.Say(http, answer.Incident, version: answer.Version);
        }).Accepts<LinkBody>("application/json").Produces<IncidentView>(StatusCodes.Status201Created).WithSummary("Say that two incidents belong together").NeedsDesk(Scopes.Work);
        doors.MapDelete("/incidents/{incident}/links/{other}", async (string incident, string other, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return MoveDoors.Say(http, await sender.Send(new Command(incident, other, null), cancellation));
        }).Produces<IncidentView>().WithSummary("Take such a link away").NeedsDesk(Scopes.Work);
    }
}
