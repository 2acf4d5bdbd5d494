using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// When a delivery that stands was sent: by hand, as its proof says; of what had been in doubt, when that attempt was made; else when it was taken.
/// </summary>
internal static class SentInstant
{
    /// <param name="confirmedAt">When they had it, where a person says so; else when it became known.</param>
    /// <returns>Null where it was never taken.</returns>
    public static async Task<DateTimeOffset?> OfAsync(Reading reading, Guid delivery, DateTimeOffset? confirmedAt = null)
    {
        if (await reading.SingleAsync<Taken>(
            """
            SELECT deliveries.channel, delivery_history.at, delivery_history.from_state,
                (SELECT at FROM delivery_attempts WHERE delivery_id = @delivery AND verdict = 'ok' ORDER BY n DESC LIMIT 1) AS proven_at
            FROM deliveries JOIN delivery_history ON delivery_history.delivery_id = deliveries.id AND delivery_history.to_state = 'accepted'
            WHERE deliveries.id = @delivery ORDER BY delivery_history.n DESC LIMIT 1
            """,
            new { delivery }) is not { } taken)
            return null;
        if (taken is { Channel: PersonChannels.ByHand, ProvenAt: { } proven })
            return proven;
        return taken.FromState == InDoubt && await DoubtedAttempt.SentAsync(reading, delivery, confirmedAt ?? taken.At) is { } doubted ? doubted : taken.At;
    }

    private sealed record Taken(string Channel, DateTimeOffset At, string? FromState, DateTimeOffset? ProvenAt);
}
