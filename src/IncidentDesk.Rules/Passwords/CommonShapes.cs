using IncidentDesk.Rules.Text;

namespace IncidentDesk.Rules.Passwords;

/// <summary>
/// How people put together what they can remember: one or two words that everybody takes, something that joins them, a year or a row of figures, a few letters written as
/// signs. A list of all that would be millions of lines long; so the password is cut into such pieces, and each piece has its price. What comes cheap is refused.
/// </summary>
internal static class CommonShapes
{
    // Two words and six figures, or two words, a joint and a sign; three words are somebody's own idea.
    private const int Most = 22, OfStem = 8, OfJoint = 4, OfRow = 1, OfSign = 1;

    private static readonly Lazy<(string Text, int Price)[]> Pieces = new(() =>
    [
        .. CommonStems.All.Select(stem => (stem, OfStem)), .. CommonStems.Joints.Select(joint => (joint, OfJoint)), .. CommonStems.Rows.Select(row => (row, OfRow)),
    ]);

    public static bool Fits(string password)
    {
        var text = string.Concat(Folding.Fold(password).Where(sign => char.IsLetterOrDigit(sign) || sign is '@' or '$' or '!'));
        return text.Any(char.IsLetter) && PriceOf(text) <= Most;
    }

    private static int PriceOf(string text)
    {
        var cheapest = new int[text.Length + 1];
        Array.Fill(cheapest, Most + 1, 1, text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (cheapest[at] > Most)
                continue;
            foreach (var (piece, price) in Pieces.Value)
                if (StandsAt(piece, text, at))
                    cheapest[at + piece.Length] = Math.Min(cheapest[at + piece.Length], cheapest[at] + price);
            if (!char.IsLetter(text[at]))
                cheapest[at + 1] = Math.Min(cheapest[at + 1], cheapest[at] + OfSign);
        }
        return cheapest[^1];
    }

    private static bool StandsAt(string piece, string text, int at)
    {
        if (at + piece.Length > text.Length)
            return false;
        for (var n = 0; n < piece.Length; n++)
            if (text[at + n] != piece[n] && !Masks(text[at + n], piece[n]))
                return false;
        return true;
    }

    private static bool Masks(char sign, char letter) => sign switch
    {
        '@' or '4' => letter == 'a',
        '0' => letter == 'o',
        '1' or '!' => letter is 'i' or 'l',
        '3' => letter == 'e',
        '$' or '5' => letter == 's',
        '7' => letter == 't',
        _ => false,
    };
}
