namespace IncidentDesk.Rules.Deadlines;

/// <summary>
/// "Before 20 December" as the law says it: the day itself is too late, so the last good instant is the end of the day before, in the law's
/// own zone. A term of days; no holiday moves it.
/// </summary>
public sealed record BeforeDay(int Month, int Day)
{
    // Stored and shown to the millisecond: 19/12 23:59:59.999.
    private static readonly TimeSpan Finest = TimeSpan.FromMilliseconds(1);

    /// <summary>The last good instant of that year.</summary>
    public DateTimeOffset Due(int year, TimeZoneInfo zone) => LastInstant(On(year), zone);

    /// <summary>The last good instant that has not passed yet.</summary>
    public DateTimeOffset NextDue(DateTimeOffset now, TimeZoneInfo zone)
    {
        var year = TimeZoneInfo.ConvertTime(now, zone).Year;
        return Due(year, zone) is var due && due >= now ? due : Due(year + 1, zone);
    }

    /// <summary>29 February falls on 1 March where there is none: the whole of 28 February is still good.</summary>
    public DateOnly On(int year) => new DateOnly(year, Month, 1).AddDays(Day - 1);

    /// <summary>The last instant before a day begins in a zone.</summary>
    public static DateTimeOffset LastInstant(DateOnly day, TimeZoneInfo zone) => StartOf(day, zone) - Finest;

    /// <summary>
    /// When a day begins in a zone. Where clocks are put back over midnight it is the first of the two midnights; where they are put forward
    /// over it, the first instant that is of the day.
    /// </summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var (before, after) = (zone.GetUtcOffset(midnight.AddHours(-26)), zone.GetUtcOffset(midnight.AddHours(26)));
        var (early, late) = (midnight - Max(before, after), midnight - Min(before, after));
        if (LocalOf(early, zone) == midnight.DateTime)
            return TimeZoneInfo.ConvertTime(early, zone);
        return TimeZoneInfo.ConvertTime(LocalOf(late, zone) == midnight.DateTime ? late : FirstOf(day, early, late, zone), zone);
    }

    // Between the two there is one jump over midnight, so halving finds it.
    private static DateTimeOffset FirstOf(DateOnly day, DateTimeOffset early, DateTimeOffset late, TimeZoneInfo zone)
    {
        while (late - early > Finest)
        {
            var middle = early + TimeSpan.FromMilliseconds(Math.Floor((late - early).TotalMilliseconds / 2));
            if (DateOnly.FromDateTime(LocalOf(middle, zone)) < day)
                early = middle;
            else
                late = middle;
        }
        return late;
    }

    private static DateTime LocalOf(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
