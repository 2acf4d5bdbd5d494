using IncidentDesk.Audit;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// What an acknowledgement, a resolution or a closing may take back: calls to the desk's own people that have not left yet. Notices,
/// reports, updates, retractions and receipts stay.
/// </summary>
public static class UnsentRungs
{
    /// <returns>How many were cancelled.</returns>
    public static async Task<int> CancelAsync(Transaction transaction, Guid incident, Actor actor, string why, DateTimeOffset at)
    {
        await transaction.ExecuteAsync(
            "UPDATE deliveries SET next_channel_at = NULL, next_channels = '' WHERE incident_id = @incident AND cause_kind = 'rung' AND next_channels <> ''",
            new { incident });
        var unsent = await transaction.QueryAsync<Row>(
            """
            SELECT id, state FROM deliveries
            WHERE incident_id = @incident AND cause_kind = 'rung' AND state IN ('planned', 'awaiting-approval', 'queued', 'retry-wait') ORDER BY id
            """,
            new { incident });
        var cancelled = 0;
        foreach (var row in unsent)
            cancelled += await Deliveries.MoveAsync(transaction, new(row.Id, row.State, Cancelled, at, actor) { Note = why }) ? 1 : 0;
        return cancelled;
    }

    private sealed record Row(Guid Id, string State);
}
