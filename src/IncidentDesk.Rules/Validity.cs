using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Rules;

/// <summary>From the first day to the last day, both included; null is open.</summary>
/// <param name="Zone">Whose days they are; Vietnamese ones where nobody says.</param>
public sealed record Validity(DateOnly? From, DateOnly? To, TimeZoneInfo? Zone = null)
{
    public static readonly Validity Always = new(null, null);

    // Kept as instants, because every report asks and comparing instants cannot overflow at the ends of the calendar.
    private readonly DateTimeOffset start = From is { } first ? Midnight(first, Zone) : DateTimeOffset.MinValue;
    private readonly DateTimeOffset? end = To is { } last ? Midnight(last.AddDays(1), Zone) : null;

    public DateTimeOffset Start => start;

    public bool Covers(DateTimeOffset instant) => instant >= start && (end is null || instant < end);

    public bool Overlaps(Validity other) =>
        (other.end is null || start < other.end) && (end is null || other.start < end);

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo? zone) =>
        zone is null ? VietnamTime.Midnight(day) : BeforeDay.StartOf(day, zone);
}
