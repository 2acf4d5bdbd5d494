using System.Globalization;
using System.Text;

namespace IncidentDesk.Rules.Text;

/// <summary>Vietnamese text as a hurried person types it: lower case, no marks, d for đ. Search compares folded with folded.</summary>
public static class Folding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(sign) == UnicodeCategory.NonSpacingMark)
                continue;
            folded.Append(sign is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(sign));
        }
        return folded.ToString();
    }
}
