using System.Text.RegularExpressions;
using IncidentDesk.Rules.Versions;

namespace IncidentDesk.Rules.Advisories;

/// <summary>What a version looks like in a letter, alone, in a range or in a list, and what the name of a product before it: "FortiOS 7.0.0 - 7.0.6, 7.2.0 đến 7.2.1".</summary>
internal static partial class LetterVersions
{
    /// <summary>Products with their versions: the groups name and list.</summary>
    public static MatchCollection NamedIn(string sentence) => Named().Matches(sentence);

    /// <summary>Versions that are called so; the product may stand before them or not.</summary>
    public static MatchCollection LooseIn(string sentence) => Loose().Matches(sentence);

    public static IEnumerable<VersionRange> RangesOf(string list) => Item().Matches(list).Select(RangeOf);

    /// <summary>Whether a line is one of a list: it has the sign of one, or begins with a product and its versions, or is nothing but versions.</summary>
    public static bool IsListed(string line) => Listed().IsMatch(line);

    /// <summary>Whether there is anything like a version in it, 7.0 or 7.x.</summary>
    public static bool IsIn(string text) => Dotted().IsMatch(text);

    /// <summary>A cell of a table holds nothing but versions, its product stands in another. An address of the network and a day look like one.</summary>
    public static bool IsBare(string sentence) =>
        Bare().IsMatch(sentence) && Item().Matches(sentence).Any(item => !item.Groups["one"].Success || (item.Value.Count(sign => sign == '.') == 2 && !Year().IsMatch(item.Value)));

    /// <summary>Whether it says anything, and its first version comes before its last.</summary>
    public static bool IsReadable(VersionRange range) =>
        (range.From ?? range.To ?? range.FixedIn) is not null && range.IsWellFormed
        && (ProductVersion.Read(range.From) is not { } from || ProductVersion.Read(range.FixedIn) is not { } mended || from.CompareWith(mended) < 0);

    private static VersionRange RangeOf(Match item)
    {
        string? Group(string name) => item.Groups[name] is { Success: true } found ? found.Value.TrimStart('v', 'V') : null;
        if (Group("one") is { } one)
            return new(Stem(one), Stem(one));
        var (from, to) = (Group("from") is { } first ? First(first) : null, Group("to"));
        return item.Groups["less"].Success ? new(from, null, to is null ? null : First(to)) : new(from, to is null ? null : Stem(to));
    }

    // All of 7.2.x are what begins with 7.2; the first of them is 7.2.0.
    private static string Stem(string version) => version.TrimEnd('x', 'X', '*', '.');

    private static string First(string version) => Stem(version) is var stem && stem.Length == version.Length ? version : stem + ".0";

    private const string Any = @"[vV]?(?:\d+(?:\.\d+){0,3}(?:\.[xX*])+(?![\p{L}\d])|\d+(?:\.\d+){1,4}(?:-?(?:alpha|beta|rc|sp|p)\d{1,3}|[a-z])?(?![\p{L}\d]|\.[\dxX*]))";
    private const string Word = @"(?:(?:các\s+|những\s+)?(?:phiên\s+bản|bản|versions?)\s*:?\s*)?";
    private const string Until = @"(?:[-=]>|[-‐‑–—−→⟶~]|(?:cho\s+)?(?:đến|tới)(?:\s+hết)?(?!\p{L})|(?:through|thru|up\s+to|to|until)(?!\p{L}))";
    private const string Before = @"(?:<(?!=)|(?:trước|cũ\s+hơn|thấp\s+hơn|nhỏ\s+hơn|dưới|before|prior\s+to|earlier\s+than|older\s+than|lower\s+than|below)(?!\p{L}))";
    private const string Start = @"(?:(?:từ|from)\s+|(?:≥|>=)\s*)";
    private const string Also = @"(?:,\s*|(?:và|and)\s+)";
    private const string Down =
        @"(?:trở\s+về\s+trước|về\s+trước|trở\s+xuống|(?:và|hoặc|and|or)\s+(?:các\s+)?(?:phiên\s+bản\s+)?(?:cũ\s+hơn|thấp\s+hơn|trước\s+đó|earlier|older|below|prior|lower))(?!\p{L})";
    private const string Up = @"(?:trở\s+(?:lên|đi|về\s+sau)|(?:và|hoặc|and|or)\s+(?:các\s+)?(?:phiên\s+bản\s+)?(?:mới\s+hơn|cao\s+hơn|later|above|newer|higher))(?!\p{L})";

