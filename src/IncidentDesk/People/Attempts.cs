using System.Net;
using System.Net.Sockets;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.People;

/// <summary>
/// Guesses, counted before they are looked at: a thousand at once are a thousand, not one. Counted by place, as a hash, whether or not anybody bears the name, so that the
/// wait tells nothing. From a device that the person has signed in with before only that device counts, so no guess made elsewhere, next door behind the same address included,
/// makes its owner wait; and on a new device no wait of a sign-in reaches a minute. That leaves whoever guesses some eighty guesses an hour, which no password of twelve
/// characters that is on no list gives in to. Whoever guesses from everywhere would take each turn of the account before its owner does, so a network that has not guessed
/// itself has two tries that no one else's guesses hold up. The long wait is for codes, where the password is known already.
/// </summary>
public static class Attempts
{
    /// <summary>How many failures an address is forgiven, behind which a whole agency may sit, and how many an account from everywhere together.</summary>
    private const int ForgivenAddress = 50, ForgivenAccount = 30, NeverWaits = int.MaxValue;

    /// <summary>How many tries a network has of its own at an account that waits; a hit gives its try back.</summary>
    public const int Reserved = 2;

    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <param name="Longest">How long one place may have to wait at most.</param>
    /// <param name="Reserve">The place that counts the tries which need not wait here; null where everybody waits.</param>
    public sealed record Place(string Hash, int Forgiven, TimeSpan Longest, string? Reserve = null);

    /// <param name="Until">When the next attempt is looked at; null when at once.</param>
    /// <param name="IsCounted">False where this one must not even be looked at.</param>
    public sealed record Count(bool IsCounted, DateTimeOffset? Until)
    {
        /// <summary>Where it was counted: what is taken back when it was right.</summary>
        public IReadOnlyList<Place> Places { get; init; } = [];
    }

    public static IReadOnlyList<Place> OfSignIn(string user, string address, string? knownDevice) => knownDevice is not null
        ? [Of("device", $"{knownDevice} {user}", Throttle.Forgiven, Throttle.Short)]
        :
        [
            Of("account-address", $"{user} {NetworkOf(address)}", Throttle.Forgiven, Throttle.Short),
            Of("account", user, ForgivenAccount, Throttle.Brief) with { Reserve = SessionBook.HashOf($"reserve {user} {NetworkOf(address, kept: 6)}") },
            Of("address", NetworkOf(address), ForgivenAddress, Throttle.Short),
        ];

    /// <summary>Codes and passwords of somebody who has shown one thing already.</summary>
    /// <param name="where">Their session, their known device, or the address they come from.</param>
    /// <param name="isTrusted">The first two: only what is tried there counts there.</param>
    public static IReadOnlyList<Place> OfProof(Guid person, string where, bool isTrusted)
    {
        var here = Of("proof-at", $"{person:D} {(isTrusted ? where : NetworkOf(where))}", Throttle.Forgiven);
        return isTrusted ? [here] : [here, Of("proof", person.ToString("D"), ForgivenAccount, Throttle.Brief)];
    }

    public static async Task<Count> CountAsync(Transaction transaction, IReadOnlyList<Place> places, DateTimeOffset now)
    {
        List<Place> here = [.. places.Where(place => place.Reserve is null)], counted = [];
        if (await WaitAsync(transaction, here, now) is { } still)
            return new(false, still);
        var tries = long.MaxValue;
        if (places.FirstOrDefault(place => place.Reserve is not null) is { } shared)
        {
            var held = await WaitAsync(transaction, [shared], now);
            var reserve = new Place(shared.Reserve!, NeverWaits, TimeSpan.Zero);
            if (await TakeAsync(transaction, reserve, now, held is null ? long.MaxValue : Reserved) is not { } taken)
                return new(false, held);
            tries = taken;
            counted.Add(reserve);
            // Let past the wait, it neither takes the turn that the others wait for nor puts it off.
            if (held is null)
                here.Add(shared);
        }
        DateTimeOffset? until = null;
        foreach (var place in InOrder(here))
        {
            if (await TakeAsync(transaction, place, now, long.MaxValue) is not { } failures)
            {
                // Somebody at the same moment made this place wait.
                if (place.Reserve is not null && tries <= Reserved)
                    continue;
                return new(false, await WaitAsync(transaction, places, now));
            }
            counted.Add(place);
            if (Throttle.Until((int)failures, now, place.Forgiven, place.Longest) is not { } wait)
                continue;
            await transaction.ExecuteAsync(
                "UPDATE sign_in_attempts SET waits_until_at = @wait WHERE place = @place", new { wait, place = place.Hash });
            until = until > wait ? until : wait;
        }
        return new(true, until) { Places = counted };
    }

    /// <summary>After a success: what was counted for it is taken back, and the account starts anew where it came from.</summary>
    public static async Task TakeBackAsync(Transaction transaction, IReadOnlyList<Place> places)
    {
        foreach (var place in InOrder(places))
            await transaction.ExecuteAsync(
                place.Forgiven == Throttle.Forgiven
                    ? "DELETE FROM sign_in_attempts WHERE place = @place"
                    : "UPDATE sign_in_attempts SET failures = failures - 1, waits_until_at = NULL WHERE place = @place AND failures > 0",
                new { place = place.Hash });
    }

    /// <returns>How many it is now; null where the place waits, or has had so many already.</returns>
    private static Task<long?> TakeAsync(Transaction transaction, Place place, DateTimeOffset now, long most) => transaction.SingleAsync<long?>(
        """
        INSERT INTO sign_in_attempts (place, failures, last_at) VALUES (@place, 1, @now)
        ON CONFLICT (place) DO UPDATE SET last_at = @now,
            failures = CASE WHEN sign_in_attempts.last_at < @stale THEN 1 ELSE sign_in_attempts.failures + 1 END
        WHERE (sign_in_attempts.waits_until_at IS NULL OR sign_in_attempts.waits_until_at <= @now)
            AND (sign_in_attempts.failures < @most OR sign_in_attempts.last_at < @stale)
        RETURNING failures
        """,
        new { place = place.Hash, now, stale = now - Remembered, most });

    // The same everywhere, reserves before all else: two who count the same places never wait for each other in a circle.
    private static IEnumerable<Place> InOrder(IEnumerable<Place> places) =>
        places.OrderBy(place => place.Forgiven != NeverWaits).ThenBy(place => place.Hash, StringComparer.Ordinal);

    private static Task<DateTimeOffset?> WaitAsync(Reading reading, IReadOnlyList<Place> places, DateTimeOffset now) =>
        reading.SingleAsync<DateTimeOffset?>(
            "SELECT max(waits_until_at) FROM sign_in_attempts WHERE place IN @places AND waits_until_at > @now",
            new { places = places.Select(place => place.Hash).ToArray(), now });

    /// <summary>Whoever has one IPv6 address has a whole /64 of them, and for little money a /48 of those.</summary>
    private static string NetworkOf(string address, int kept = 8)
    {
        if (!IPAddress.TryParse(address, out var parsed))
            return address;
        if (parsed.IsIPv4MappedToIPv6)
            return parsed.MapToIPv4().ToString();
        if (parsed.AddressFamily != AddressFamily.InterNetworkV6)
            return parsed.ToString();
        var bytes = parsed.GetAddressBytes();
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{8 * kept}";
    }

    private static Place Of(string kind, string what, int forgiven, TimeSpan? longest = null) =>
        new(SessionBook.HashOf($"{kind} {what}"), forgiven, longest ?? Throttle.Longest);
}
