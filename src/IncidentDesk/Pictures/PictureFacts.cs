using IncidentDesk.Rules.Pictures;

namespace IncidentDesk.Pictures;

/// <summary>The numbers of all pictures, from one snapshot: drawing, table and file are made of this and of nothing else, so they cannot differ.</summary>
/// <param name="From">The first Monday of the window.</param>
/// <param name="AsOf">The window's end, and when it was computed.</param>
/// <param name="Agencies">The fifteen with most, then the rest as one, its code null.</param>
public sealed record PictureFacts(
    DateOnly From, DateTimeOffset AsOf, IReadOnlyList<PictureFacts.Week> Weeks, IReadOnlyList<PictureFacts.Counted> Kinds, IReadOnlyList<PictureFacts.Counted> Agencies,
    IReadOnlyList<PictureFacts.Month> Months, Took Taken, Took Contained, Took Closed, IReadOnlyList<PictureFacts.Filing> Filed)
{
    public const int WeeksShown = 26, MonthsShown = 6, AgenciesShown = 15;

    /// <param name="BySeverity">critical, high, medium, low.</param>
    public sealed record Week(DateOnly Monday, IReadOnlyList<int> BySeverity, bool IsUnfinished)
    {
        public int Total => BySeverity.Sum();
    }

    /// <param name="Word">A class of the taxonomy or the code of an agency; null is the rest.</param>
    public sealed record Counted(string? Word, string Name, string NameEn, int Count);

    public sealed record Month(DateOnly First, Took Taken, Took Contained, Took Closed);

    /// <param name="Kind">Of the obligation.</param>
    /// <param name="Open">Not filed yet, its instant to come or past.</param>
    public sealed record Filing(string Kind, int InTime, int Late, int Open, int Overdue);

    public static readonly IReadOnlyList<string> Severities = ["critical", "high", "medium", "low"];

    public int Total => Weeks.Sum(week => week.Total);

    public int InTime => Filed.Sum(one => one.InTime);

    /// <summary>What is filed or should be: what is not due yet is in no share.</summary>
    public int Due => Filed.Sum(one => one.InTime + one.Late + one.Overdue);
}
