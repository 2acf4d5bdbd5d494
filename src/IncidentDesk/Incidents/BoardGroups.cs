using IncidentDesk.Shell;

namespace IncidentDesk.Incidents;

/// <summary>One incident on the board with the clock of its ladder.</summary>
public sealed record BoardItem(IncidentSummary Incident, LadderDue? Ladder)
{
    /// <summary>What runs out first: a duty of the law, or the patience of a rung.</summary>
    public DateTimeOffset? FirstAt => Incident.NextDueAt is { } due && Ladder?.CallAt is { } call ? (due < call ? due : call) : Incident.NextDueAt ?? Ladder?.CallAt;
}

/// <summary>Five groups keep the eye still on the board: overdue, within four hours, within a day, later, and without a clock.</summary>
public sealed record BoardGroup(string Key, Text Heading, IReadOnlyList<BoardItem> Items)
{
    private static readonly string[] Severities = ["critical", "high", "medium", "low"];

    /// <summary>Only groups that hold something; in each the least time left first, then the worse severity.</summary>
    public static IReadOnlyList<BoardGroup> Of(IEnumerable<BoardItem> items, DateTimeOffset now) =>
        [.. items
            .GroupBy(item => Place(item, now))
            .OrderBy(group => group.Key)
            .Select(group => new BoardGroup(
                Kinds[group.Key].Key,
                Kinds[group.Key].Heading,
                [.. group.OrderBy(item => item.FirstAt).ThenBy(item => Array.IndexOf(Severities, item.Incident.Severity)).ThenBy(item => item.Incident.Id)]))];

    private static readonly (string Key, Text Heading)[] Kinds =
    [
        ("overdue", Texts.GroupOverdue),
        ("four-hours", Texts.GroupFourHours),
        ("day", Texts.GroupDay),
        ("later", Texts.GroupLater),
        ("no-clock", Texts.GroupNoClock),
    ];

    // A rung that is due this second is being called; overdue is what the law wanted and nobody did.
    private static int Place(BoardItem item, DateTimeOffset now) => item.Incident.NextDueAt <= now ? 0 : (item.FirstAt - now) switch
    {
        null => 4,
        { TotalHours: <= 4 } => 1,
        { TotalHours: <= 24 } => 2,
        _ => 3,
    };
}
