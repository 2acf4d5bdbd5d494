using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Versions;

/// <summary>
/// A version as an inventory has it. One release in figures is clear. What stands there for several ("7.x", "7.0.7 7.0.5") or was made before a release ("7.0.7-rc1") is kept as all
/// that it may be: nobody is told that they are safe because of a reading that is only one of two.
/// </summary>
public sealed partial class NotedVersion
{
    private static readonly Comparer<ProductVersion> Order = Comparer<ProductVersion>.Create((one, other) => one.CompareWith(other));

    private readonly IReadOnlyList<ProductVersion> releases;
    private readonly IReadOnlyList<Reach>? reaches;

    /// <param name="releases">What it is under each reading; empty where it is several.</param>
    /// <param name="reaches">Where it may lie; null: anywhere.</param>
    private NotedVersion(IReadOnlyList<ProductVersion> releases, IReadOnlyList<Reach>? reaches) => (this.releases, this.reaches) = (releases, reaches);

    /// <returns>Null where the text names no version.</returns>
    public static NotedVersion? Read(string? text)
    {
        var noted = (text ?? "").Trim();
        if (Clear().Match(noted) is { Success: true } clear)
            return ProductVersion.Read(clear.Groups[1].Value) is { } one ? new([one], [new(one, one)]) : null;
        // A remark behind the version may say anything: the machine, "or older", another version.
        if (Remarked().Match(noted) is { Success: true } remarked)
            return ProductVersion.Read(remarked.Groups[1].Value) is { } one ? new([one], null) : null;
        var pieces = Pieces().Match(noted) is { Success: true } found ? found.Groups["piece"].Captures.Select(piece => Piece.Of(piece.Value)).ToList() : [];
        if (pieces.Count == 0 || pieces.Any(piece => piece is null))
            return null;
        if (pieces is [{ } only])
            return new(only.Releases, [only.Reach]);
        // Two versions in one cell may be two machines, or all between them.
        var known = pieces.OfType<Piece>().Select(piece => piece.Reach).ToList();
        return new([], [.. known, new(known.Select(reach => reach.Lowest).Min(Order)!, known.Select(reach => reach.Highest).Max(Order)!)]);
    }

    /// <summary>Whether it is affected under every reading.</summary>
    public bool IsIn(IReadOnlyCollection<VersionRange> ranges) => releases.Count > 0 && releases.All(release => ranges.Any(range => range.Holds(release)));

    /// <summary>Whether there is a reading under which it is affected.</summary>
    public bool MayBeIn(IReadOnlyCollection<VersionRange> ranges) =>
        reaches is null || reaches.Any(reach => ranges.Any(range => range.Touches(reach.Lowest, reach.Highest)));

    private sealed record Reach(ProductVersion Lowest, ProductVersion Highest);

    private sealed record Piece(IReadOnlyList<ProductVersion> Releases, Reach Reach)
    {
        public static Piece? Of(string text)
        {
            if (Parts().Match(text) is not { Success: true } parts || ProductVersion.Read(parts.Groups["figures"].Value) is not { } figures)
                return null;
            if (parts.Groups["any"].Success)
                return new([], new(figures, figures));
            if (!parts.Groups["word"].Success)
                return new([figures], new(figures, figures));
            // The last release before it may be nearer to what was built than the one that it is named after.
            return ProductVersion.Read(text) is { } whole ? new(whole.IsBeforeRelease ? [whole, figures] : [whole], new(figures.Before(), figures)) : null;
        }
    }

    private const string Figures = @"[vV]?(?<figures>[0-9]{1,15}(?:\.[0-9]{1,15}){0,19})";
    private const string Ending = @"(?:(?<any>(?:\.[xX*])+)|(?<word>[-.]?(?![xXvV](?![A-Za-z]))[A-Za-z]{1,15}(?:\.?[0-9]{1,6})?))?";

    // A build says which compilation it was, and GA that it was released: 7.0.6,build0366,220606 (GA.F) is 7.0.6.
    [GeneratedRegex(
        @"^v?([0-9]{1,15}(?:\.[0-9]{1,15}){0,19})(?:[\s,+-]*\(?build[\s:#.]*[0-9]{1,9}(?:,[0-9]{1,8})?\)?)?(?:\s*\(?(?:GA|LTS|Mature|Feature)(?:\.[A-Z])?\)?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Clear();

    [GeneratedRegex(@"^[vV]?([0-9]{1,15}(?:\.[0-9]{1,15}){0,19})\s*[(\[]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Remarked();

    [GeneratedRegex("^(?<piece>" + Figures + Ending + @")(?:(?:\s*[-,;/–—]\s*|\s+)(?<piece>" + Figures + Ending + "))*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pieces();

    [GeneratedRegex("^" + Figures + Ending + "$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parts();
}
