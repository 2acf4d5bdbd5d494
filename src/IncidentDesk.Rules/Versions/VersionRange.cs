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

    /// <returns>affected, not-affected, or unknown where the version cannot be read. No ranges: every version is affected.</returns>
    public static string Judge(IReadOnlyCollection<VersionRange> ranges, string? version) =>
        ranges.Count == 0 ? "affected"
        : ProductVersion.Read(version) is not { } read ? "unknown"
        : ranges.Any(range => range.Holds(read)) ? "affected" : "not-affected";

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
