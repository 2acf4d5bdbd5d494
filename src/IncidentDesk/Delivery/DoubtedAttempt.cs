using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>An attempt of which nobody knew how it had ended, and which has arrived, as is known now: what it carried was sent then.</summary>
internal sealed record DoubtedAttempt(DateTimeOffset At, DateTimeOffset EndedAt)
{
    /// <summary>The newest that had begun when they had it: it left no later than that, no later than it ended, and not before it began.</summary>
    /// <param name="hadBy">When they had it, or when that became known.</param>
    public static async Task<DateTimeOffset?> SentAsync(Reading reading, Guid delivery, DateTimeOffset hadBy)
    {
        var attempts = await OfAsync(reading, delivery);
        return (Newest(attempts, hadBy) ?? (attempts.Count > 0 ? attempts[0] : null))?.SentBy(hadBy);
    }

    /// <summary>
    /// Sent again because of the doubt, it was taken only then; and they had it before that. Whoever confirms it names minutes: less than one before the attempt that was
    /// taken proves nothing.
    /// </summary>
    public static async Task<DateTimeOffset?> SentBeforeTakenAsync(Reading reading, Guid delivery, DateTimeOffset hadBy)
    {
        var taken = await reading.SingleAsync<DateTimeOffset?>(
            "SELECT at FROM delivery_attempts WHERE delivery_id = @delivery AND verdict = 'ok' ORDER BY n DESC LIMIT 1", new { delivery });
        return hadBy.AddMinutes(1) <= taken ? Newest(await OfAsync(reading, delivery), hadBy)?.SentBy(hadBy) : null;
    }

    private static Task<IReadOnlyList<DoubtedAttempt>> OfAsync(Reading reading, Guid delivery) => reading.QueryAsync<DoubtedAttempt>(
        "SELECT at, coalesce(ended_at, at) AS ended_at FROM delivery_attempts WHERE delivery_id = @delivery AND verdict = 'unknown' ORDER BY n", new { delivery });

    private static DoubtedAttempt? Newest(IReadOnlyList<DoubtedAttempt> attempts, DateTimeOffset hadBy) => attempts.LastOrDefault(one => one.At <= hadBy);

    private DateTimeOffset SentBy(DateTimeOffset hadBy) => hadBy < At ? At : hadBy < EndedAt ? hadBy : EndedAt;
}
