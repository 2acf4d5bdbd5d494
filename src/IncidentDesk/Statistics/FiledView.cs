using IncidentDesk.Rules.Statistics;

namespace IncidentDesk.Statistics;

/// <summary>Figures of duties as a door answers them. What each means: <c>Shell/Texts/Statistics.cs</c>, and the page that shows it.</summary>
/// <param name="Total">Every duty that was due in the span.</param>
/// <param name="Due">Met in time, met late, or overdue.</param>
/// <param name="InTimePercent">Of those due, with one decimal; null where nothing was due.</param>
/// <param name="Internal">Of the total, those whose figure is the desk's own target and no law's.</param>
public sealed record FiledView(
    long Total, long Due, long MetInTime, long Late, long Overdue, long NotYetDue, long Waived, long Void, long ClosedUnproven, long Internal,
    decimal? InTimePercent, long? MeanLateSeconds, long? LongestLateSeconds)
{
    public static FiledView Of(FiledTally tally) => new(
        tally.Total, tally.Due, tally.MetInTime, tally.Late, tally.Overdue, tally.NotYetDue, tally.Waived, tally.Void, tally.ClosedUnproven, tally.Internal,
        tally.InTimePercent, tally.MeanLateSeconds, tally.LongestLateSeconds);
}

/// <param name="Key">A kind, a rule set, an agency's code, or a month of the desk's zone (2026-11).</param>
public sealed record FiledGroup(string Key, FiledView Figures);

/// <summary>What was filed in time in a span, as it was known at an instant.</summary>
/// <param name="Drills">Apart, and in no figure of the others; tests too.</param>
public sealed record FiledAnswer(
    DateTimeOffset From, DateTimeOffset To, DateTimeOffset AsOf, string Zone, string By, FiledView All, IReadOnlyList<FiledGroup> Groups, FiledView Drills, FiledView Tests)
{
    public static FiledAnswer Of(Span span, DateTimeOffset asOf, TimeZoneInfo zone, string by, IReadOnlyList<FiledCell> cells) => new(
        span.From, span.To, asOf, zone.Id, by, FiledView.Of(FiledInTime.Count(cells)),
        [.. FiledInTime.Apart(cells, by).Select(group => new FiledGroup(group.Key, FiledView.Of(group.Tally)))],
        FiledView.Of(FiledInTime.Count(cells, FiledInTime.Drill)), FiledView.Of(FiledInTime.Count(cells, FiledInTime.Test)));
}
