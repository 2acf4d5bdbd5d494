using System.Net;
using System.Net.Sockets;
using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.People;

/// <summary>Where guesses are counted: a place as a hash, the same whether or not anybody bears the name.</summary>
/// <param name="Longest">How long one place may have to wait at most.</param>
/// <param name="Reserve">The place that counts the tries which need not wait here; null where everybody waits.</param>
public sealed record AttemptPlace(string Hash, int Forgiven, TimeSpan Longest, string? Reserve = null)
{
    /// <summary>How many failures an address is forgiven, behind which a whole agency may sit, and how many an account from everywhere together.</summary>
    private const int ForgivenAddress = 50, ForgivenAccount = 30, NeverWaits = int.MaxValue;

    public static IReadOnlyList<AttemptPlace> OfSignIn(string user, string address, string? knownDevice) => knownDevice is not null
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
    public static IReadOnlyList<AttemptPlace> OfProof(Guid person, string where, bool isTrusted)
    {
        var here = Of("proof-at", $"{person:D} {(isTrusted ? where : NetworkOf(where))}", Throttle.Forgiven);
        return isTrusted ? [here] : [here, Of("proof", person.ToString("D"), ForgivenAccount, Throttle.Brief)];
    }

    /// <summary>Where the tries that need not wait here are counted.</summary>
    public AttemptPlace OwnTries() => new(Reserve!, NeverWaits, TimeSpan.Zero);

    /// <summary>The same everywhere, reserves before all else: two who count the same places never wait for each other in a circle.</summary>
    public static IEnumerable<AttemptPlace> InOrder(IEnumerable<AttemptPlace> places) =>
        places.OrderBy(place => place.Forgiven != NeverWaits).ThenBy(place => place.Hash, StringComparer.Ordinal);

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

    private static AttemptPlace Of(string kind, string what, int forgiven, TimeSpan? longest = null) =>
        new(SessionBook.HashOf($"{kind} {what}"), forgiven, longest ?? Throttle.Longest);
}
