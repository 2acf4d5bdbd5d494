using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Sharing;

/// <summary>
/// An address that means something inside of a network alone (RFC 1918, 3927, 4193, 6598, loopback and link-local). An IPv6 address that holds an IPv4 one tells of it just
/// as well: mapped and compatible (RFC 4291), NAT64 (RFC 6052, 8215), 6to4 (RFC 3056) and Teredo (RFC 4380).
/// </summary>
internal static partial class OwnAddress
{
    /// <param name="value">An address, or a range by its first one.</param>
    public static bool Is(string value) =>
        IPAddress.TryParse(value.Split('/', '%')[0], out var address) && Held(address).Any(IsPrivate);

    /// <summary>Whether one is written somewhere in a text, with dots: <c>10.0.0.5.nip.io</c> leads there.</summary>
    public static bool StandsIn(string text) => Quad().Matches(text).Any(quad => IsPrivate(Figure(quad.Groups[1]), Figure(quad.Groups[2])));

    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal)
            return true;
        // The last one is the prefix that is set aside for a translation inside of one network.
        return address.GetAddressBytes() is [var a, var b, _, _] ? IsPrivate(a, b) : address.GetAddressBytes() is [0, 0x64, 0xff, 0x9b, 0, 1, ..];
    }

    private static bool IsPrivate(int a, int b) =>
        (a, b) is (10, _) or (127, _) or (172, >= 16 and <= 31) or (192, 168) or (169, 254) or (100, >= 64 and <= 127);

    /// <summary>The address and every IPv4 address inside of it. Teredo holds two: its server's, and that of who is behind it, with every bit turned.</summary>
    private static IEnumerable<IPAddress> Held(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes switch
        {
            { Length: 4 } => [address],
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ..] or [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..] or [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] =>
                [address, new IPAddress(bytes[12..])],
            [0x20, 0x02, ..] => [address, new IPAddress(bytes[2..6])],
            [0x20, 0x01, 0, 0, ..] => [address, new IPAddress(bytes[4..8]), new IPAddress(Array.ConvertAll(bytes[12..], one => (byte)(one ^ 0xff)))],
            _ => [address],
        };
    }

    private static int Figure(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // Each begins where no digit stands before it, also inside of a longer row of figures.
    [GeneratedRegex(@"(?<![0-9])(?=([0-9]{1,3})\.([0-9]{1,3})\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9]))", RegexOptions.CultureInvariant)]
    private static partial Regex Quad();
}
