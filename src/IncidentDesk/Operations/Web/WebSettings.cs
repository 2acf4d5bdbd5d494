using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using IncidentDesk.Channels;

namespace IncidentDesk.Operations.Web;

/// <summary>
/// Sections <c>Tls</c> and <c>Proxy</c>: how the web comes in. Outside loopback it is by https with a certificate of the desk's own, or by http from a
/// proxy that is named, which ends the TLS of others.
/// </summary>
/// <param name="Certificate">Null where none is named.</param>
/// <param name="Proxies">The only ones whose X-Forwarded-For and X-Forwarded-Proto are believed.</param>
public sealed record WebSettings(CertificateFile? Certificate, IReadOnlyList<IPNetwork> Proxies)
{
    // The widest network that is still a place: of everybody in it the desk believes for whom they speak.
    private const int LeastOfIPv4 = 24, LeastOfIPv6 = 64, LeastOfMapped = 120;

    public static WebSettings Read(IConfiguration configuration, List<SettingFault> faults) =>
        new(Certified(configuration, faults), Trusted(configuration["Proxy:Trusted"] ?? "", faults));

    public bool IsProxy(IPAddress? address) => address is not null && Proxies.Any(network => network.Contains(Plain(address)));

    // A socket for both families shows an IPv4 caller as ::ffff:192.0.2.1.
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static CertificateFile? Certified(IConfiguration configuration, List<SettingFault> faults)
    {
        if (configuration["Tls:Certificate"]?.Trim() is not { Length: > 0 } path)
            return null;
        var file = new CertificateFile(path, Given(configuration["Tls:Key"]), Given(configuration["Tls:Password"]));
        try
        {
            if (file.Load().TargetCertificate.NotAfter.ToUniversalTime() < TimeProvider.System.GetUtcNow().UtcDateTime)
                faults.Add(new("Tls:Certificate", "the certificate has expired", "chứng thư số đã hết hạn"));
            return file;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            faults.Add(new(
                "Tls:Certificate", "it cannot be read with its key: a PEM file with Tls:Key, or a PKCS #12 file with Tls:Password, is needed",
                "không đọc được cùng khóa: cần tệp PEM kèm Tls:Key, hoặc tệp PKCS #12 kèm Tls:Password"));
            return null;
        }
    }

    private static IReadOnlyList<IPNetwork> Trusted(string list, List<SettingFault> faults)
    {
        var networks = new List<IPNetwork>();
        foreach (var word in list.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (NetworkOf(word) is not { } network)
                faults.Add(new("Proxy:Trusted", $"\"{word}\" is no address like 192.0.2.7 or 192.0.2.0/28", $"\"{word}\" không phải địa chỉ như 192.0.2.7 hoặc 192.0.2.0/28"));
            else if (network.PrefixLength < LeastOf(network.BaseAddress))
                faults.Add(new(
                    "Proxy:Trusted", $"\"{word}\" is too wide: whoever is in it would be believed. Name the proxies, or networks no wider than /{LeastOfIPv4} (IPv4) or /{LeastOfIPv6} (IPv6)",
                    $"\"{word}\" quá rộng: mọi máy trong đó đều được tin. Hãy ghi từng máy chủ trung gian, hoặc mạng không rộng hơn /{LeastOfIPv4} (IPv4) hay /{LeastOfIPv6} (IPv6)"));
            else
                networks.Add(network);
        return networks;
    }

    private static IPNetwork? NetworkOf(string word)
    {
        if (IPNetwork.TryParse(word, out var network))
            return network;
        return IPAddress.TryParse(word, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }

    // Among the addresses that begin with zeros are all of IPv4, as a socket for both families shows them.
    private static int LeastOf(IPAddress first) =>
        first.AddressFamily == AddressFamily.InterNetwork ? LeastOfIPv4 : first.GetAddressBytes().AsSpan(0, 8).ContainsAnyExcept((byte)0) ? LeastOfIPv6 : LeastOfMapped;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