    // In this order: the longer way of saying it comes first, so that "7.0.0 đến 7.0.6" is never taken for 7.0.0.
    private const string One = "(?i:"
        + Start + "?" + Word + "(?<from>" + Any + @")\s*(?:" + Until + @"\s*(?<less>" + Before + ")?|(?<less>" + Before + @"))\s*" + Word + "(?<to>" + Any + ")"
        + "|" + Start + Word + "(?<from>" + Any + @")\s*" + Also + "(?:(?<less>" + Before + @")|≤|<=|đến|tới|up\s+to)\s*" + Word + "(?<to>" + Any + ")"
        + "|(?<less>" + Before + @")\s*" + Word + "(?<to>" + Any + ")"
        + "|" + Start + "?" + Word + "(?<to>" + Any + @")\s*" + Down
        + "|" + Start + "?" + Word + "(?<from>" + Any + @")\s*" + Up
        + @"|(?:≤|<=|(?:đến|tới|up\s+to|through)(?:\s+hết)?\s)\s*" + Word + "(?<to>" + Any + ")"
        + "|" + Start + Word + "(?<from>" + Any + ")"
        + "|" + Word + "(?<one>" + Any + "))";

    // Taken as it is read first and never tried another way: a list may be long.
    private const string Several = "(?>" + One + @"(?>\s*(?:[,;/]\s*(?:(?:và|hoặc|and|or)\s)?|(?:và|hoặc|and|or)\s)\s*" + One + ")*)";

    // Words that begin with a capital, stand before figures and name no product.
    private const string NoName = @"(?!(?:Affected|Upgrade|Update|Fixed|Patched|Fix|Patch|Versions?|Before|From|Through|Prior|To|CVSS\w*|EPSS|Base|Score|IP|IPv\d)(?![A-Za-z0-9]))";

    // A line of releases may stand before its versions: "FortiOS 7.2: 7.2.0 through 7.2.1".
    private const string Line = @"(?:\s+(?<line>\d+\.\d+)(?=\s*:?\s+(?:(?:từ|from|phiên\s+bản|versions?)\s+){0,2}\k<line>\.\d))?";

    private const string Product = @"(?<![\p{L}\d])" + NoName + @"(?<name>[A-Z][A-Za-z0-9+]*(?:[ -][A-Z][A-Za-z0-9+]*){0,4})" + Line
        + @"(?:\s*:\s*|\s+|(?=[<≤≥>]))\(?(?i:(?:(?:có|các|những|mọi|all)\s+){0,2}(?:(?:phiên\s+bản|bản|versions?)(?:\s*:\s*|\s+))?)(?<list>" + Several + ")";

    // A name begins with a capital and is followed by its versions; "phiên bản" and "các" may stand between.
    [GeneratedRegex(Product, RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Named();

    [GeneratedRegex(One, RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Item();

    [GeneratedRegex(@"(?<!\p{L}|CVSS\s+)(?:phiên\s+bản|versions?)\s*:?\s*" + One, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Loose();

    [GeneratedRegex(@"^(?:[-–+*•]\s+)?" + Several + @"[.;]?$", RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Bare();

    [GeneratedRegex(@"^(?:[-–—+*•·]\s*|\d{1,2}[.)]\s|[a-zđ][.)]\s)|^" + Product + "|^" + Several + "[.;]?$", RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\.(?:19|20)\d\d$", RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Year();

    [GeneratedRegex(@"\d\.[\dxX*]", RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Dotted();
}
