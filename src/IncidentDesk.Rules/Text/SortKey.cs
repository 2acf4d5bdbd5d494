using System.Globalization;
using System.Text;

namespace IncidentDesk.Rules.Text;

/// <summary>
/// The order that Vietnamese readers expect, as a text that every engine compares alike: letters first (a ă â b c d đ e ê ...), tone marks only
/// where all letters are the same (none, huyền, hỏi, ngã, sắc, nặng), case never. It is made of digits and lower-case Latin letters alone, which
/// all collations put in the same order.
/// </summary>
public static class SortKey
{
    private const string Letters = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
    private const string Digits36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    // Grave, hook above, tilde, acute, dot below: in this order, after no mark at all.
    private const string Tones = "\u0300\u0309\u0303\u0301\u0323";

    // Breve, circumflex and horn make letters of their own.
    private const string LetterMarks = "\u0306\u0302\u031B";

    public static string Of(string text)
    {
        var (letters, tones) = (new StringBuilder(text.Length * 2), new StringBuilder(text.Length));
        var signs = text.Normalize(NormalizationForm.FormD);
        for (var at = 0; at < signs.Length;)
        {
            var (letter, tone) = (signs[at++], 0);
            var marks = new StringBuilder();
            for (; at < signs.Length && CharUnicodeInfo.GetUnicodeCategory(signs[at]) == UnicodeCategory.NonSpacingMark; at++)
                if (Tones.Contains(signs[at], StringComparison.Ordinal))
                    tone = Tones.IndexOf(signs[at], StringComparison.Ordinal) + 1;
                else if (LetterMarks.Contains(signs[at], StringComparison.Ordinal))
                    marks.Append(signs[at]);
            var spelt = $"{char.ToLowerInvariant(letter)}{marks}";
            // Half of a sign beyond the first plane cannot be normalised alone.
            if (Append(letters, marks.Length == 0 ? spelt : spelt.Normalize(NormalizationForm.FormC)))
                tones.Append(Digits36[tone]);
        }
        // 00 is below every letter, so a name stands before the longer one that begins with it.
        return letters.ToString().TrimEnd('_').Replace("_", "01", StringComparison.Ordinal) + "00" + tones;
    }

    /// <returns>False for what only parts words.</returns>
    private static bool Append(StringBuilder key, string letter)
    {
        if (letter.Length == 1 && Letters.IndexOf(letter[0], StringComparison.Ordinal) is >= 0 and var place)
            key.Append('2').Append(Digits36[place]);
        else if (letter.Length == 1 && char.IsAsciiDigit(letter[0]))
            key.Append('1').Append(letter);
        // Blanks and punctuation part words; how many there are does not matter.
        else if (letter.Length == 1 && !char.IsLetterOrDigit(letter[0]) && !char.IsSurrogate(letter[0]))
        {
            key.Append(key.Length == 0 || key[^1] == '_' ? "" : "_");
            return false;
        }
        else
            foreach (var unit in letter)
                key.Append('z').Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
        return true;
    }
}
