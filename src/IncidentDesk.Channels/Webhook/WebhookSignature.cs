using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentDesk.Channels.Webhook;

/// <summary>The three headers of Standard Webhooks (version 1, symmetric): who reads them knows that it is ours, unchanged, and not a replay.</summary>
public static class WebhookSignature
{
    /// <param name="id">The same on every attempt: by it the receiver tells a repetition.</param>
    /// <param name="at">When this attempt is made; receivers refuse what is minutes old.</param>
    public static IReadOnlyList<(string Name, string Value)> Headers(
        IReadOnlyList<byte[]> keys, Guid id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var (name, second) = (id.ToString("D"), at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{name}.{second}."), .. body];
        return
        [
            ("webhook-id", name), ("webhook-timestamp", second),
            ("webhook-signature", string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"))),
        ];
    }
}
