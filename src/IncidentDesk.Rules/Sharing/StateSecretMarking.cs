using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Sharing;

/// <summary>
/// The stamps of the law on state secrets (MẬT, TỐI MẬT, TUYỆT MẬT), which this desk may not receive. Only what stands as a stamp
/// counts, alone on its line, alone in brackets or after "Độ mật:": passwords, imports and security are written with the same word.
/// </summary>
public static partial class StateSecretMarking
{
    public static bool IsIn(string text)
    {
        var whole = Plain(text);
        if (!whole.Contains("mật", StringComparison.OrdinalIgnoreCase))
            return false;
        if (Degree().IsMatch(whole) || Bracket().IsMatch(whole))
            return true;
        foreach (var line in whole.AsSpan().EnumerateLines())
            if (Line().IsMatch(line))
                return true;
        return false;
    }

    /// <summary>Also what stands before any of the dots of a name: <c>TỐI MẬT.tar.gz</c>.</summary>
    public static bool IsInFileName(string name) =>
        IsIn(name) || Enumerable.Range(0, name.Length).Any(place => name[place] == '.' && IsIn(name[..place]));

    // What looks the same counts as the same: wide letters, what no eye sees inside a word, the Eth of old fonts in place of Đ, Cyrillic and Greek А, М and Т.
    private static string Plain(string text)
    {
        var wide = text.Normalize(NormalizationForm.FormKC);
        var plain = new StringBuilder(wide.Length);
        foreach (var sign in wide)
            if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.Format && sign is not ('\u034F' or (>= '\uFE00' and <= '\uFE0F')))
                plain.Append(sign switch { '\u00D0' => 'Đ', '\u00F0' => 'đ', '\u041C' or '\u039C' => 'M', '\u043C' or '\u03BC' => 'm', '\u0422' or '\u03A4' => 'T', '\u0442' or '\u03C4' => 't',
                    '\u0410' or '\u0391' => 'A', '\u0430' or '\u03B1' => 'a', _ => sign });
        return plain.ToString().Normalize(NormalizationForm.FormC);
    }

    [GeneratedRegex(@"(?<!\p{L})độ[\s_-]+mật\s*[:：]\W*\p{L}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Degree();

    [GeneratedRegex(@"[\p{Ps}\p{Pi}<]\s*(?:(?:tối|tuyệt)[\s_-]+)?mật\s*[\p{Pe}\p{Pf}>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bracket();

    // Asterisks, dashes and quotes around a stamp are no words.
    [GeneratedRegex(@"^[^\p{L}\p{N}]*(?:(?:tối|tuyệt)[\s_-]+)?mật[^\p{L}\p{N}]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
