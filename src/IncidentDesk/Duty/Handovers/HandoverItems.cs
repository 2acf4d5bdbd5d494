using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty.Handovers;

/// <summary>What the next shift must know of: the desk itself, open incidents, clocks that run, and letters that came in the shift or that nobody has got yet.</summary>
public static class HandoverItems
{
    public const string Desk = "desk", Incident = "incident", Clock = "clock", Advisory = "advisory";

    private const int Most = 500;

    public static async Task PlantAsync(Transaction transaction, Guid handover, Guid fromShift, DateTimeOffset now)
    {
        // The desk itself is always handed over: so a shift that nobody comes to is noticed also when nothing is open.
        Found[] found =
        [
            new(Desk, handover.ToString("D"), "", null, null),
            .. await transaction.QueryAsync<Found>(
                $"""
                SELECT '{Incident}' AS kind, id AS subject, number AS label, status AS detail, next_due_at AS due_at FROM incidents
                WHERE ended_at IS NULL AND reality <> 'test' ORDER BY CASE WHEN next_due_at IS NULL THEN 1 ELSE 0 END, next_due_at, number LIMIT {Most}
                """),
            .. await transaction.QueryAsync<Found>(
                $"""
                SELECT '{Clock}' AS kind, incidents.id || ' ' || obligations.id AS subject, incidents.number AS label, obligations.kind AS detail, obligations.due_at
                FROM obligations JOIN incidents ON incidents.id = obligations.incident_id
                WHERE obligations.state = 'open' AND incidents.reality <> 'test' ORDER BY obligations.due_at, obligations.id LIMIT {Most}
                """),
            .. await transaction.QueryAsync<Found>(
                $"""
                SELECT '{Advisory}' AS kind, advisories.id AS subject, advisories.number AS label, NULL AS detail, advisories.due_at FROM advisories
                WHERE advisories.sent_at IS NULL OR advisories.created_at >= (SELECT starts_at FROM duty_shifts WHERE duty_shifts.id = @fromShift)
                ORDER BY advisories.created_at, advisories.id LIMIT {Most}
                """,
                new { fromShift }),
        ];
        await transaction.ExecuteAllAsync(
            """
            INSERT INTO duty_handover_items (id, handover_id, kind, subject_id, label, detail, due_at)
            VALUES (@id, @handover, @kind, @subject, @label, @detail, @dueAt)
            """,
            found.Select(one => (object)new { id = Ids.Next(now), handover, kind = one.Kind, subject = one.Subject, label = one.Label, detail = one.Detail, dueAt = one.DueAt }));
    }

    private sealed record Found(string Kind, string Subject, string Label, string? Detail, DateTimeOffset? DueAt);
}
