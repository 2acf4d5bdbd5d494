using FluentValidation;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Incidents;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>It was not over after all. What the law wants is owed again, and the clock of its holder runs, or the ladder is climbed.</summary>
public static class ReopenIncident
{
    public sealed record ReopeningBody(string Reason);

    public sealed record Command(string Incident, ReopeningBody Body, long Version) : IRequest<Casework.Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Reason).TextBetween(1, MoveDoors.MostNote);
    }

    public sealed class Handler(Casework casework, Duties duties) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation) =>
            casework.MoveAsync(command.Incident, command.Version, step => ReopenAsync(step, command.Body.Reason.Trim()), cancellation);

        private async Task ReopenAsync(Step step, string reason)
        {
            if (step.Incident.Status is not ("resolved" or "closed" or "rejected"))
                throw step.Refused();
            await OweAgainAsync(step);
            await UnprovenClosings.EndAsync(step.Transaction, step.Incident.Id, step.Now);
            var due = await step.Transaction.SingleAsync<DateTimeOffset?>(
                "SELECT min(due_at) FROM obligations WHERE incident_id = @id AND state = 'open'", new { id = step.Incident.Id });
            await step.Transaction.ExecuteAsync(
                """
                UPDATE incidents SET status = 'open', ended_at = NULL, disposition = NULL, closed_unproven_at = NULL, completed_at = NULL, next_due_at = @due,
                    worst_order = @order, change_at = @now
                WHERE id = @id
                """,
                new { id = step.Incident.Id, now = step.Now, due, order = WorstFirst.Order(ended: false, step.Incident.Severity, due) });
            if (step.Incident.AcknowledgedAt is null)
                await IncidentLadders.BeginAgainAsync(step.Transaction, step.Incident.Id, step.Now);
            else
                await IncidentLadders.HoldAsync(step.Transaction, step.Incident.Id, step.Actor, step.Now);
            await step.TellAsync("status", "reopening", "agency", $"Reopened. {reason}", $"Mở lại. {reason}");
            await duties.OpenAsync(step.Transaction, step.Incident.Id, step.Now, reason);
        }

        // The history of a duty says when it was let go. Only what went with the ending, at its instant, comes back with it: what a recomputation
        // voided, or the taking back of a merging, had a reason of its own.
        private static async Task OweAgainAsync(Step step)
        {
            if (step.Incident.EndedAt is { } ended)
                await step.Transaction.ExecuteAsync(
                    """
                    UPDATE obligations SET state = 'open', clocked_due_at = NULL, change_at = @now
                    WHERE incident_id = @id AND state IN ('void', 'waived') AND met_at IS NULL
                      AND EXISTS (SELECT 1 FROM obligation_states WHERE obligation_states.incident_id = @id
                          AND obligation_states.obligation_id = obligations.id AND obligation_states.until_at IS NULL AND obligation_states.at = @ended)
                    """,
                    new { id = step.Incident.Id, now = step.Now, ended });
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/incidents/{incident}/reopening", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<ReopeningBody>(http, cancellation);
            return MoveDoors.Say(http, await sender.Send(new Command(incident, body, version), cancellation));
        })
        .Accepts<ReopeningBody>("application/json").Produces<IncidentView>().WithSummary("Open it again").NeedsDesk(Scopes.Work);
}
