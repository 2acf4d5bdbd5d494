using IncidentDesk.Audit;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// Somebody has the incident: whoever was still to be called need not be. Only rungs, and only what has not left; notices, reports, updates,
/// retractions and receipts are cancelled by nothing but what supersedes them, or a person with a reason.
/// </summary>
public static class UnsentRungs
{
    /// <summary>Call it in the transaction that stops the ladder.</summary>
    /// <returns>How many were cancelled. What is under way just now ends by itself, or finds the ladder stopped at its last look.</returns>
    public static async Task<int> CancelAsync(Transaction transaction, Guid incident, Actor actor, string why, DateTimeOffset at)
    {
        // Nor does what has left already, or is leaving now, go on to another channel.
        await transaction.ExecuteAsync(
            "UPDATE deliveries SET next_channels = '', next_channel_at = NULL WHERE about = @about AND cause_kind = 'rung' AND next_channels <> ''",
            new { about = incident.ToString("D") });
        var cancelled = 0;
        foreach (var rung in await WaitingAsync(transaction, incident))
            if (await Deliveries.MoveAsync(transaction, new(rung.Id, rung.State, Cancelled, at, actor) { Note = why }))
                cancelled++;
        return cancelled;
    }

    // In doubt is not unsent, but it is cancelled all the same: it may have arrived, and must not be repeated to somebody who need not come.
    private static Task<IReadOnlyList<Row>> WaitingAsync(Transaction transaction, Guid incident) =>
        transaction.QueryAsync<Row>(
            """
            SELECT id, state FROM deliveries
            WHERE about = @about AND cause_kind = 'rung' AND state IN ('planned', 'awaiting-approval', 'queued', 'retry-wait', 'in-doubt')
            ORDER BY id
            """,
            new { about = incident.ToString("D") });

    private sealed record Row(Guid Id, string State);
}
