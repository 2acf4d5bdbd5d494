using IncidentDesk.Rules.Duty;
using IncidentDesk.Rules.Ladders;

namespace IncidentDesk.Duty;

/// <summary>
/// A week as a table: days are columns, shifts that come at the same times are rows, and what comes at other times stands as text in a row of its own. A gap stands
/// where somebody is missing.
/// </summary>
/// <param name="Days">The days of the desk's zone, each by its first instant.</param>
public sealed record DutyGrid(IReadOnlyList<DateTimeOffset> Days, IReadOnlyList<DutyGrid.Row> Rows)
{
    /// <param name="Starts">The wall clock's time; null for the row of other times.</param>
    public sealed record Row(string Post, TimeOnly? Starts, TimeOnly? Ends, IReadOnlyList<Cell> Cells);

    public sealed record Cell(IReadOnlyList<ShowDutyCalendar.Line> Lines, IReadOnlyList<Gap> Gaps);

    /// <param name="days">One more than columns: the last one ends the last column.</param>
    public static DutyGrid Of(ShowDutyCalendar.Answer duty, IReadOnlyList<DateTimeOffset> days, TimeZoneInfo zone)
    {
        var columns = days.Zip(days.Skip(1)).ToList();
        var rows = new List<Row>();
        foreach (var post in Callable.DutyPosts)
        {
            var lines = duty.Shifts.Where(line => line.Post == post).ToList();
            var left = duty.Gaps.Where(gap => gap.Post == post).ToList();
            var slots = lines.Where(line => line.EndsAt - line.StartsAt < TimeSpan.FromHours(25)).GroupBy(line => (Local(line.StartsAt, zone), Local(line.EndsAt, zone)))
                .Where(slot => slot.Count() > 1).OrderBy(slot => slot.Key.Item1).ToList();
            foreach (var slot in slots)
                rows.Add(new(post, slot.Key.Item1, slot.Key.Item2, [.. columns.Select(day => CellOf([.. slot], left, day, slot.Key.Item1, zone))]));
            var odd = lines.Except(slots.SelectMany(slot => slot)).ToList();
            var shown = rows.SelectMany(row => row.Cells).SelectMany(cell => cell.Gaps).ToList();
            left = [.. left.Where(gap => !shown.Contains(gap))];
            if (odd.Count + left.Count > 0)
                rows.Add(new(post, null, null, [.. columns.Select(day => new Cell(
                    [.. odd.Where(line => line.StartsAt < day.Second && line.EndsAt > day.First)], [.. left.Where(gap => gap.StartsAt < day.Second && gap.EndsAt > day.First)]))]));
        }
        return new([.. columns.Select(day => day.First)], rows);
    }

    private static Cell CellOf(
        IReadOnlyList<ShowDutyCalendar.Line> slot, IReadOnlyList<Gap> gaps, (DateTimeOffset First, DateTimeOffset Second) day, TimeOnly starts, TimeZoneInfo zone)
    {
        var lines = slot.Where(line => line.StartsAt >= day.First && line.StartsAt < day.Second).ToList();
        if (lines.Count > 0)
            return new(lines, []);
        var start = ShiftPattern.InstantOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(day.First, zone).DateTime).ToDateTime(starts), zone);
        return new([], [.. gaps.Where(gap => gap.StartsAt <= start && gap.EndsAt > start)]);
    }

    private static TimeOnly Local(DateTimeOffset at, TimeZoneInfo zone) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
