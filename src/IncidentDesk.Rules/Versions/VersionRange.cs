namespace IncidentDesk.Rules.Versions;

/// <summary>The versions of a product that a letter says are affected.</summary>
/// <param name="From">The first one; null: from the beginning.</param>
/// <param name="To">The last one, itself affected; null: no last one is named.</param>
/// <param name="FixedIn">The first one that is not affected any more; null: there is none yet, or the letter does not say.</param>
public sealed record VersionRange(string? From, string? To, string? FixedIn = null)
{
    /// <summary>Whether the texts name versions at all, and the first is no newer than the last.</summary>
    public bool IsWellFormed =>
        IsVersionOrNothing(From) && IsVersionOrNothing(To) && IsVersionOrNothing(FixedIn)
        && (ProductVersion.Read(From) is not { } from || ProductVersion.Read(To) is not { } to || from.IsUpTo(to));

    public bool Holds(ProductVersion version) =>
        (ProductVersion.Read(From) is not { } from || version.CompareWith(from) >= 0)
        && (ProductVersion.Read(To) is not { } to || version.IsUpTo(to))
        && (ProductVersion.Read(FixedIn) is not { } mended || version.CompareWith(mended) < 0);

    /// <summary>Whether any version from the lowest to the highest may be affected. Each stands for all that begins like it: 7 for 7.2.1 too.</summary>
    public bool Touches(ProductVersion lowest, ProductVersion highest) =>
        (ProductVersion.Read(From) is not { } from || from.IsUpTo(highest))
        && (ProductVersion.Read(To) is not { } to || lowest.IsUpTo(to))
        && (ProductVersion.Read(FixedIn) is not { } mended || lowest.CompareWith(mended) < 0);

    /// <returns>affected, not-affected, or unknown where the version is not clear and may be an affected one. No ranges: every version is affected.</returns>
    public static string Judge(IReadOnlyCollection<VersionRange> ranges, string? version) =>
        ranges.Count == 0 ? "affected"
        : NotedVersion.Read(version) is not { } noted ? "unknown"
        : noted.IsIn(ranges) ? "affected"
        : noted.MayBeIn(ranges) ? "unknown" : "not-affected";

    public override string ToString() => (From, To, FixedIn) switch
    {
        (null, null, null) => "*",
        (var from, null, null) => $"≥ {from}",
        (null, null, var mended) => $"< {mended}",
        (var from, null, var mended) => $"{from} – < {mended}",
        (null, var to, _) => $"≤ {to}",
        (var from, var to, _) => from == to ? from : $"{from} – {to}",
    };

    private static bool IsVersionOrNothing(string? text) => text is null || ProductVersion.Read(text) is not null;
}
