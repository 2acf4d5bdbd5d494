using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Papers;

/// <summary>
/// The ground of a duty as an official paper cites it: the packs write "NĐ 331/2026/NĐ-CP, Đ31.2.d", a dispatch "điểm d khoản 2 Điều 31 Nghị định số 331/2026/NĐ-CP".
/// </summary>
public static partial class Citation
{
    private static readonly Dictionary<string, string> Laws = new() { ["Luật"] = "Luật", ["NĐ"] = "Nghị định", ["QĐ"] = "Quyết định", ["TT"] = "Thông tư" };

    /// <returns>The text as it is where any of it is not understood: half a citation would be a wrong one.</returns>
    public static string InWords(string article)
    {
        var said = article.Split(';').Select(OfLaw).ToList();
        return said.Contains(null) ? article : string.Join("; ", said);
    }

    // One law, and places in it.
    private static string? OfLaw(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        var places = words.Skip(1).Select(Placed).ToList();
        return Law().Match(words[0]) is { Success: true } law && !places.Contains(null)
            ? $"{Grouped(places.OfType<Place>())} {Laws[law.Groups["kind"].Value]} số {law.Groups["number"].Value}".TrimStart()
            : null;
    }

    private static Place? Placed(string text)
    {
        if (Form().Match(text) is { Success: true } form)
            return new("", $"Mẫu số {form.Groups["form"].Value} ban hành kèm theo");
        return Article().Match(text) is { Success: true } place
            ? new(string.Join(' ', new[] { Level("điểm", place, "point"), Level("khoản", place, "clause") }.OfType<string>()), Level("Điều", place, "article")!)
            : null;
    }

    // An article stands once, after all that is cited of it.
    private static string Grouped(IEnumerable<Place> places)
    {
        var groups = new List<(string Of, List<string> Within)>();
        foreach (var place in places)
            if (place.Within.Length > 0 && groups.Count > 0 && groups[^1].Of == place.Of && groups[^1].Within[0].Length > 0)
                groups[^1].Within.Add(place.Within);
            else
                groups.Add((place.Of, [place.Within]));
        return groups.Count == 0 ? "" : Joined([.. groups.Select(group => $"{Joined(group.Within)} {group.Of}".TrimStart())]);
    }

    private static string Joined(IReadOnlyList<string> words) => words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} và {words[^1]}";

    private static string? Level(string name, Match place, string group)
    {
        var (from, to) = (place.Groups[group], place.Groups[group + "To"]);
        return !from.Success ? null : to.Success ? $"từ {name} {from.Value} đến {name} {to.Value}" : $"{name} {from.Value}";
    }

    /// <param name="Within">Points and clauses; empty for the whole of it.</param>
    /// <param name="Of">The article.</param>
    private sealed record Place(string Within, string Of);

    [GeneratedRegex(@"^(?<kind>Luật|NĐ|QĐ|TT) (?<number>[0-9]+/[0-9]{4}/[\p{L}0-9-]+)$")]
    private static partial Regex Law();

    [GeneratedRegex(@"^Đ(?<article>[0-9]+)(?:[-–](?<articleTo>[0-9]+)|\.(?<clause>[0-9]+)(?:[-–](?<clauseTo>[0-9]+)|\.(?<point>\p{Ll})(?:[-–](?<pointTo>\p{Ll}))?)?)?$")]
    private static partial Regex Article();

    [GeneratedRegex("^Mẫu (?<form>[0-9]+)$")]
    private static partial Regex Form();
}
