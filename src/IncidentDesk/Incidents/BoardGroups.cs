using IncidentDesk.Shell;

namespace IncidentDesk.Incidents;

/// <summary>Five groups keep the eye still on the board: overdue, within four hours, within a day, later, and without a clock.</summary>
public sealed record BoardGroup(string Key, Text Heading, IReadOnlyList<IncidentSummary> Incidents)
{
    private static readonly string[] Severities = ["critical", "high", "medium", "low"];

    /// <summary>Only groups that hold something; in each the least time left first, then the worse severity.</summary>
    public static IReadOnlyList<BoardGroup> Of(IEnumerable<IncidentSummary> incidents, DateTimeOffset now) =>
        [.. incidents
            .GroupBy(incident => Place(incident, now))
            .OrderBy(group => group.Key)
            .Select(group => new BoardGroup(
                Kinds[group.Key].Key,
                Kinds[group.Key].Heading,
                [.. group.OrderBy(incident => incident.NextDueAt).ThenBy(incident => Array.IndexOf(Severities, incident.Severity))]))];

    private static readonly (string Key, Text Heading)[] Kinds =
    [
        ("overdue", Texts.GroupOverdue),
        ("four-hours", Texts.GroupFourHours),
        ("day", Texts.GroupDay),
        ("later", Texts.GroupLater),
        ("no-clock", Texts.GroupNoClock),
    ];

    private static int Place(IncidentSummary incident, DateTimeOffset now) => (incident.NextDueAt - now) switch
    {
        null => 4,
        { Ticks: <= 0 } => 0,
        { TotalHours: <= 4 } => 1,
        { TotalHours: <= 24 } => 2,
        _ => 3,
    };
}
