namespace IncidentDesk.Rules.Hunts;

/// <summary>How often each system is hunted through and scanned: at least once in six months (Directive 18/CT-TTg of 13/10/2022).</summary>
public static class HuntCycle
{
    public const int Months = 6;

    public const string Never = "never", Overdue = "overdue", Soon = "soon", InTime = "in-time";

    /// <summary>The worst first.</summary>
    public static readonly IReadOnlyList<string> Standings = [Never, Overdue, Soon, InTime];

    /// <summary>Who owes it is told so long before.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    /// <summary>Six months of the calendar later at the same hour; where that month has no such day, on its last one.</summary>
    /// <param name="zone">In which days are counted.</param>
    public static DateTimeOffset NextDue(DateTimeOffset doneAt, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(doneAt, zone).DateTime.AddMonths(Months);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <param name="nextDue">Null: it was never done.</param>
    /// <returns>never, overdue, soon or in-time; at the very instant it is not overdue yet.</returns>
    public static string StandingOf(DateTimeOffset? nextDue, DateTimeOffset now) =>
        nextDue is not { } due ? Never : due < now ? Overdue : due - now <= Ahead ? Soon : InTime;
}
