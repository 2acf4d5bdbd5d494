namespace IncidentDesk.Rules.Pictures;

/// <summary>How long things took, said as half of them and nine in ten: an average is pulled away by one that lay over a holiday.</summary>
/// <param name="Count">How many there were; without any the other two are null, never nought.</param>
/// <param name="Half">Half of them took no longer.</param>
/// <param name="NineInTen">Nine in ten took no longer.</param>
public sealed record Took(int Count, TimeSpan? Half, TimeSpan? NineInTen)
{
    public static Took Of(IEnumerable<TimeSpan> spans)
    {
        var sorted = spans.Select(span => span < TimeSpan.Zero ? TimeSpan.Zero : span).Order().ToList();
        return sorted.Count == 0 ? new(0, null, null) : new(sorted.Count, At(sorted, 0.5), At(sorted, 0.9));
    }

    // Nearest rank: a figure that one of the cases really had.
    private static TimeSpan At(List<TimeSpan> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}

/// <summary>Weeks begin on Monday, months on their first, in the desk's zone.</summary>
public static class Periods
{
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The weeks that <paramref name="last"/> ends, the earliest first.</summary>
    public static IReadOnlyList<DateOnly> Weeks(DateOnly last, int count) =>
        [.. Enumerable.Range(0, count).Select(n => WeekOf(last).AddDays(7 * (n - count + 1)))];

    public static IReadOnlyList<DateOnly> Months(DateOnly last, int count) => [.. Enumerable.Range(0, count).Select(n => MonthOf(last).AddMonths(n - count + 1))];
}
