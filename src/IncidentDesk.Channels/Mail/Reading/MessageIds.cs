namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>The message ids in a header line, each with its angle brackets. An id beyond ASCII is none of ours, and none that a database must hold.</summary>
public static class MessageIds
{
    private const int Most = 100, Longest = 250;

    /// <summary>With its angle brackets, and nothing in it that could be anything else.</summary>
    public static bool IsId(string id) =>
        id.Length is > 4 and <= Longest && id[0] == '<' && id[^1] == '>' && id.All(sign => sign is > ' ' and < '\x7f');

    public static string? FirstOf(string? line) => Of(line) is [var first, ..] ? first : null;

    public static IReadOnlyList<string> Of(string? line)
    {
        var ids = new List<string>();
        for (var at = 0; line is not null && ids.Count < Most;)
        {
            var open = line.IndexOf('<', at);
            var close = open < 0 ? -1 : line.IndexOf('>', open);
            if (close < 0)
                break;
            var id = line[open..(close + 1)];
            if (IsId(id))
                ids.Add(id);
            at = close + 1;
        }
        return ids;
    }
}
