namespace IncidentDesk.Channels.Webhook;

/// <summary>The keys that sign, by host. A host with keys of its own is signed for with these alone: one recipient must not be able to pass for another.</summary>
internal sealed class WebhookSecrets
{
    private const string Prefix = "whsec_";
    private readonly ILookup<string, byte[]> byHost;

    private WebhookSecrets(ILookup<string, byte[]> byHost, IReadOnlyList<string> refused) => (this.byHost, Refused) = (byHost, refused);

    /// <summary>Which entries cannot be read, by their place: what stands there may be a secret and is not repeated.</summary>
    public IReadOnlyList<string> Refused { get; }

    public static WebhookSecrets Parse(string text)
    {
        var words = text.Split([',', ';', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var read = words.Select((word, i) => (Place: $"{i + 1}", Known: TryEntry(word, out var host, out var key), Host: host, Key: key)).ToList();
        return new(
            read.Where(one => one.Known).ToLookup(one => one.Host, one => one.Key),
            [.. read.Where(one => !one.Known).Select(one => one.Place)]);
    }

    /// <summary>The keys for this host, in the order in which they were written; none where nobody gave any.</summary>
    public IReadOnlyList<byte[]> For(string host) => [.. byHost.Contains(host) ? byHost[host] : byHost[""]];

    private static bool TryEntry(string word, out string host, out byte[] key)
    {
        (host, key) = ("", []);
        var at = word.IndexOf(Prefix, StringComparison.Ordinal);
        if (at > 0 && !(word[at - 1] == '=' && HostName.TryParse(word[..(at - 1)], out host)))
            return false;
        var bytes = new byte[word.Length];
        if (at < 0 || !Convert.TryFromBase64String(word[(at + Prefix.Length)..], bytes, out var length))
            return false;
        key = bytes[..length];
        // Standard Webhooks: 24 to 64 bytes of randomness.
        return length is >= 24 and <= 64;
    }
}
