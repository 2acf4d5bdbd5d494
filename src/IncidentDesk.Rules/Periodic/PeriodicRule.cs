using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Statistics;

namespace IncidentDesk.Rules.Periodic;

/// <summary>A duty that comes with the calendar, whatever happens: what is wanted of whom before which day of the year, and on what ground.</summary>
/// <param name="Holder">agencies: each that runs a system; owners: each province; desk: the desk itself, once.</param>
/// <param name="Validity">Of the law, asked of the last good instant.</param>
/// <param name="Figures">The report of the desk whose figures go into it.</param>
/// <param name="OpensDaysBefore">How many days before the named day it is opened. The desk's own choice.</param>
/// <param name="RemindsDaysBefore">How many days before the named day the desk is alarmed: 1 is the last good day.</param>
public sealed record PeriodicRule(
    string Code, string Kind, string Holder, string Rule, string Recipient, string? Form, string Law, string Article, string Source, string Sureness,
    Validity Validity, BeforeDay Before, ReportSpan Figures, int OpensDaysBefore, int RemindsDaysBefore, Bilingual Name)
{
    public static readonly IReadOnlyList<string> Holders = ["agencies", "owners", "desk"];

    /// <summary>The days of these laws are days of Việt Nam, wherever the desk's clock hangs.</summary>
    public static readonly TimeZoneInfo LawZone = TimeZoneInfo.CreateCustomTimeZone("law", VietnamTime.Offset, "UTC+7", "UTC+7");

    /// <summary>The turn of a year, or null where the law was not in force on its last good instant.</summary>
    public PeriodicTurn? In(int year)
    {
        var due = Before.Due(year, LawZone);
        return Validity.Covers(due)
            ? new(this, year, BeforeDay.StartOf(Before.On(year).AddDays(-OpensDaysBefore), LawZone), due,
                BeforeDay.StartOf(Before.On(year).AddDays(-RemindsDaysBefore), LawZone), BeforeDay.StartOf(Before.On(year).AddDays(-1), LawZone),
                Figures.Of(year, LawZone))
            : null;
    }

    /// <summary>The turns that are open at an instant, and those that ended since the desk began to look.</summary>
    /// <param name="since">What was due before is nobody's to open after the fact.</param>
    public IEnumerable<PeriodicTurn> OpenAt(DateTimeOffset now, DateTimeOffset since)
    {
        var (first, last) = (since.ToOffset(VietnamTime.Offset).Year, now.ToOffset(VietnamTime.Offset).Year + 1);
        for (var year = first; year <= last; year++)
            if (In(year) is { } turn && turn.OpensAt <= now && turn.DueAt >= since)
                yield return turn;
    }
}

/// <summary>One turn of a duty that comes back: the year's.</summary>
/// <param name="RemindsAt">From then on the desk is told that it comes near.</param>
/// <param name="LastDayAt">When the last good day begins.</param>
public sealed record PeriodicTurn(
    PeriodicRule Rule, int Year, DateTimeOffset OpensAt, DateTimeOffset DueAt, DateTimeOffset RemindsAt, DateTimeOffset LastDayAt, Span Window);
