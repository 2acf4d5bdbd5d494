using System.Globalization;

namespace IncidentDesk.Channels.Gateway;

/// <summary>HTTP statuses as people list them: <c>200-299, 304</c>.</summary>
internal static class StatusRanges
{
    /// <summary>Null where something in it is no status.</summary>
    public static IReadOnlySet<int>? Parse(string text)
    {
        var statuses = new HashSet<int>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = word.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !TryStatus(ends[0], out var first) || !TryStatus(ends[^1], out var last) || last < first)
                return null;
            statuses.UnionWith(Enumerable.Range(first, last - first + 1));
        }
        return statuses.Count > 0 ? statuses : null;
    }

    private static bool TryStatus(string word, out int status) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 200 and <= 599;
}
