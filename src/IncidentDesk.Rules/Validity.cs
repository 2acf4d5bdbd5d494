namespace IncidentDesk.Rules;

/// <summary>From the first day to the last day, both included, in Vietnamese days; null is open.</summary>
public sealed record Validity(DateOnly? From, DateOnly? To)
{
    public static readonly Validity Always = new(null, null);

    // Kept as instants, because every report asks and comparing instants cannot overflow at the ends of the calendar.
    private readonly DateTimeOffset start = From is { } first ? VietnamTime.Midnight(first) : DateTimeOffset.MinValue;
    private readonly DateTimeOffset? end = To is { } last ? VietnamTime.Midnight(last.AddDays(1)) : null;

    public bool Covers(DateTimeOffset instant) => instant >= start && (end is null || instant < end);

    public bool Overlaps(Validity other) =>
        (other.end is null || start < other.end) && (end is null || other.start < end);
}
