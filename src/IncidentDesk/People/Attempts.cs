using IncidentDesk.Storage;

namespace IncidentDesk.People;

/// <summary>
/// Guesses, counted before they are looked at: a thousand at once are a thousand, not one. Counted by place, as a hash, whether or not anybody bears the name, so that the
/// wait tells nothing. From a device that the person has signed in with before only that device counts, so no guess made elsewhere, next door behind the same address included,
/// makes its owner wait; and on a new device no wait of a sign-in reaches a minute. That leaves whoever guesses some eighty guesses an hour, which no password of twelve
/// characters that is on no list gives in to. Whoever guesses from everywhere would take each turn of the account before its owner does, so a network that has not guessed
/// itself has two tries that no one else's guesses hold up. The long wait is for codes, where the password is known already.
/// An example: strangers make the account "hoa" wait, and a guess at it comes from 192.0.2.7. It takes one of that network's two own tries, and is counted for 192.0.2.7 and for
/// "hoa" from there; for "hoa" as a whole it is not counted, that place is only waited for. Where "hoa" does not wait, it is counted there too.
/// </summary>
public static class Attempts
{
    /// <summary>How many tries a network has of its own at an account that waits; a hit gives its try back.</summary>
    public const int Reserved = 2;

    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <param name="Until">When the next attempt is looked at; null when at once.</param>
    /// <param name="IsCounted">False where this one must not even be looked at.</param>
    public sealed record Count(bool IsCounted, DateTimeOffset? Until)
    {
        /// <summary>Where it was counted: what is taken back when it was right.</summary>
        public IReadOnlyList<AttemptPlace> Places { get; init; } = [];
    }

    public static async Task<Count> CountAsync(Transaction transaction, IReadOnlyList<AttemptPlace> places, DateTimeOffset now)
    {
        List<AttemptPlace> own = [.. places.Where(place => place.Reserve is null)];
        if (await WaitAsync(transaction, own, now) is { } still)
            return new(false, still);
        return places.FirstOrDefault(place => place.Reserve is not null) is { } shared
            ? await CountSharedAsync(transaction, places, own, shared, now)
            : await CountEachAsync(transaction, places, own, hasOwnTry: false, now);
    }

    /// <summary>After a success: what was counted for it is taken back, and the account starts anew where it came from.</summary>
    public static async Task TakeBackAsync(Transaction transaction, IReadOnlyList<AttemptPlace> places)
    {
        foreach (var place in AttemptPlace.InOrder(places))
            await transaction.ExecuteAsync(
                place.Forgiven == Throttle.Forgiven
                    ? "DELETE FROM sign_in_attempts WHERE place = @place"
                    : "UPDATE sign_in_attempts SET failures = failures - 1, waits_until_at = NULL WHERE place = @place AND failures > 0",
                new { place = place.Hash });
    }

    // Where the account waits, only a network's own tries get past.
    private static async Task<Count> CountSharedAsync(
        Transaction transaction, IReadOnlyList<AttemptPlace> places, IReadOnlyList<AttemptPlace> own, AttemptPlace shared, DateTimeOffset now)
    {
        var held = await WaitAsync(transaction, [shared], now);
        if (await TakeAsync(transaction, shared.OwnTries(), now, held is null ? long.MaxValue : Reserved) is not { } tries)
            return new(false, held);
        // Let past the wait, it neither takes the turn that the others wait for nor puts it off.
        var count = await CountEachAsync(transaction, places, held is null ? [.. own, shared] : own, tries <= Reserved, now);
        return count.IsCounted ? count with { Places = [shared.OwnTries(), .. count.Places] } : count;
    }

    // Counted in each of the places here; the others are only asked until when they wait.
    private static async Task<Count> CountEachAsync(
        Transaction transaction, IReadOnlyList<AttemptPlace> places, IReadOnlyList<AttemptPlace> here, bool hasOwnTry, DateTimeOffset now)
    {
        var (counted, until) = (new List<AttemptPlace>(), (DateTimeOffset?)null);
        foreach (var place in AttemptPlace.InOrder(here))
            if (await TakeAsync(transaction, place, now, long.MaxValue) is { } failures)
            {
                counted.Add(place);
                if (await HoldOffAsync(transaction, place, failures, now) is { } wait)
                    until = until > wait ? until : wait;
            }
            // Somebody at the same moment made this place wait.
            else if (place.Reserve is null || !hasOwnTry)
                return new(false, await WaitAsync(transaction, places, now));
        return new(true, until) { Places = counted };
    }

    /// <returns>Until when the place waits now; null where so many failures are forgiven.</returns>
    private static async Task<DateTimeOffset?> HoldOffAsync(Transaction transaction, AttemptPlace place, long failures, DateTimeOffset now)
    {
        if (Throttle.Until((int)failures, now, place.Forgiven, place.Longest) is not { } wait)
            return null;
        await transaction.ExecuteAsync("UPDATE sign_in_attempts SET waits_until_at = @wait WHERE place = @place", new { wait, place = place.Hash });
        return wait;
    }

    /// <returns>How many it is now; null where the place waits, or has had so many already.</returns>
    private static Task<long?> TakeAsync(Transaction transaction, AttemptPlace place, DateTimeOffset now, long most) => transaction.SingleAsync<long?>(
        """
        INSERT INTO sign_in_attempts (place, failures, last_at) VALUES (@place, 1, @now)
        ON CONFLICT (place) DO UPDATE SET last_at = @now,
            failures = CASE WHEN sign_in_attempts.last_at < @stale THEN 1 ELSE sign_in_attempts.failures + 1 END
        WHERE (sign_in_attempts.waits_until_at IS NULL OR sign_in_attempts.waits_until_at <= @now)
            AND (sign_in_attempts.failures < @most OR sign_in_attempts.last_at < @stale)
        RETURNING failures
        """,
        new { place = place.Hash, now, stale = now - Remembered, most });

    private static Task<DateTimeOffset?> WaitAsync(Reading reading, IReadOnlyList<AttemptPlace> places, DateTimeOffset now) =>
        reading.SingleAsync<DateTimeOffset?>(
            "SELECT max(waits_until_at) FROM sign_in_attempts WHERE place IN @places AND waits_until_at > @now",
            new { places = places.Select(place => place.Hash).ToArray(), now });
}
