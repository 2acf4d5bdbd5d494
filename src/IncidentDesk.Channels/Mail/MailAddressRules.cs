using System.Globalization;
using System.Text;

namespace IncidentDesk.Channels.Mail;

/// <summary>One mail address and nothing around it; a list or a quoted form is how one recipient becomes two.</summary>
public static class MailAddressRules
{
    private const string AtomMarks = "!#$%&'*+-/=?^_`{|}~.";
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Gives the address as it travels: NFC, the domain in ASCII and lower case, the local part as written.</summary>
    public static bool TryParse(string? text, out string address)
    {
        address = "";
        if (string.IsNullOrEmpty(text) || text.Length > 320 || !IsWellFormed(text))
            return false;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at != text.LastIndexOf('@') || !TryAsciiDomain(text[(at + 1)..], out var domain))
            return false;
        var local = text[..at].Normalize(NormalizationForm.FormC);
        if (Encoding.UTF8.GetByteCount(local) > 64 || !IsDotAtom(local))
            return false;
        address = $"{local}@{domain}";
        return address.Length <= 254;
    }

    /// <summary>True when only a server with SMTPUTF8 can take the address.</summary>
    public static bool NeedsUtf8(string address) => !Ascii.IsValid(address);

    public static string DomainOf(string address) => address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static bool IsDotAtom(string local) =>
        local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
        && local.EnumerateRunes().All(IsAtomText);

    private static bool IsAtomText(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || AtomMarks.Contains((char)rune.Value, StringComparison.Ordinal)
        : Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool TryAsciiDomain(string domain, out string ascii)
    {
        ascii = "";
        try
        {
            ascii = Idn.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }
        return ascii.Length is > 0 and <= 253 && ascii[^1] != '.' && ascii.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
