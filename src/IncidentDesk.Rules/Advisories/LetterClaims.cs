using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Advisories;

/// <summary>What the words before a version make of it.</summary>
internal enum Standing { Affected, Mended, Unsure }

/// <summary>What a sentence says of the versions in it: that they are affected, that they are the mended ones, or both at once, which is neither.</summary>
internal static partial class LetterClaims
{
    private const int NearBy = 12, MostHeading = 60;

    /// <summary>The words that say something of versions, and the signs that part one from the other.</summary>
    public static MatchCollection MarksIn(string sentence) => Marks().Matches(sentence);

    public static IEnumerable<string> SentencesOf(string line) => Sentence().Split(line);

    /// <summary>"Bản sửa:" stands for the lines below it. A short line without a colon may be the head of a column, and behind an empty line a list may be another one.</summary>
    public static Standing HeadingOf(string line, bool isListed, Standing before)
    {
        if (line.Length == 0)
            return before == Standing.Affected ? before : Standing.Unsure;
        var isHead = line.EndsWith(':') || (line.Length < MostHeading && !LetterVersions.IsIn(line) && !line.EndsWith('.') && !line.EndsWith(';'));
        if (!isHead || At(Marks().Matches(line), line.Length, Standing.Affected) == Standing.Affected)
            return isListed ? before : Standing.Affected;
        return line.EndsWith(':') && Settled().IsMatch(line) ? Standing.Mended : Standing.Unsure;
    }

    /// <summary>
    /// The last word before the place decides. "Nâng cấp thiết bị bị ảnh hưởng: FortiOS 7.0.7" says both at once, so one word of harm takes a mended one back only behind a semicolon.
    /// </summary>
    public static Standing At(IEnumerable<Match> marks, int place, Standing start)
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
    public static bool GoesOn(string rest) => Further().Match(rest) is { Success: true } further && !Marks().Matches(further.Value).Any(mark => mark.Groups["mended"].Success);

    /// <summary>"FortiOS 7.0.7 đã được vá", but not "FortiOS 7.0.6 đã được vá tại 7.0.7".</summary>
    public static bool IsSettled(string rest)
    {
        var end = rest.IndexOfAny([',', ';', ')']);
        var near = end < 0 ? rest : rest[..end];
        return Settled().Match(near) is { Success: true, Index: <= NearBy } settled && !LetterVersions.IsIn(near[(settled.Index + settled.Length)..]);
    }

    private const string Was = @"đã\s+(?:được\s+)?(?:sửa|vá|khắc\s+phục|xử\s+lý)|(?<!chưa\s+)được\s+(?:sửa|vá|khắc\s+phục|xử\s+lý)|không\s+(?:bị\s+|còn\s+)*ảnh\s+hưởng"
        + @"|bản\s+(?:sửa|vá|an\s+toàn)|(?:not\s+|un-?)affected|not\s+vulnerable|fixed|patched|resolved|safe";

    [GeneratedRegex(
        @"(?<![\p{L}\d])(?:chưa\s+(?:được\s+|có\s+)?(?:sửa|vá|khắc\s+phục|bản\s+(?:sửa|vá))|(?<mended>" + Was
        + @"|(?:sửa|vá)(?:\s+lỗi)?\s+(?:tại|trong|ở|từ)|phiên\s+bản\s+(?:sửa|vá|mới|khắc\s+phục)|khắc\s+phục|cập\s+nhật|nâng(?!\s+cao)|(?<!trở\s+)lên|fix(?:es)?|patch(?:es)?|upgrad\w*|updat\w*)"
        + @"|(?<harm>ảnh\s+hưởng|tác\s+động|tồn\s+tại|affect(?:s|ed|ing)?|impacted|vulnerable))(?!\p{L})|(?<part>;)|(?<open>\()|(?<close>\))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<!\p{L})(?:" + Was + @")(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Settled();

    [GeneratedRegex(
        @"^\s*(?:[,/:]|(?:và|and|or|hoặc)\s)?\s*[^\s\p{L}\d,;.()]{0,3}\s*[vV]?\d+\.\d|^\s+(?:[^\s,;.:()\p{Lu}][^\s,;.()]{0,11}\s+){1,3}[vV]?\d+\.\d",
        RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Further();

    [GeneratedRegex(@"(?<=[.!?])\s+", RegexOptions.CultureInvariant, LetterProducts.MostMilliseconds)]
    private static partial Regex Sentence();
}
