namespace IncidentDesk.Shell;

/// <summary>Lengths of time as people say them; a span never looks like a time of day, and no line ends between a number and its unit.</summary>
public static class Spans
{
    private static readonly Text Days = new("{0}\u00a0ngày", "{0}\u00a0d");
    private static readonly Text DaysHours = new("{0}\u00a0ngày {1}\u00a0giờ", "{0}\u00a0d {1}\u00a0h");
    private static readonly Text Hours = new("{0}\u00a0giờ", "{0}\u00a0h");
    private static readonly Text HoursMinutes = new("{0}\u00a0giờ {1}\u00a0phút", "{0}\u00a0h {1}\u00a0min");
    private static readonly Text Minutes = new("{0}\u00a0phút", "{0}\u00a0min");
    private static readonly Text MinutesSeconds = new("{0}\u00a0phút {1}\u00a0giây", "{0}\u00a0min {1}\u00a0s");
    private static readonly Text Seconds = new("{0}\u00a0giây", "{0}\u00a0s");
    private static readonly Text Remaining = new("còn {0}", "{0} left");
    private static readonly Text Exceeded = new("quá {0}", "{0} overdue");
    private static readonly Text Tardy = new("muộn {0}", "{0} late");

    /// <summary>Seconds only under ten minutes; days from 24 hours, then no minutes. Rounded down, like a clock.</summary>
    public static string Say(TimeSpan span, Language language)
    {
        span = span.Duration();
        return span switch
        {
            { TotalHours: >= 24, Hours: 0 } => Days.In(language, span.Days),
            { TotalHours: >= 24 } => DaysHours.In(language, span.Days, span.Hours),
            { TotalHours: >= 1, Minutes: 0 } => Hours.In(language, span.Hours),
            { TotalHours: >= 1 } => HoursMinutes.In(language, span.Hours, span.Minutes),
            { TotalMinutes: >= 10 } => Minutes.In(language, span.Minutes),
            { TotalMinutes: >= 1, Seconds: 0 } => Minutes.In(language, span.Minutes),
            { TotalMinutes: >= 1 } => MinutesSeconds.In(language, span.Minutes, span.Seconds),
            _ => Seconds.In(language, span.Seconds),
        };
    }

    /// <summary>"còn 2 giờ 41 phút" before the instant, "quá 1 giờ 20 phút" from it on.</summary>
    public static string Left(DateTimeOffset due, DateTimeOffset now, Language language) =>
        (due > now ? Remaining : Exceeded).In(language, Say(due - now, language));

    public static string Late(TimeSpan by, Language language) => Tardy.In(language, Say(by, language));
}
