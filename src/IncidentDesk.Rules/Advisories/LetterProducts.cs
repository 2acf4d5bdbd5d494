using System.Text.RegularExpressions;
using IncidentDesk.Rules.Versions;

namespace IncidentDesk.Rules.Advisories;

/// <summary>
/// The products of a letter and the versions beside them: "FortiOS 7.0.0 - 7.0.6, 7.2.0 đến 7.2.1; FortiProxy trước 7.2.2". A version that a letter names as the mended one is
/// the opposite of an affected one, so what cannot be told apart for sure is left to a person.
/// </summary>
internal static partial class LetterProducts
{
    private const int MostProducts = 50, MostRanges = 20, MostUnread = 20, MostSaid = 200, NearBy = 12, MostHeading = 60, MostSlow = 2;

    // Of one line: far more than any letter takes, also on a machine that has much else to do.
    private const int MostMilliseconds = 5000;

    /// <summary>What the words before a version make of it.</summary>
    private enum Standing { Affected, Mended, Unsure }

    /// <returns>The affected versions, and the sentences that name versions of which this program cannot say what they are.</returns>
    public static (IReadOnlyList<DraftProduct> Products, IReadOnlyList<string> Unread) Of(string text)
    {
        var (found, unread, heading, slow) = (new List<(string Name, VersionRange Range)>(), new List<string>(), Standing.Affected, 0);
        foreach (var line in text.Split('\n').Where(line => line.Length < 4000).Select(line => line.Trim()))
        {
            try
            {
                heading = ReadLine(line, heading, found, unread);
            }
            catch (RegexMatchTimeoutException) when (++slow <= MostSlow)
            {
                // No letter is written like that. A person may read it; the desk has something better to do than to try the rest.
                unread.Add(Said(line));
                if (slow == MostSlow)
                    break;
            }
        }
        IReadOnlyList<DraftProduct> products = [.. found.GroupBy(one => ProductName.KeyOf(one.Name)).Take(MostProducts)
            .Select(product => new DraftProduct(product.First().Name, [.. product.Select(one => one.Range).Distinct().Take(MostRanges)]))];
        return (products, [.. unread.Distinct().Take(MostUnread)]);
    }

    /// <returns>What stands for the lines below.</returns>
    private static Standing ReadLine(string line, Standing heading, List<(string Name, VersionRange Range)> found, List<string> unread)
    {
        var isListed = Listed().IsMatch(line);
        var standing = isListed ? heading : Standing.Affected;
        // Without a figure there is no version in it.
        foreach (var sentence in Sentence().Split(line).Where(sentence => sentence.Any(char.IsAsciiDigit)))
            standing = Read(sentence, standing, found, unread);
        return HeadingOf(line, isListed, heading);
    }

    private static string Said(string sentence) => sentence.Length > MostSaid ? sentence[..MostSaid].TrimEnd() : sentence.Trim();

    // "Bản sửa:" stands for the lines below it. A short line without a colon may be the head of a column, and behind an empty line a list may be another one.
    private static Standing HeadingOf(string line, bool isListed, Standing before)
    {
        if (line.Length == 0)
            return before == Standing.Affected ? before : Standing.Unsure;
        var isHead = line.EndsWith(':') || (line.Length < MostHeading && !Dotted().IsMatch(line) && !line.EndsWith('.') && !line.EndsWith(';'));
        if (!isHead || At(Marks().Matches(line), line.Length, Standing.Affected) == Standing.Affected)
            return isListed ? before : Standing.Affected;
        return line.EndsWith(':') && Settled().IsMatch(line) ? Standing.Mended : Standing.Unsure;
    }

    /// <returns>What the next sentence of the line begins with.</returns>
    private static Standing Read(string sentence, Standing standing, List<(string Name, VersionRange Range)> found, List<string> unread)
    {
        var (marks, products, isMended, isUnread) = (Marks().Matches(sentence), Named().Matches(sentence), false, false);
        foreach (Match product in products)
        {
            var (list, rest) = (product.Groups["list"], sentence[(product.Index + product.Length)..]);
            var (stands, ranges) = (At(marks, list.Index, standing), Item().Matches(list.Value).Select(RangeOf).ToList());
            if (stands == Standing.Mended)
                isMended = true;
            else if (stands == Standing.Unsure || ranges.Any(range => !IsReadable(range)) || GoesOn(rest) || IsSettled(rest))
                isUnread = true;
            else
                found.AddRange(ranges.Select(range => (product.Groups["name"].Value.Trim(), range)));
        }
        // Versions that no product stands before.
        foreach (Match loose in Loose().Matches(sentence))
            isUnread |= !products.Any(product => product.Index <= loose.Index && loose.Index < product.Index + product.Length)
                && At(marks, loose.Index, standing) != Standing.Mended;
        isUnread |= standing != Standing.Mended && IsBare(sentence);
        if (isUnread)
            unread.Add(Said(sentence));
        return standing != Standing.Affected || !isMended ? standing : Standing.Unsure;
    }

