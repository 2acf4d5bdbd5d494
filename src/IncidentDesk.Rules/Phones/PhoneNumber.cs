namespace IncidentDesk.Rules.Phones;

/// <summary>Telephone numbers as people write them, brought to E.164; a number without a country code is Vietnamese.</summary>
public static class PhoneNumber
{
    private const string Country = "84";

    /// <summary>+84 and 9 or 10 digits, or another country's number as it was given; null when it is no such number.</summary>
    public static string? ToE164(string written)
    {
        if (Digits(written) is not ({ Length: > 0 } digits, var international))
            return null;

        if (!international && digits.StartsWith("00", StringComparison.Ordinal))
            (digits, international) = (digits[2..], true);

        if (!international && digits.StartsWith('0'))
            return National(digits[1..]);

        if (digits.StartsWith(Country, StringComparison.Ordinal))
            // Many write +84 (0)24 ...: the trunk zero does not belong after the country code.
            return National(digits[Country.Length..].TrimStart('0'));

        return international && digits is { Length: >= 8 and <= 15 } && digits[0] != '0' ? "+" + digits : null;
    }

    private static string? National(string digits) =>
        digits is { Length: 9 or 10 } && digits[0] != '0' ? "+" + Country + digits : null;

    private static (string Digits, bool International)? Digits(string written)
    {
        var digits = new System.Text.StringBuilder(written.Length);
        var plus = false;
        foreach (var character in written)
        {
            if (char.IsAsciiDigit(character))
                digits.Append(character);
            else if (character == '+' && digits.Length == 0 && !plus)
                plus = true;
            else if (!char.IsWhiteSpace(character) && !".-()/".Contains(character, StringComparison.Ordinal))
                return null;
        }

        return (digits.ToString(), plus);
    }
}
