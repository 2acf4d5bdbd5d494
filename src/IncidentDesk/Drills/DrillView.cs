using IncidentDesk.Rules.Drills;

namespace IncidentDesk.Drills;

/// <summary>A drill as every door shows it. An agency sees the plan, its own systems and incidents; who else takes part and what was found stay with the desk.</summary>
/// <param name="Missing">What must be written down before it may be approved and begin: goal, people, systems, tools, limits, window, protectionPlan.</param>
/// <param name="People">The desk's own who take part; they alone are really told.</param>
/// <param name="Incidents">What was reported in it, with the times measured from detection.</param>
/// <param name="Summary">How it went, once it has ended.</param>
/// <param name="Reason">Why it was aborted or cancelled.</param>
public sealed record DrillView(
    Guid Id, string Name, string Kind, string State, string? Goal, string? Scenario, string? Tools, string? Limits, string? ProtectionPlan,
    DrillView.Span? Window, IReadOnlyList<DrillView.Person> People, IReadOnlyList<DrillView.Agency> Agencies, IReadOnlyList<DrillView.System> Systems,
    IReadOnlyList<string> Missing, DateTimeOffset? ApprovedAt, string? ApprovedBy, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Summary,
    string? Reason, IReadOnlyList<DrillView.Finding> Findings, IReadOnlyList<DrillView.Measured> Incidents, IReadOnlyList<DrillView.Line> History,
    DateTimeOffset CreatedAt, long Version)
{
    /// <param name="To">Not included.</param>
    public sealed record Span(DateTimeOffset From, DateTimeOffset To);

    public sealed record Person(Guid Id, string Name);

    public sealed record Agency(string Code, string Name);

    public sealed record System(Guid Id, string Code, string Name, string Agency, long Level);

    /// <param name="DueOn">2026-12-31.</param>
    public sealed record Finding(string Text, string? Action, string? Responsible, string? DueOn);

    /// <param name="Seconds">From detection; null where it has not come.</param>
    public sealed record Measured(Guid Id, string Number, string Title, string Agency, DateTimeOffset DetectedAt, DrillTimes Seconds);

    public sealed record Line(DateTimeOffset At, string? From, string To, string By, string? Note);
}

/// <summary>A drill in a list.</summary>
public sealed record DrillSummary(
    Guid Id, string Name, string Kind, string State, DrillView.Span? Window, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, long Systems, long Incidents, long Version);
