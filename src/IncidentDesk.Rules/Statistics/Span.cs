using System.Globalization;
using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Rules.Statistics;

/// <summary>A stretch of time that figures are of: from its first instant to before its end.</summary>
public sealed record Span(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whole days of a zone, both included.</summary>
    public static Span OfDays(DateOnly first, DateOnly last, TimeZoneInfo zone) =>
        new(BeforeDay.StartOf(first, zone), BeforeDay.StartOf(last.AddDays(1), zone));

    public static Span OfYear(int year, TimeZoneInfo zone) => OfDays(new(year, 1, 1), new(year, 12, 31), zone);

    /// <summary>Its months in a zone, the first and the last cut to it; every instant of it lies in exactly one.</summary>
    public IReadOnlyList<(string Month, DateTimeOffset From, DateTimeOffset To)> Months(TimeZoneInfo zone)
    {
        var months = new List<(string, DateTimeOffset, DateTimeOffset)>();
        for (var start = From; start < To;)
        {
            var local = TimeZoneInfo.ConvertTime(start, zone);
            var next = BeforeDay.StartOf(new DateOnly(local.Year, local.Month, 1).AddMonths(1), zone);
            var end = next < To ? next : To;
            months.Add((local.ToString("yyyy-MM", CultureInfo.InvariantCulture), start, end));
            start = end;
        }
        return months;
    }
}