    /// <summary>
    /// The last word before the place decides. "Nâng cấp thiết bị bị ảnh hưởng: FortiOS 7.0.7" says both at once, so one word of harm takes a mended one back only behind a semicolon.
    /// </summary>
    private static Standing At(IEnumerable<Match> marks, int place, Standing start)
    {
        var (now, isParted, outside) = (start, true, new Stack<Standing>());
        foreach (var mark in marks.TakeWhile(mark => mark.Index < place))
            if (mark.Groups["mended"].Success)
                (now, isParted) = (Standing.Mended, false);
            else if (mark.Groups["harm"].Success)
                now = now == Standing.Affected || isParted ? Standing.Affected : Standing.Unsure;
            else if (mark.Groups["part"].Success)
                isParted = true;
            else if (mark.Groups["open"].Success)
                outside.Push(now);
            else if (mark.Groups["close"].Success && outside.Count > 0)
                now = outside.Pop();
        return now;
    }

    /// <summary>Whether another version follows by words that were not understood: "7.0.0 cùng với 7.0.6". One that is to be installed is understood.</summary>
    private static bool GoesOn(string rest) => Further().Match(rest) is { Success: true } further && !Marks().Matches(further.Value).Any(mark => mark.Groups["mended"].Success);

    /// <summary>"FortiOS 7.0.7 đã được vá", but not "FortiOS 7.0.6 đã được vá tại 7.0.7".</summary>
    private static bool IsSettled(string rest)
    {
        var end = rest.IndexOfAny([',', ';', ')']);
        var near = end < 0 ? rest : rest[..end];
        return Settled().Match(near) is { Success: true, Index: <= NearBy } settled && !Dotted().IsMatch(near[(settled.Index + settled.Length)..]);
    }

    // A cell of a table holds nothing but versions, its product stands in another. An address of the network and a day look like one.
    private static bool IsBare(string sentence) =>
        Bare().IsMatch(sentence) && Item().Matches(sentence).Any(item => !item.Groups["one"].Success || (item.Value.Count(sign => sign == '.') == 2 && !Year().IsMatch(item.Value)));

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

    private static bool IsReadable(VersionRange range) =>
        (range.From ?? range.To ?? range.FixedIn) is not null && range.IsWellFormed
        && (ProductVersion.Read(range.From) is not { } from || ProductVersion.Read(range.FixedIn) is not { } mended || from.CompareWith(mended) < 0);

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

    private const string Was = @"đã\s+(?:được\s+)?(?:sửa|vá|khắc\s+phục|xử\s+lý)|(?<!chưa\s+)được\s+(?:sửa|vá|khắc\s+phục|xử\s+lý)|không\s+(?:bị\s+|còn\s+)*ảnh\s+hưởng"
        + @"|bản\s+(?:sửa|vá|an\s+toàn)|(?:not\s+|un-?)affected|not\s+vulnerable|fixed|patched|resolved|safe";

    // A name begins with a capital and is followed by its versions; "phiên bản" and "các" may stand between.
    [GeneratedRegex(Product, RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Named();

    [GeneratedRegex(One, RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Item();

    [GeneratedRegex(
        @"(?<![\p{L}\d])(?:chưa\s+(?:được\s+|có\s+)?(?:sửa|vá|khắc\s+phục|bản\s+(?:sửa|vá))|(?<mended>" + Was
        + @"|(?:sửa|vá)(?:\s+lỗi)?\s+(?:tại|trong|ở|từ)|phiên\s+bản\s+(?:sửa|vá|mới|khắc\s+phục)|khắc\s+phục|cập\s+nhật|nâng(?!\s+cao)|(?<!trở\s+)lên|fix(?:es)?|patch(?:es)?|upgrad\w*|updat\w*)"
        + @"|(?<harm>ảnh\s+hưởng|tác\s+động|tồn\s+tại|affect(?:s|ed|ing)?|impacted|vulnerable))(?!\p{L})|(?<part>;)|(?<open>\()|(?<close>\))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<!\p{L})(?:" + Was + @")(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Settled();

    [GeneratedRegex(
        @"^\s*(?:[,/:]|(?:và|and|or|hoặc)\s)?\s*[^\s\p{L}\d,;.()]{0,3}\s*[vV]?\d+\.\d|^\s+(?:[^\s,;.:()\p{Lu}][^\s,;.()]{0,11}\s+){1,3}[vV]?\d+\.\d",
        RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Further();

    [GeneratedRegex(@"(?<!\p{L}|CVSS\s+)(?:phiên\s+bản|versions?)\s*:?\s*" + One, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Loose();

    [GeneratedRegex(@"^(?:[-–+*•]\s+)?" + Several + @"[.;]?$", RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Bare();

    [GeneratedRegex(@"^(?:[-–—+*•·]\s*|\d{1,2}[.)]\s|[a-zđ][.)]\s)|^" + Product + "|^" + Several + "[.;]?$", RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Listed();

    [GeneratedRegex(@"(?<=[.!?])\s+", RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\.(?:19|20)\d\d$", RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Year();

    [GeneratedRegex(@"\d\.[\dxX*]", RegexOptions.CultureInvariant, MostMilliseconds)]
    private static partial Regex Dotted();
}
