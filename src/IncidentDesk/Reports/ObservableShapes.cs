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

    public static bool Fits(string type, string value) => type switch
    {
        "ipv4" => IPAddress.TryParse(value, out var address) && address.AddressFamily == AddressFamily.InterNetwork && value.Count(sign => sign == '.') == 3,
        "ipv6" => IPAddress.TryParse(value, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        "cidr" => IPNetwork.TryParse(value, out _),
        "domain" => value.Length <= 253 && Uri.CheckHostName(value) == UriHostNameType.Dns && value.Contains('.', StringComparison.Ordinal),
        "url" => Uri.TryCreate(value, UriKind.Absolute, out _),
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

    private static bool IsHex(string value) => !value.AsSpan().ContainsAnyExcept(HexDigits);

    [GeneratedRegex(@"^CVE-\d{4}-\d{4,}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cve();

    [GeneratedRegex(@"^(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Mac();

    [GeneratedRegex(@"^(?:AS)?\d{1,10}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asn();
}
