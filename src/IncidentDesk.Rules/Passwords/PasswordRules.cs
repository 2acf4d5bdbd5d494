using System.Globalization;
using System.Text;
using IncidentDesk.Rules.Text;

namespace IncidentDesk.Rules.Passwords;

/// <summary>
/// What a password must be (ASVS 5.0, 6.2): long enough, not one that everybody chooses, not made of what stands around it. No letters of certain kinds are asked for and
/// nothing expires. Twelve characters: ASVS asks for eight and advises fifteen; those of the desk have a second factor besides, those of agencies have the list.
/// </summary>
public static class PasswordRules
{
    public const int Least = 12, Most = 1000;

    // What is left beside a name must be worth something by itself.
    private const int LeastBesideContext = 8;
    private static readonly string[] OfThisPlace = ["incidentdesk", "bantruc"];

    public enum Verdict { Good, TooShort, TooLong, Unreadable, Common, Context }

    /// <param name="context">The user's name, their full name, the desk's name: what a stranger would try first.</param>
    public static Verdict Judge(string password, params IReadOnlyList<string?> context)
    {
        if (Normal(password) is not { } normal)
            return Verdict.Unreadable;
        var characters = new StringInfo(normal).LengthInTextElements;
        if (characters < Least)
            return Verdict.TooShort;
        if (normal.Length > Most)
            return Verdict.TooLong;
        if (IsMonotone(normal) || IsCommon(normal) || CommonShapes.Fits(normal) || IsPhone(normal))
            return Verdict.Common;
        return LeftBeside(Reduced(normal), context) < LeastBesideContext ? Verdict.Context : Verdict.Good;
    }

    /// <summary>How strong a good one is, in words: enough, good or strong.</summary>
    public static string StrengthOf(string password)
    {
        var normal = Normal(password) ?? "";
        return (normal.Length, normal.Distinct().Count()) switch
        {
            ( >= 20, >= 10) => "strong",
            ( >= 15, >= 8) => "good",
            _ => "enough",
        };
    }

    /// <summary>NFC, so that the same keys are the same password on every machine; null where a character is only half there.</summary>
    public static string? Normal(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsCommon(string password)
    {
        var reduced = Reduced(password);
        var plain = Reduced(Unmasked(password));
        return CommonPasswords.Holds(reduced) || CommonPasswords.Holds(plain) || CommonPasswords.Holds(reduced.TrimEnd(Digits)) || CommonPasswords.Holds(plain.TrimEnd(Digits))
            || CommonPasswords.Holds(Reduced(Unmasked(password.TrimEnd([.. Digits, '!', '@', '#', '.']))));
    }

    private static readonly char[] Digits = [.. "0123456789"];

    // Nine to thirteen figures and what people write between them: a telephone number, which is on every card.
    private static bool IsPhone(string password) =>
        password.All(sign => char.IsAsciiDigit(sign) || sign is ' ' or '.' or '-' or '+' or '(' or ')') && password.Count(char.IsAsciiDigit) is >= 9 and <= 13;

    // aaaaaaaaaaaa, abcabcabcabc, 123456789012: a short piece over and over, or one step after another.
    private static bool IsMonotone(string password)
    {
        if (password.Distinct().Count() < 5)
            return true;
        for (var period = 1; period <= 6; period++)
            if (Enumerable.Range(period, password.Length - period).All(at => password[at] == password[at - period]))
                return true;
        var steps = Enumerable.Range(1, password.Length - 1).Count(at => Math.Abs(password[at] - password[at - 1]) <= 1);
        return steps >= password.Length - 3;
    }

    private static int LeftBeside(string reduced, IReadOnlyList<string?> context)
    {
        var words = context.OfType<string>().SelectMany(text => text.Split(' ', '.', '_', '-').Append(text)).Select(Reduced).Concat(OfThisPlace)
            .Where(word => word.Length >= 3).Distinct().OrderByDescending(word => word.Length);
        foreach (var word in words)
            reduced = reduced.Replace(word, "", StringComparison.Ordinal);
        return reduced.Length;
    }

    private static string Reduced(string text) => string.Concat(Folding.Fold(text).Where(char.IsLetterOrDigit));

    private static string Unmasked(string text) => string.Concat(text.Select(sign => sign switch
    {
        '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', '@' => 'a', '$' => 's', '!' => 'i', _ => sign,
    }));
}
