namespace IncidentDesk.Channels.Webhook;

/// <summary>A host as settings name it and as an address carries it, in one form: ASCII, lower case, no brackets.</summary>
internal static class HostName
{
    public static string Of(Uri address) => Plain(address.IdnHost);

    public static bool TryParse(string word, out string host)
    {
        host = word;
        var inBrackets = word.Contains(':', StringComparison.Ordinal) && !word.StartsWith('[') ? $"[{word}]" : word;
        if (Uri.CheckHostName(inBrackets) == UriHostNameType.Unknown || !Uri.TryCreate($"https://{inBrackets}/", UriKind.Absolute, out var address))
            return false;
        host = Of(address);
        return host.Length > 0;
    }

    private static string Plain(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
}
