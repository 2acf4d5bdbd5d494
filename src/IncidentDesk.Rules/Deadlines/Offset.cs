namespace IncidentDesk.Rules.Deadlines;

/// <summary>
/// How long after its trigger an obligation falls due. Hours are exact and a day is 24 of them; months are those of the law's own calendar.
/// No holiday moves it.
/// </summary>
public sealed record Offset(int Days, int Hours, int Months = 0)
{
    public DateTimeOffset Due(DateTimeOffset start, LawZone zone) =>
        (Months == 0 ? start : zone.AddMonths(start, Months)) + new TimeSpan(Days, Hours, 0, 0);

    public Bilingual Said { get; } = (Months, Days, Hours) switch
    {
        (0, 0, 0) => new("immediately from", "ngay từ"),
        (0, 0, _) => new($"within {Hours} hours of", $"trong {Hours} giờ kể từ"),
        (0, _, 0) => new($"within {Days} days of", $"trong {Days} ngày kể từ"),
        (0, _, _) => new($"within {Days} days and {Hours} hours of", $"trong {Days} ngày {Hours} giờ kể từ"),
        (_, 0, 0) => new($"within {Months} {(Months == 1 ? "month" : "months")} of", $"trong {Months} tháng kể từ"),
        _ => new($"within {Months} months, {Days} days and {Hours} hours of", $"trong {Months} tháng {Days} ngày {Hours} giờ kể từ"),
    };
}
