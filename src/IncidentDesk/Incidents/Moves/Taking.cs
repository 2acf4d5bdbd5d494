using IncidentDesk.Audit;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>A person takes an incident, whichever way they said so: the page, a key that is theirs, or the link in the mail that called them.</summary>
public static class Taking
{
    public abstract record Outcome
    {
        public sealed record Taken(string Number) : Outcome;

        public sealed record AlreadyTaken(string Number, string By, DateTimeOffset At) : Outcome;

        public sealed record Ended(string Number, string Status) : Outcome;
    }

    public static async Task<Outcome> TakeAsync(
        Transaction transaction, Guid incident, Guid person, Actor actor, string? note, DateTimeOffset now)
    {
        // The WHERE clause is the rule: of two who press at once, one row changes and one does not.
        var taken = await transaction.SingleAsync<Row>(
            """
            UPDATE incidents SET acknowledged_at = @now, acknowledged_by = @person, version = version + 1,
                status = CASE status WHEN 'new' THEN 'triaged' ELSE status END
            WHERE id = @incident AND acknowledged_at IS NULL AND ended_at IS NULL
            RETURNING number, agency_id, status
            """,
            new { incident, person, now });
        if (taken is null)
            return await WhyNotAsync(transaction, incident);
        await IncidentLadders.HoldAsync(transaction, incident, actor, now);
        var name = await transaction.SingleAsync<string>("SELECT name FROM people WHERE id = @person", new { person }) ?? actor.Name;
        var said = string.IsNullOrWhiteSpace(note) ? "" : $" {note.Trim()}";
        await Timeline.AddAsync(
            transaction, incident, now, "acknowledged", actor, "agency", $"{name} took the incident.{said}", $"{name} đã nhận xử lý.{said}");
        await Changes.TellAsync(transaction, "incident", incident, taken.Number, "acknowledged", taken.AgencyId, now);
        await AuditTrail.AppendAsync(transaction, actor.Word, "incident.acknowledgement", incident.ToString("D"), "acknowledged", now);
        return new Outcome.Taken(taken.Number);
    }

    private static async Task<Outcome> WhyNotAsync(Reading reading, Guid incident)
    {
        var row = (await reading.SingleAsync<Holder>(
            """
            SELECT incidents.number, incidents.status, incidents.ended_at, incidents.acknowledged_at, people.name
            FROM incidents LEFT JOIN people ON people.id = incidents.acknowledged_by WHERE incidents.id = @incident
            """,
            new { incident }))!;
        return row is { EndedAt: null, AcknowledgedAt: { } at }
            ? new Outcome.AlreadyTaken(row.Number, row.Name ?? "", at)
            : new Outcome.Ended(row.Number, row.Status);
    }

    private sealed record Row(string Number, Guid AgencyId, string Status);

    private sealed record Holder(string Number, string Status, DateTimeOffset? EndedAt, DateTimeOffset? AcknowledgedAt, string? Name);
}
