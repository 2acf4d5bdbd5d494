using System.Net;
using IncidentDesk.Channels.Guard;

namespace IncidentDesk.Channels.Webhook;

/// <summary>Where a webhook may go: what its address must look like, and what it must lead to.</summary>
internal sealed class WebhookTarget(string allowedPrivate)
{
    private readonly AllowList ownHosts = AllowList.OfHosts(allowedPrivate);

    /// <returns>The address, or null and why it is none.</returns>
    public static (Uri? Address, string Text, string TextVi) Of(string written)
    {
        if (!Uri.TryCreate(written, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            return (null, "not an https address", "không phải địa chỉ https");
        if (address.UserInfo.Length > 0)
            return (null, "an address with a name or password in it is refused", "từ chối địa chỉ có kèm tên hoặc mật khẩu");
        if (address.Scheme == Uri.UriSchemeHttp && !IsThisMachine(address))
            return (null, "only https leaves this machine", "chỉ https được rời máy này");
        // The small numbers are other services' (mail, databases): a request may be read there as something else.
        if (address.Port is < 1024 and not 443 && address.Scheme == Uri.UriSchemeHttps)
            return (null, $"port {address.Port} is not one for webhooks", $"cổng {address.Port} không dùng cho webhook");
        return (address, "", "");
    }

    /// <summary>Asked of the very address that is connected to.</summary>
    public bool MayConnect(string host, IPAddress address) =>
        NetworkAddress.IsPublic(address)
        || (NetworkAddress.IsOwnNetwork(address) && HostName.TryParse(host, out var name) && ownHosts.Contains(ToUrl(name)));

    private static bool IsThisMachine(Uri address) => IPAddress.TryParse(HostName.Of(address), out var ip) && IPAddress.IsLoopback(ip);

    private static string ToUrl(string host) => host.Contains(':', StringComparison.Ordinal) ? $"https://[{host}]/" : $"https://{host}/";
}
