using IncidentDesk.Rules.Ladders;

namespace IncidentDesk.Rules.Duty;

/// <summary>
/// Fills a period with shifts that change at the same times of every day, people taking turns. The times are those of a wall clock in a zone, the shifts are
/// instants: each ends where the next one starts, so a day of 23 or 25 hours has a shorter or a longer shift and never an hour that nobody holds.
/// </summary>
public static class ShiftPattern
{
    /// <param name="post">on-duty, stand-in or shift-lead.</param>
    /// <param name="people">In the order in which they take turns; at least one.</param>
    /// <param name="changes">At which times of the day shifts change; at least one.</param>
    /// <param name="from">Where the period starts.</param>
    /// <param name="to">Where it ends, itself not in it.</param>
    /// <param name="zone">Whose wall clock the times are of.</param>
    public static IReadOnlyList<DutyShift> Of(
        string post, IReadOnlyList<Guid> people, IReadOnlyList<TimeOnly> changes, DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        DateTimeOffset[] edges = [from, .. Changes(changes, from, to, zone), to];
        return [.. edges.Zip(edges.Skip(1)).Select((edge, turn) => new DutyShift(people[turn % people.Count], post, edge.First, edge.Second))];
    }

    private static IEnumerable<DateTimeOffset> Changes(IReadOnlyList<TimeOnly> changes, DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var times = changes.Distinct().Order().ToList();
        var last = from;
        var end = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(to, zone).DateTime);
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime); day <= end; day = day.AddDays(1))
            foreach (var at in times.Select(time => InstantOf(day.ToDateTime(time), zone)))
                if (at > last && at < to)
                {
                    last = at;
                    yield return at;
                }
    }

    /// <summary>A time that the clock skips is where it goes on; of a time that comes twice it is the first.</summary>
    public static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
