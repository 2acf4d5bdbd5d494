using System.Net;
using System.Net.Sockets;

namespace IncidentDesk.Channels.Webhook;

/// <summary>
/// Which addresses are somebody's out on the network. What is not plainly public is not: an address that a contact names must never lead
/// into the desk's own network (IANA's special-purpose registries, RFC 6890 and later).
/// </summary>
public static class NetworkAddress
{
    private static readonly IPNetwork[] NotPublic = Networks(
        // This network, private, carrier's translation, loopback, link-local.
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
        // Protocol assignments, documentation, 6to4 relays, benchmarks, multicast, reserved and broadcast.
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        // Of IPv6 only 2000::/3 is looked at: Teredo and its neighbours, documentation, 6to4.
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] OwnNetwork = Networks(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    /// <summary>IPv4 inside IPv6 (mapped, compatible, NAT64, 6to4, Teredo) is never public: what it leads to is not what was looked at.</summary>
    public static bool IsPublic(IPAddress address) =>
        !address.IsIPv4MappedToIPv6 && (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address))
        && !NotPublic.Any(network => network.Contains(address));

    /// <summary>Where a server of the own house may be; link-local is not, because machines of a cloud keep their keys there.</summary>
    public static bool IsOwnNetwork(IPAddress address) =>
        !address.IsIPv4MappedToIPv6 && OwnNetwork.Any(network => network.Contains(address));

    private static IPNetwork[] Networks(params string[] words) => [.. words.Select(word => IPNetwork.Parse(word))];
}
