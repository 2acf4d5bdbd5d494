using System.Globalization;
using System.Text;

namespace IncidentDesk.Channels.Gateway;

/// <summary>What a text message costs: one sign beyond the old alphabet makes each part hold less than half.</summary>
public static class SmsText
{
    // GSM 03.38 without its second page, which no text of the desk needs.
    private const string Alphabet = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Vietnamese as people write it in a hurry: every letter without its marks.</summary>
    public static string Unmarked(string text)
    {
        var letters = text.Normalize(NormalizationForm.FormD).Where(sign => CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters).Replace('đ', 'd').Replace('Đ', 'D').Normalize(NormalizationForm.FormC);
    }

    /// <summary>How many parts a network makes of it.</summary>
    public static int Parts(string text)
    {
        var (alone, joined) = text.All(sign => Alphabet.Contains(sign, StringComparison.Ordinal)) ? (160, 153) : (70, 67);
        return text.Length <= alone ? 1 : (text.Length + joined - 1) / joined;
    }
}
