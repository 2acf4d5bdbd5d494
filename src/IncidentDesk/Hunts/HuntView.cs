namespace IncidentDesk.Hunts;

/// <summary>A hunt as every door shows it.</summary>
/// <param name="Advisory">The letter whose urgency asks for it; null for a campaign of the desk.</param>
/// <param name="State">open, closed or cancelled.</param>
/// <param name="Counts">How many cells wait, found nothing, found something, of those that the caller may see.</param>
/// <param name="Incidents">What finds opened.</param>
/// <param name="Ending">The summary of a closed one, the reason of a cancelled one.</param>
public sealed record HuntView(
    Guid Id, string Title, string Hypothesis, IReadOnlyList<HuntBody.IndicatorBody> Indicators, IReadOnlyList<HuntBody.QueryBody> Queries, string Tlp,
    HuntBody.PeriodBody? Period, DateTimeOffset DueAt, HuntView.Letter? Advisory, string State, IReadOnlyDictionary<string, long> Counts,
    IReadOnlyList<HuntView.Incident> Incidents, DateTimeOffset OpenedAt, string? OpenedBy, DateTimeOffset? EndedAt, string? EndedBy, string? Ending, long Version)
{
    public sealed record Letter(Guid Id, string Number);

    /// <param name="Agency">Code of the agency whose incident it is.</param>
    public sealed record Incident(string Number, string Title, string Agency, string Status);
}

/// <summary>A hunt in a list.</summary>
public sealed record HuntSummary(
    Guid Id, string Title, string Tlp, DateTimeOffset DueAt, Guid? Advisory, string State, IReadOnlyDictionary<string, long> Counts, DateTimeOffset OpenedAt, long Version);

/// <summary>What one agency said of a hunt, for itself as a whole and for each system that is asked for or that it named.</summary>
/// <param name="Agency">Its code.</param>
/// <param name="Version">Of all that it said: what If-Match names.</param>
public sealed record HuntResultsView(
    Guid Hunt, string Agency, string AgencyName, string AgencyNameEn, IReadOnlyList<HuntResultsView.Cell> Cells, IReadOnlyList<HuntResultsView.Step> History, long Version)
{
    /// <param name="System">Code; null for the agency as a whole.</param>
    /// <param name="Outcome">waiting, nothing-found or found.</param>
    /// <param name="CoversPeriod">Whether all of the hunt's period was searched; null as long as nothing was said.</param>
    public sealed record Cell(
        string? System, string? SystemName, string Outcome, string? Query, DateTimeOffset? SearchedFrom, DateTimeOffset? SearchedTo, bool? CoversPeriod, DateTimeOffset? DoneAt,
        string? Note, string? Evidence, string? Incident, DateTimeOffset? SaidAt, string? SaidBy);

    public sealed record Step(
        DateTimeOffset At, string? System, string Outcome, string Query, DateTimeOffset SearchedFrom, DateTimeOffset SearchedTo, string? Note, string? Evidence,
        string? Incident, string By);
}

/// <summary>One line of the list of who was asked.</summary>
/// <param name="Waiting">How many cells of it wait; likewise the other two.</param>
public sealed record HuntAgencyLine(string Agency, string Name, string NameEn, long Waiting, long NothingFound, long Found, DateTimeOffset? SaidAt, long Version);
