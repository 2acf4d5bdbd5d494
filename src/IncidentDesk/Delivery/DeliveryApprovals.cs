using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>Approvals are facts: who, when, and of which content. What the desk does by itself is never one.</summary>
public static class DeliveryApprovals
{
    /// <summary>Somebody approves what waits, exactly as it stands.</summary>
    /// <returns>False when it does not wait, or no longer holds the content that was looked at: then nothing was written.</returns>
    public static async Task<bool> GiveAsync(Transaction transaction, Guid delivery, string contentHash, Actor actor, DateTimeOffset at)
    {
        if (actor.Id is null)
            throw new ArgumentException("Only a person or a key approves.", nameof(actor));
        var given = await transaction.ExecuteAsync(
            """
            INSERT INTO delivery_approvals (delivery_id, content_hash, at, actor)
            SELECT id, content_hash, @at, @actor FROM deliveries
            WHERE deliveries.id = @delivery AND state = 'awaiting-approval' AND content_hash = @contentHash
            ON CONFLICT (delivery_id, content_hash) DO UPDATE SET at = excluded.at, actor = excluded.actor
            """,
            new { delivery, contentHash, at, actor = actor.Word });
        if (given == 0)
            return false;
        if (await Asking.OpenAsync(transaction, DeliveryAsking.Kind, delivery.ToString("D")) is { } open)
            await Decisions.WriteAsync(transaction, open, Approval.Approved, actor, actor.Kind == "person" ? actor.Id : null, null, at);
        var standing = await Standing.ReadAsync(transaction, delivery);
        return await Deliveries.MoveAsync(transaction, new(delivery, AwaitingApproval, Queued, at, actor)
        {
            NextAttemptAt = at, Note = $"approved {contentHash}",
            Said = standing is null ? null : DeliveryWords.Allowed(standing.Recipient, actor.Name),
        });
    }

    /// <summary>
    /// It waited for a second person only because the incident was not serious; now the law does not wait. What waits for consent
    /// waits on, and what goes in line passes the last look with no approval to its name.
    /// </summary>
    /// <returns>False when the delivery needed no second person, or no longer waits.</returns>
    public static async Task<bool> ReleaseAsync(Transaction transaction, Guid delivery, DateTimeOffset at)
    {
        var released = await transaction.ExecuteAsync(
            """
            UPDATE deliveries SET way = 'automatic'
            WHERE id = @delivery AND way = 'approval' AND state IN ('planned', 'awaiting-approval')
            """,
            new { delivery });
        return released == 1 && await Deliveries.MoveAsync(transaction, new(delivery, AwaitingApproval, Queued, at, Actor.Desk)
        {
            NextAttemptAt = at, Note = "the incident became serious",
        });
    }
}
