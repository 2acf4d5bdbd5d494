using System.Text.RegularExpressions;
using IncidentDesk.Rules.Versions;

namespace IncidentDesk.Rules.Advisories;

/// <summary>The products of a letter and the versions beside them: "FortiOS 7.0.0 - 7.0.6, 7.2.0 đến 7.2.1; FortiProxy 7.2.0".</summary>
internal static partial class LetterProducts
{
    private const int MostProducts = 50, MostRanges = 20;

    public static IReadOnlyList<DraftProduct> Of(string text)
    {
        var found = new List<(string Name, VersionRange Range)>();
        foreach (var line in text.Split('\n').Where(line => line.Length < 4000))
            foreach (Match product in Named().Matches(line).Where(product => !Mending().IsMatch(line[..product.Index])))
                foreach (Match range in Range().Matches(product.Groups[2].Value))
                    found.Add((product.Groups[1].Value.Trim(), RangeOf(range)));
        return [.. found.Where(one => one.Range.IsWellFormed).GroupBy(one => ProductName.KeyOf(one.Name)).Take(MostProducts)
            .Select(product => new DraftProduct(product.First().Name, [.. product.Select(one => one.Range).Distinct().Take(MostRanges)]))];
    }

    private static VersionRange RangeOf(Match range)
    {
        var (from, to) = (range.Groups[1].Value, range.Groups[2].Value);
        return new(from, to.Length == 0 ? from : to);
    }

    private const string Version = @"\d+(?:\.\d+){1,4}", Until = @"\s*(?:-|–|—|đến hết|đến|tới|through|to)\s*(?:phiên\s+bản\s+)?";
    private const string One = $"(?:từ\\s+)?(?:phiên\\s+bản\\s+)?{Version}(?:{Until}{Version})?";

    // A name begins with a capital and is followed by its versions; "phiên bản" and "các" may stand between.
    [GeneratedRegex(
        $@"(?<![\p{{L}}\d])((?:[A-Z][A-Za-z0-9+]*)(?:[ -](?:[A-Z][A-Za-z0-9+]*)){{0,4}})\s*:?\s+(?:\(?(?:các\s+)?phiên\s+bản\s*:?\s*)?({One}(?:\s*(?:,|;|và|and)\s*{One})*)(?!\.?\d)",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();

    // "Nâng cấp lên FortiOS 7.0.7" names what is safe.
    [GeneratedRegex(@"(?:cập\s+nhật|nâng\s+cấp|nâng|lên|bản\s+vá|khắc\s+phục\s+(?:tại|trong|ở))(?:\s+lên|\s+của|\s+cho)?(?:\s+phiên\s+bản)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mending();

    [GeneratedRegex($@"({Version})(?:{Until}({Version}))?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Range();
}
