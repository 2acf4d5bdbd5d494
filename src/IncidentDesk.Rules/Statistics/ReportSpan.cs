using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Rules.Statistics;

/// <summary>A report that comes back every year: which days its figures are of, and before which day it is wanted.</summary>
/// <param name="Code">six-month, annual, annual-legacy, leadership.</param>
/// <param name="FirstMonth">With <paramref name="FirstDay"/>, and in the year before where <paramref name="StartsTheYearBefore"/>.</param>
/// <param name="Before">The days before which it is wanted, each by its reader; empty where no law says.</param>
/// <param name="Sureness">How sure the days are.</param>
public sealed record ReportSpan(
    string Code, int FirstMonth, int FirstDay, bool StartsTheYearBefore, int LastMonth, int LastDay, IReadOnlyList<BeforeDay> Before, string Article, string Sureness)
{
    /// <summary>NĐ 09/2019/NĐ-CP Đ12 counts periodic figures from 15/12 to 14/6 and to 14/12; NĐ 331/2026 names the same year for its Mẫu 08.</summary>
    public static readonly IReadOnlyList<ReportSpan> All =
    [
        new("six-month", 12, 15, true, 6, 14, [new(6, 20)], "TT 20/2017/TT-BTTTT, Mẫu 05; NĐ 09/2019/NĐ-CP, Đ12", "memory"),
        new("annual-legacy", 12, 15, true, 12, 14, [new(12, 15)], "TT 20/2017/TT-BTTTT, Mẫu 05; NĐ 09/2019/NĐ-CP, Đ12", "memory"),
        new("annual", 12, 15, true, 12, 14, [new(12, 20), new(12, 25)], "NĐ 331/2026/NĐ-CP, Đ35-36, Mẫu 08", "verified"),
        new("leadership", 1, 1, false, 12, 31, [], "", "open"),
    ];

    public static ReportSpan? Find(string code) => All.FirstOrDefault(one => one.Code == code);

    public Span Of(int year, TimeZoneInfo zone) => Span.OfDays(First(year), Last(year), zone);

    public DateOnly First(int year) => new(StartsTheYearBefore ? year - 1 : year, FirstMonth, FirstDay);

    public DateOnly Last(int year) => new(year, LastMonth, LastDay);
}
