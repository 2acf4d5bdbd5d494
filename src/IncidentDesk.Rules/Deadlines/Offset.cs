namespace IncidentDesk.Rules.Deadlines;

/// <summary>How long after its trigger an obligation falls due: exact hours, a day is 24 of them, no holiday moves it.</summary>
public sealed record Offset(int Days, int Hours)
{
    public TimeSpan Span { get; } = new(Days, Hours, 0, 0);

    public Bilingual Said { get; } = (Days, Hours) switch
    {
        (0, 0) => new("immediately from", "ngay từ"),
        (0, _) => new($"within {Hours} hours of", $"trong {Hours} giờ kể từ"),
        (_, 0) => new($"within {Days} days of", $"trong {Days} ngày kể từ"),
        _ => new($"within {Days} days and {Hours} hours of", $"trong {Days} ngày {Hours} giờ kể từ"),
    };
}
