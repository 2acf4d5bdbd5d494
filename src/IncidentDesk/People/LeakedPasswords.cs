using IncidentDesk.Rules.Passwords;
using IncidentDesk.Rules.Text;
using Zxcvbn.Matcher;

namespace IncidentDesk.People;

/// <summary>
/// The thirty thousand passwords that leaked most, and the words and names that are guessed with them, as zxcvbn publishes them: whether one is among them, or so near that
/// it is soon guessed. Our own rules know the words of here and come first. The lists are read when they are first asked for, and then kept by all.
/// "coffeewindow" is two words of the lists, some 10^5 guesses, and too few; "violetharbourkites" is three, over 10^8, and enough for three;
/// "s.o.n.y.e.r.i.c.s.s.o.n" is beyond 10^10 as it is typed, but without its points the 4356th of the list, and 10^6 is what it would need.
/// </summary>
public static class LeakedPasswords
{
    // Guesses as powers of two: 10^10; 10^8 for three words or more, which are somebody's own idea; 10^6 for what is left without blanks and signs.
    private const double Enough = 33.2, EnoughOfWords = 26.6, EnoughBare = 19.9;

    // Read in pieces: the time grows faster than the length, and no entry is longer than twenty.
    private const int Piece = 40;

    private static readonly Lazy<Zxcvbn.Zxcvbn> Guesser = new(() => new());

    /// <summary>As it is typed, backwards, and with nothing between its words.</summary>
    public static bool AreNear(string password)
    {
        // Folded: the package knows no marks, and takes capitals by the machine's language.
        var typed = Folding.Fold(password);
        var bare = string.Concat(typed.Where(char.IsLetterOrDigit));
        return IsSoonGuessed(typed, Enough, EnoughOfWords) || IsSoonGuessed(string.Concat(typed.Reverse()), Enough, EnoughOfWords)
            || (bare.Length >= PasswordRules.Least && IsSoonGuessed(bare, EnoughBare, EnoughBare));
    }

    private static bool IsSoonGuessed(string text, double enough, double enoughOfWords)
    {
        var (bits, words) = (0.0, 0);
        foreach (var piece in text.Chunk(Piece))
        {
            var guessed = Guesser.Value.EvaluatePassword(new string(piece));
            (bits, words) = (bits + guessed.Entropy, words + guessed.MatchSequence.OfType<DictionaryMatch>().Count());
            if (bits >= enough)
                return false;
        }
        return bits < (words < 3 ? enough : enoughOfWords);
    }
}
