using IncidentDesk.Rules.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>The board's order follows the earliest open duty: to be set again whenever one was opened or met.</summary>
public static class NextDueRow
{
    public static async Task SettleAsync(Transaction transaction, Guid incident)
    {
        var row = await transaction.SingleAsync<Row>(
            """
            SELECT severity, ended_at, (SELECT min(due_at) FROM obligations WHERE incident_id = @incident AND state = 'open') AS due_at
            FROM incidents WHERE id = @incident
            """,
            new { incident });
        if (row is not null)
            await transaction.ExecuteAsync(
                "UPDATE incidents SET next_due_at = @due, worst_order = @order WHERE id = @incident",
                new { incident, due = row.DueAt, order = WorstFirst.Order(row.EndedAt is not null, row.Severity, row.DueAt) });
    }

    private sealed record Row(string Severity, DateTimeOffset? EndedAt, DateTimeOffset? DueAt);
}
