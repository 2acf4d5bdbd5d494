namespace IncidentDesk.Scenarios;

/// <summary>The review of a system's response scenario as every door shows it.</summary>
/// <param name="Agency">Code.</param>
/// <param name="State">open, overdue, done, or void: nothing is left of what had changed, so the desk let go of it and nobody had to look.</param>
/// <param name="Late">It was done after its time, which no later word changes.</param>
/// <param name="DueAt">The last good instant, counted from the first change.</param>
/// <param name="TermSetBy">desk: the directive names no term.</param>
/// <param name="ChangeCount">How many changes there are, also where not all are listed.</param>
/// <param name="Changes">What changed, the earliest first.</param>
/// <param name="ReviewedOn">A day of the desk's calendar.</param>
/// <param name="Document">Number or name of the scenario.</param>
/// <param name="SettledBy">The name of the person who recorded it; an agency is told no names of the desk.</param>
public sealed record ScenarioReviewView(
    Guid Id, string Agency, string AgencyName, string AgencyNameEn, string System, string SystemName, long Level, string State, bool Late, DateTimeOffset OpenedAt,
    DateTimeOffset LastChangedAt, DateTimeOffset DueAt, string Rule, long TermDays, string TermSetBy, string Basis, string BasisVi, long ChangeCount,
    IReadOnlyList<ScenarioReviewView.Change> Changes, string? ReviewedOn, string? Document, string? Note, long? LateByDays, DateTimeOffset? SettledAt, string? SettledBy, long Version)
{
    /// <param name="Kind">new-system, level, host, exposure, provider or product.</param>
    /// <param name="Subject">The product; null for all else.</param>
    /// <param name="Was">Null: it was not there before; of a host: the agency ran it itself.</param>
    /// <param name="Became">Null: it is there no more; of a host: the agency runs it itself.</param>
    public sealed record Change(DateTimeOffset At, string Kind, string? Subject, string? Was, string? Became);
}
