using System.Text;
using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Advisories;

/// <summary>The text of a letter made plain before it is read: composed letters, the right Đ, ordinary blanks and line ends.</summary>
public static partial class LetterText
{
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormC))
            plain.Append(sign switch
            {
                // The Eth of old fonts stands for Đ.
                '\u00D0' => 'Đ',
                '\u00F0' => 'đ',
                '\u00A0' or '\u202F' or '\u2007' or '\t' => ' ',
                '\u2028' or '\u2029' or '\v' or '\f' => '\n',
                _ => sign,
            });
        var read = Blanks().Replace(plain.Replace("\r\n", "\n").Replace('\r', '\n').ToString(), " ").Trim();
        // One number is one letter, whichever dash the typist's program put into it.
        return DashedNumber().Replace(read, number => Dashes().Replace(number.Value, "-"));
    }

    /// <summary>1684/STTTT-CNTT, 1547/CATTT-NCSC, 05/2017/QĐ-TTg, 331/2026/NĐ-CP.</summary>
    public static bool IsNumber(string text) => Number().IsMatch(text);

    /// <summary>CVE-2022-40684, however its dashes and blanks were written; null where it is none.</summary>
    public static string? CveOf(string text) => Cve().Match(text.Trim()) is { Success: true } found && found.Length == text.Trim().Length ? Written(found) : null;

    /// <summary>Every CVE of a text, each once, in its order.</summary>
    public static IReadOnlyList<string> CvesOf(string text) => [.. Cve().Matches(text).Select(Written).Distinct()];

    private static string Written(Match found) => $"CVE-{found.Groups[1].Value}-{found.Groups[2].Value}";

    private const string Dash = @"[-\u00AD\u058A\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]";

    // Between blanks a dash may as well begin an aside, "số 5/QĐ-UBND – Sở …"; there only what is written as a symbol counts.
    [GeneratedRegex(
        @"\d ?/ ?[A-ZĐ][\p{L}\p{M}0-9&]*(?:" + Dash + @"{1,3}[A-ZĐ][\p{L}\p{M}0-9&]*| ?" + Dash + @"{1,3} ?(?:TTg|[A-ZĐ][A-ZĐ0-9&]+)(?![\p{L}\p{M}]))+", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex DashedNumber();

    [GeneratedRegex(Dash + "+", RegexOptions.CultureInvariant)]
    private static partial Regex Dashes();

    [GeneratedRegex(@"[ ]{2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(\d{1,5})(?:/((?:19|20)\d{2}))?/([A-ZĐ][A-ZĐa-z0-9]*(?:-[A-ZĐ][A-ZĐa-zđ0-9&]*)*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"CVE\s*[-\u2010-\u2015\u2212]\s*(\d{4})\s*[-\u2010-\u2015\u2212]\s*(\d{4,19})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cve();
}
