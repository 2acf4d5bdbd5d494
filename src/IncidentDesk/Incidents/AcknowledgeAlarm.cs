using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>Somebody takes an alarm: it has an owner now, and nobody else is told of it. It ends with its cause, not with this.</summary>
public static class AcknowledgeAlarm
{
    private const int MostBytes = 64 << 10;

    public sealed record AlarmNote(string? Note);

    public sealed record Command(Guid Alarm, string? Note) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Taken : Outcome;

        public sealed record NeedsAPerson : Outcome;

        public sealed record TakenBefore(string By, DateTimeOffset? At) : Outcome;

        public sealed record Ended : Outcome;

        public sealed record NoSuchAlarm : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Note).AtMostCharacters(2000);
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public Task<Outcome> Handle(Command command, CancellationToken cancellation) => caller.Person is { } person
            ? database.WriteAsync(transaction => TakeAsync(transaction, command, person), cancellation)
            : Task.FromResult<Outcome>(new Outcome.NeedsAPerson());

        private async Task<Outcome> TakeAsync(Transaction transaction, Command command, Guid person)
        {
            var now = clock.GetUtcNow();
            // The WHERE clause is the rule: of two who press at once, one row changes and one does not.
            var taken = await transaction.ExecuteAsync(
                """
                UPDATE alarms SET acknowledged_by = @person, acknowledged_at = @now, note = @note
                WHERE id = @id AND acknowledged_at IS NULL AND ended_at IS NULL
                """,
                new { id = command.Alarm, person, now, note = command.Note?.Trim() });
            var row = await transaction.SingleAsync<Row>(
                """
                SELECT people.name, alarms.acknowledged_at, alarms.ended_at, alarms.incident_id, incidents.number, incidents.agency_id,
                    alarms.text, alarms.text_vi
                FROM alarms LEFT JOIN people ON people.id = alarms.acknowledged_by LEFT JOIN incidents ON incidents.id = alarms.incident_id
                WHERE alarms.id = @id
                """,
                new { id = command.Alarm });
            if (row is null)
                return new Outcome.NoSuchAlarm();
            if (taken == 1)
                return await TellAsync(transaction, command.Alarm, row, now);
            return row.Name is { } owner ? new Outcome.TakenBefore(owner, row.AcknowledgedAt) : new Outcome.Ended();
        }

        private async Task<Outcome> TellAsync(Transaction transaction, Guid alarm, Row row, DateTimeOffset now)
        {
            var actor = Actor.Of(caller);
            if (row.IncidentId is { } incident)
                await Timeline.AddAsync(
                    transaction, incident, now, "alarm", actor, "internal", $"{row.Name} took the alarm: {row.Text}", $"{row.Name} nhận báo động: {row.TextVi}");
            await Changes.TellAsync(transaction, "alarm", alarm, row.Number, "acknowledged", row.AgencyId, now);
            await AuditTrail.AppendAsync(transaction, actor.Word, "alarm.acknowledge", alarm.ToString("D"), "taken", now);
            return new Outcome.Taken();
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/alarms/{alarm:guid}/acknowledgement", async (Guid alarm, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<AlarmNote>(http, MostBytes, cancellation);
            return await sender.Send(new Command(alarm, body.Value.Note), cancellation) switch
            {
                Outcome.Taken => Results.Json(await sender.Send(new ListAlarms.OneQuery(alarm), cancellation), Json.Options),
                Outcome.NeedsAPerson => throw new RefusedException(Problems.Forbidden("needs-a-person")),
                Outcome.TakenBefore before => throw new RefusedException(Problems.Conflict("already-acknowledged", before.By, before.At)),
                Outcome.Ended => throw new RefusedException(Problems.Conflict("not-in-this-status")),
                _ => throw new RefusedException(Problems.NotFound()),
            };
        })
        .Accepts<AlarmNote>("application/json").Produces<ListAlarms.AlarmView>()
        .WithSummary("Take an alarm").NeedsDesk(Scopes.Work);

    private sealed record Row(
        string? Name, DateTimeOffset? AcknowledgedAt, DateTimeOffset? EndedAt, Guid? IncidentId, string? Number, Guid? AgencyId, string Text,
        string TextVi);
}
