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
        var whole = text.Normalize(NormalizationForm.FormC);
        if (!whole.Contains("mật", StringComparison.OrdinalIgnoreCase))
            return false;
        if (Degree().IsMatch(whole) || Bracket().IsMatch(whole))
            return true;
        foreach (var line in whole.AsSpan().EnumerateLines())
            if (Line().IsMatch(line))
                return true;
        return false;
    }

    [GeneratedRegex(@"(?<!\p{L})độ\s+mật\s*[:：]\W*\p{L}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Degree();

    [GeneratedRegex(@"[(\[{<«【（]\s*(?:(?:tối|tuyệt)\s+)?mật\s*[)\]}>»】）]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bracket();

    // Asterisks, dashes and quotes around a stamp are no words.
    [GeneratedRegex(@"^[^\p{L}\p{N}]*(?:(?:tối|tuyệt)\s+)?mật[^\p{L}\p{N}]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
