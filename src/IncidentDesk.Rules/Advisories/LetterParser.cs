using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Advisories;

/// <summary>Reads a warning letter as Vietnamese authorities write them: "Số: 1684/STTTT-CNTT", "V/v …", the numbered asks, the CVEs and the versions.</summary>
public static partial class LetterParser
{
    private const int MostText = 200_000;

    public static LetterDraft Read(string text)
    {
        var plain = LetterText.Plain(text.Length > MostText ? text[..MostText] : text);
        var lines = plain.Split('\n').Select(line => line.Trim()).ToList();
        var (number, issuedOn, issuer, subject) = (NumberOf(plain), DateOf(plain), IssuerOf(lines), SubjectOf(lines));
        var (products, unread) = LetterProducts.Of(plain);
        var (dueOn, dueHour) = LetterDue.Of(plain);
        string?[] missing = [number is null ? "number" : null, issuedOn is null ? "issuedOn" : null, issuer is null ? "issuer" : null, subject is null ? "subject" : null];
        return new(
            number, issuedOn, issuer, subject, LevelOf(plain), LetterText.CvesOf(plain), products, AsksOf(lines), dueOn, dueHour, TlpOf(plain),
            [.. missing.OfType<string>()], unread);
    }

    private static string? NumberOf(string text) => Numbered().Matches(text)
        .Select(found => $"{found.Groups[1].Value}/{found.Groups[2].Value}".Replace(" ", "", StringComparison.Ordinal)).FirstOrDefault(LetterText.IsNumber);

    // The place and the day stand at the head, "Nghệ An, ngày 11 tháng 10 năm 2022"; later days are those of other letters.
    private static DateOnly? DateOf(string text) => LongDay().Match(text) is { Success: true } day ? DayOf(day) : null;

    /// <summary>The issuing body is the last line of the block above the number, beside or above the name of the state.</summary>
    private static string? IssuerOf(List<string> lines)
    {
        var head = lines.TakeWhile(line => !Numbered().IsMatch(line)).Where(line => line.Length > 0)
            .Select(line => State().Replace(line, "").Trim(' ', '-', '*', '_')).Where(line => line.Length > 3 && !LongDay().IsMatch(line)).ToList();
        return head.Count == 0 ? null : head[^1];
    }

    private static string? SubjectOf(List<string> lines)
    {
        var first = lines.FindIndex(line => About().IsMatch(line));
        if (first < 0)
            return null;
        // A subject is often broken over several lines of a narrow block; what follows it is an empty line, the place and day, or whom it is for.
        var said = new List<string> { About().Replace(lines[first], "", 1) };
        said.AddRange(lines.Skip(first + 1).TakeWhile(line => line.Length > 0 && !To().IsMatch(line) && !State().IsMatch(line) && !LongDay().IsMatch(line) && !Numbered().IsMatch(line)).Take(6));
        var subject = string.Join(' ', said).Trim();
        return subject.Length == 0 ? null : subject.Length > 300 ? subject[..300].TrimEnd() : subject;
    }

    private static IReadOnlyList<string> AsksOf(List<string> lines)
    {
        var asks = new List<string>();
        foreach (var line in lines.TakeWhile(line => !Ending().IsMatch(line)))
            if (Ask().Match(line) is { Success: true } found)
                asks.Add(found.Groups[1].Value.Trim());
            else if (asks.Count > 0 && line.Length > 0 && char.IsLower(line[0]) && asks[^1].Length + line.Length < 1900)
                asks[^1] += " " + line;
        return [.. asks.Take(20)];
    }

    private static string? LevelOf(string text) => Level().Match(text) is not { Success: true } found ? null : found.Groups[1].Value.ToLowerInvariant() switch
    {
        "nghiêm trọng" => "critical",
        "cao" => "high",
        "trung bình" => "medium",
        _ => "low",
    };

    private static string? TlpOf(string text) => Tlp().Match(text) is not { Success: true } found ? null
        : found.Groups[1].Value.ToLowerInvariant() is var word && word == "white" ? "clear" : word;

    private static DateOnly? DayOf(Match day) => DateOnly.TryParseExact(
        $"{day.Groups[1].Value}/{day.Groups[2].Value}/{day.Groups[3].Value}", "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    [GeneratedRegex(@"S\s*ố\s*:?\s*(\d{1,5}(?:\s*/\s*(?:19|20)\d{2})?)\s*/\s*([A-ZĐ][\p{L}\p{M}0-9&]*(?:\s?-\s?[A-ZĐ][\p{L}\p{M}0-9&]*)*)", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LongDay();

    [GeneratedRegex(@"CỘNG\s+H[ÒO][AÀ]\s+XÃ\s+HỘI.*$|Độc\s+lập\s*[-–].*$|^CỘNG\s+HOÀ.*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex State();

    [GeneratedRegex(@"^.*?V\s*/\s*v\s*:?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex About();

    [GeneratedRegex(@"^Kính\s+gửi", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex To();

    [GeneratedRegex(@"^Nơi\s+nhận|^Phụ\s+lục|^PHỤ\s+LỤC", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ending();

    [GeneratedRegex(@"^\d{1,2}\s*[.)]\s+(\S.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ask();

    // In "mức độ nghiêm trọng: cao" the level is what stands behind the colon.
    [GeneratedRegex(@"(?<!\p{L})mức(?:\s+độ)?[^.\n]{0,40}?[:\s](nghiêm trọng|cao|trung bình|thấp)(?!\p{L}|\s*:|\s+nhất)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Level();

    [GeneratedRegex(@"TLP\s*:\s*(clear|white|green|amber\+strict|amber|red)(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tlp();
}
