using System.Buffers;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace IncidentDesk.Reports;

/// <summary>What a value of each observable type looks like; types without a fixed shape take any text.</summary>
public static partial class ObservableShapes
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create("\"<>, \t");

    private static readonly SearchValues<char> NotInIpv6 = SearchValues.Create("%[]/");

    public static bool Fits(string type, string value) => type switch
    {
        "ipv4" => IsIpv4(value),
        "ipv6" => IsIpv6(value),
        "cidr" => IPNetwork.TryParse(value, out _) && value[..value.IndexOf('/', StringComparison.Ordinal)] is var address && (IsIpv4(address) || IsIpv6(address)),
        "domain" => value.Length <= 253 && Uri.CheckHostName(value) == UriHostNameType.Dns && value.Contains('.', StringComparison.Ordinal),
        "url" => IsUrl(value),
        "email" => IsMailAddressOrNone(value),
        "md5" => value.Length == 32 && IsHex(value),
        "sha1" => value.Length == 40 && IsHex(value),
        "sha256" => value.Length == 64 && IsHex(value),
        "sha512" => value.Length == 128 && IsHex(value),
        "mac" => Mac().IsMatch(value),
        "asn" => Asn().IsMatch(value),
        _ => true,
    };

    public static bool IsCve(string value) => value is not null && Cve().IsMatch(value);

    public static bool IsMailAddressOrNone(string? value) =>
        value is null || (value.Length <= 254 && MailAddress.TryCreate(value, out var address) && address.Address == value
            && !value.AsSpan().ContainsAny(NotInAddresses));

    // Written otherwise (010.1.1.1, 1.257, 0x7f.1) an address means one host to this parser and another to the next.
    private static bool IsIpv4(string value) =>
        IPAddress.TryParse(value, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == value;

    // A zone (fe80::1%eth0) means something on one machine only.
    private static bool IsIpv6(string value) =>
        IPAddress.TryParse(value, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            && !value.AsSpan().ContainsAny(NotInIpv6);

    // A bare path parses as a file of this machine: the scheme has to be written.
    private static bool IsUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && value.StartsWith(url.Scheme + ":", StringComparison.OrdinalIgnoreCase);

    private static bool IsHex(string value) => !value.AsSpan().ContainsAnyExcept(HexDigits);

    [GeneratedRegex(@"^CVE-\d{4}-\d{4,}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cve();

    [GeneratedRegex(@"^(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Mac();

    [GeneratedRegex(@"^(?:AS)?\d{1,10}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asn();
}
