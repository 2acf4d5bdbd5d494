using IncidentDesk.Rules.Versions;

namespace IncidentDesk.Advisories;

/// <summary>A warning letter as every door shows it.</summary>
/// <param name="EmbargoUntil">Until then it is the desk's alone.</param>
/// <param name="Suggested">What BOD 26-04 suggests, and from which facts; it changes nothing by itself.</param>
/// <param name="Weaknesses">What the files of known weaknesses say, with the day they are of.</param>
/// <param name="Tasks">What is wanted besides answers: a hunt.</param>
/// <param name="Related">Letters that name one of the same weaknesses, of whichever issuer.</param>
/// <param name="Counts">How many agencies stand where, of those that the caller may see.</param>
public sealed record AdvisoryView(
    Guid Id, string Number, string IssuedOn, string Issuer, string Subject, string Severity, string? Text, IReadOnlyList<string> Cves,
    IReadOnlyList<AdvisoryView.Product> Products, IReadOnlyList<string> Asks, string Tlp, DateTimeOffset? EmbargoUntil, string? EmbargoZone, DateTimeOffset? DueAt,
    bool? Exposed, bool? Automatable, string? TechnicalImpact, string? PatchedOn, DateTimeOffset? SentAt, AdvisoryView.Pace Suggested,
    IReadOnlyList<AdvisoryView.Weakness> Weaknesses, IReadOnlyList<AdvisoryView.Task> Tasks, IReadOnlyList<AdvisoryView.Due> Dues,
    IReadOnlyList<AdvisoryView.Link> Related, IReadOnlyDictionary<string, long> Counts, DateTimeOffset CreatedAt, long Version)
{
    public sealed record Product(string Name, IReadOnlyList<VersionRange> Versions);

    /// <param name="Row">FSU, 60D, 14D, 3D or 3DF.</param>
    /// <param name="KevAsOf">The day of the catalogue that was asked; null where none was brought in.</param>
    public sealed record Pace(string Row, DateTimeOffset? DueAt, bool InKev, bool ForensicsWanted, string Source, string? KevAsOf);

    /// <param name="Epss">Chance that it is used within thirty days, 0 to 1.</param>
    public sealed record Weakness(string Cve, bool InKev, string? KevAddedOn, string? Ransomware, decimal? Epss, decimal? EpssPercentile, string? EpssAsOf);

    /// <param name="Kind">hunt.</param>
    /// <param name="Hunt">The hunt whose end is the end of the task.</param>
    public sealed record Task(string Kind, string Pace, DateTimeOffset OpenedAt, DateTimeOffset? DoneAt, Guid? Hunt);

    public sealed record Due(DateTimeOffset At, DateTimeOffset? DueAt, DateTimeOffset? SuggestedAt, string Pace, string? Reason, string By);

    public sealed record Link(Guid Id, string Number, string IssuedOn, string Issuer, IReadOnlyList<string> Cves);
}

/// <summary>A warning letter in a list.</summary>
public sealed record AdvisorySummary(
    Guid Id, string Number, string IssuedOn, string Issuer, string Subject, string Severity, string Tlp, DateTimeOffset? DueAt, DateTimeOffset? SentAt,
    string? PatchedOn, IReadOnlyDictionary<string, long> Counts, long Version);
