using System.Globalization;
using System.Text;

namespace IncidentDesk.Rules.Papers;

/// <summary>
/// Text that is going to be printed: no sign that a file format would choke on and none that turns the direction of reading, so that a paper says what its
/// reader thinks it says.
/// </summary>
public static class Legible
{
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        // Half of a pair comes as the replacement character, which is legible.
        foreach (var rune in text.EnumerateRunes())
            if (IsLegible(rune))
                clean.Append(rune.ToString());
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    public static string OnOneLine(string text) =>
        string.Join(' ', Of(text).Split(['\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static bool IsLegible(Rune rune) => rune.Value is '\n' or '\t'
        || (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned));
}
