using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Shell;

namespace IncidentDesk.Statistics;

/// <summary>Days as people type them into the pages of figures; the doors of the API take instants.</summary>
public static class FiguresForm
{
    private static readonly string[] Days = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], Instants = ["dd/MM/yyyy HH:mm", "d/M/yyyy H:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>The day of a query, with its own fault where it is none.</summary>
    public static DateOnly? Day(QueryString query, string name)
    {
        if (query.Text(name, 40)?.Trim() is not { Length: > 0 } text)
            return null;
        if (DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1990 and < 3000)
            return day;
        query.Refuse(Faults.Saying("?" + name, "bad-format", Texts.FiguresDay.En, Texts.FiguresDay.Vi));
        return null;
    }

    public static DateTimeOffset? Start(DateOnly? day, TimeZoneInfo zone) => day is { } one ? BeforeDay.StartOf(one, zone) : null;

    public static DateTimeOffset? End(DateOnly? day, TimeZoneInfo zone) => day is { } one ? BeforeDay.StartOf(one.AddDays(1), zone) : null;

    /// <summary>The last instant of a day, and no later than now: what is to come is not known.</summary>
    public static DateTimeOffset? AsOf(DateOnly? day, TimeZoneInfo zone, DateTimeOffset now) =>
        day is { } one && BeforeDay.LastInstant(one.AddDays(1), zone) is var end ? (end < now ? end : now) : null;

    /// <exception cref="RefusedException">400: it is no instant.</exception>
    public static DateTimeOffset? Instant(string text, TimeZoneInfo zone) =>
        text.Length == 0 ? null
        : DateTime.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1970 and < 9000 && !zone.IsInvalidTime(local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local))
            : throw new RefusedException(Problems.Validation(Faults.Saying("/at", "bad-format", Texts.PeriodicInstant.En, Texts.PeriodicInstant.Vi)));
}
