using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Versions;

/// <summary>
/// The version of a product, compared by its numbers and never as text: 7.0.10 is newer than 7.0.9. What is missing at the end is zero. A word before a release
/// (alpha, beta, rc) is older than it, any other word (b, sp1) newer.
/// </summary>
public sealed partial class ProductVersion
{
    private const int MostParts = 20;
    private static readonly string[] BeforeRelease = ["dev", "alpha", "beta", "pre", "preview", "rc"];

    private readonly Part[] parts;

    private ProductVersion(Part[] parts) => this.parts = parts;

    /// <returns>Null where the text names no version: then nobody may say whether it is affected.</returns>
    public static ProductVersion? Read(string? text)
    {
        // A build number says which compilation it was, not which release: 7.0.6 build 0366 is 7.0.6.
        var release = Build().Replace((text ?? "").Trim().TrimStart('v', 'V'), "");
        if (!Form().IsMatch(release))
            return null;
        var parts = Pieces().Matches(release).Select(piece => Part.Of(piece.Value)).ToArray();
        return parts.Length is > 0 and <= MostParts ? new(parts) : null;
    }

    /// <summary>Whether it came before a release: 7.0.7-rc1.</summary>
    public bool IsBeforeRelease => parts.Any(part => part.Rank == 0);

    /// <summary>The last release before this one, as far as figures tell: 7.0.6 before 7.0.7, and whatever is of 7.1 before 7.2.0.</summary>
    public ProductVersion Before()
    {
        var last = Array.FindLastIndex(parts, part => part.Rank == 3);
        return last < 0 ? this : new([.. parts[..last], Part.Of((parts[last].Number - 1).ToString(CultureInfo.InvariantCulture))]);
    }

    /// <returns>Below zero where this one is older, zero where both are the same release, above where it is newer.</returns>
    public int CompareWith(ProductVersion other) => CompareWith(other, Math.Max(parts.Length, other.parts.Length));

    /// <summary>
    /// Whether this one is no newer than the last that is named. Only as far as that one is written: "up to 7.0.6" means 7.0.6.1 too, for who reads a letter
    /// must not be told that they are safe because of a figure that the letter left out.
    /// </summary>
    public bool IsUpTo(ProductVersion last) => CompareWith(last, last.parts.Length) <= 0;

    private int CompareWith(ProductVersion other, int depth)
    {
        for (var n = 0; n < depth; n++)
            if (At(n).CompareWith(other.At(n)) is var order and not 0)
                return order;
        return 0;
    }

    private Part At(int n) => n < parts.Length ? parts[n] : Part.Zero;

    /// <param name="Rank">0 before a release, 1 the figure zero, 2 a word, 3 a figure above zero.</param>
    private readonly record struct Part(int Rank, long Number, string Word)
    {
        public static readonly Part Zero = new(1, 0, "");

        public static Part Of(string text)
        {
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number == 0 ? Zero : new(3, number, "");
            var word = text.ToLowerInvariant();
            return BeforeRelease.Contains(word) ? new(0, Array.IndexOf(BeforeRelease, word), "") : new(2, 0, word);
        }

        public int CompareWith(Part other) =>
            Rank != other.Rank ? Rank.CompareTo(other.Rank)
            : Number != other.Number ? Number.CompareTo(other.Number)
            : string.CompareOrdinal(Word, other.Word);
    }

    [GeneratedRegex(@"[\s,(+-]*\bbuild\b.*$|[\s,]*\(.*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Build();

    [GeneratedRegex(@"^[0-9]{1,15}(?:[._ +-]?(?:[0-9]{1,15}|[A-Za-z]{1,15}))*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"[0-9]+|[A-Za-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}
