using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>Passing the due instant raises an alarm and starts the next channel, and never ends the trying.</summary>
public sealed class OverdueDeliveries(Database database, TimeProvider clock) : IRound
{
    private const int MostAtOnce = 100;

    public string What => "looking for what is overdue";

    public Task TurnAsync(CancellationToken cancellation) => RaiseAsync(cancellation);

    public async Task RaiseAsync(CancellationToken cancellation)
    {
        var due = await DueAsync(cancellation);
        if (due.Count > 0)
            await RaiseAsync(due, cancellation);
    }

    /// <summary>What is past its due instant and has no alarm, as it stood a moment ago.</summary>
    public Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellation) =>
        database.ReadAsync(reading => reading.QueryAsync<Guid>(
            """
            SELECT deliveries.id FROM deliveries
            WHERE deliveries.ended_at IS NULL AND deliveries.due_at IS NOT NULL AND deliveries.due_at <= @now
              AND NOT EXISTS (SELECT 1 FROM alarms WHERE alarms.kind = 'overdue' AND alarms.subject = deliveries.id AND alarms.ended_at IS NULL)
            ORDER BY deliveries.due_at, deliveries.id LIMIT @most
            """,
            new { now = clock.GetUtcNow(), most = MostAtOnce }), cancellation);

    /// <summary>Alarms for those of <paramref name="due"/> that have still not ended.</summary>
    public Task RaiseAsync(IReadOnlyList<Guid> due, CancellationToken cancellation) =>
        database.WriteAsync(async transaction =>
        {
            foreach (var delivery in due)
                await RaiseAsync(transaction, delivery, clock.GetUtcNow());
        }, cancellation);

    private static async Task RaiseAsync(Transaction transaction, Guid delivery, DateTimeOffset now)
    {
        // The row is held first: whoever ends the delivery was here before, or comes after the alarm and ends it too.
        var isHeld = await transaction.ExecuteAsync(
            """
            UPDATE deliveries SET next_channel_at = CASE WHEN next_channels = '' OR state = 'awaiting-approval' THEN next_channel_at ELSE @now END
            WHERE id = @delivery AND ended_at IS NULL AND due_at <= @now
            """,
            new { delivery, now }) == 1;
        if (isHeld && await Standing.ReadAsync(transaction, delivery) is { } standing)
            await Alarms.RaiseAsync(
                transaction, DeliveryAlarms.Overdue, "critical", delivery.ToString("D"), standing.IncidentId,
                $"{standing.Subject}: what {standing.Recipient.En} must get is past its due time and has not been taken by their side.",
                $"{standing.Subject}: thư phải tới {standing.Recipient.Vi} đã quá hạn mà phía họ chưa nhận.", now);
    }
}
