using System.Globalization;
using System.Text;

namespace IncidentDesk.Shell;

/// <summary>Numbers and phone numbers as each language writes them.</summary>
public static class Figures
{
    private static readonly NumberFormatInfo Vietnamese = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
    private static readonly NumberFormatInfo English = new() { NumberDecimalSeparator = ".", NumberGroupSeparator = "," };

    /// <summary>1.200 · 1,200</summary>
    public static string Whole(long number, Language language) => number.ToString("N0", Form(language));

    /// <summary>85,04 · 85.04</summary>
    public static string Hundredths(decimal number, Language language) => number.ToString("N2", Form(language));

    /// <summary>Groups of four from the end after the area code: 024 0000 0001. What is not a national number stays as written.</summary>
    public static string Phone(string written)
    {
        var digits = Digits(written);
        if (written.StartsWith('+') && digits.StartsWith("84", StringComparison.Ordinal))
            digits = "0" + digits[2..];
        return digits.Length is 10 or 11 && digits[0] == '0'
            ? $"{digits[..^8]} {digits[^8..^4]} {digits[^4..]}".TrimStart()
            : written;
    }

    /// <summary>The target of a tel: link, +842400000001.</summary>
    public static string PhoneLink(string written)
    {
        var digits = Digits(written);
        return written.StartsWith('+') ? "+" + digits
            : digits.StartsWith('0') ? "+84" + digits[1..]
            : digits;
    }

    private static NumberFormatInfo Form(Language language) => language == Language.English ? English : Vietnamese;

    private static string Digits(string written) =>
        written.Where(char.IsAsciiDigit).Aggregate(new StringBuilder(), (digits, digit) => digits.Append(digit)).ToString();
}
