namespace IncidentDesk.Rules.Drills;

/// <summary>
/// A system of level 3 and above takes part in a live drill in each calendar year (Directive 18/CT-TTg of 13 October 2022; Directive 60/CT-BTTTT of 16 September 2021). TCVN
/// 14423:2026 keeps "once a year" for levels 4 and 5 and says "periodic" for level 3.
/// </summary>
public static class YearlyDrill
{
    public const int LeastLevel = 3;

    public const string Done = "done", Planned = "planned", Due = "due", Overdue = "overdue";

    public static readonly IReadOnlyList<string> States = [Overdue, Due, Planned, Done];

    /// <param name="drilledOn">The day on which a live drill with this system began in that year and came to its end; null: none did.</param>
    /// <param name="isPlanned">An approved or running live drill of that year names it.</param>
    /// <param name="year">The calendar year in the desk's zone.</param>
    /// <param name="today">In the desk's zone.</param>
    public static string StateOf(DateOnly? drilledOn, bool isPlanned, int year, DateOnly today) =>
        drilledOn is not null ? Done : today.Year > year ? Overdue : isPlanned ? Planned : Due;

    public static string ArticleOf(long level) => level >= 4
        ? "Chỉ thị 18/CT-TTg (2022); Chỉ thị 60/CT-BTTTT (2021); TCVN 14423:2026"
        : "Chỉ thị 18/CT-TTg (2022); Chỉ thị 60/CT-BTTTT (2021)";
}
