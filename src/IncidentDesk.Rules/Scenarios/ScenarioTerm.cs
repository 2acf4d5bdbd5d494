using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Rules.Scenarios;

/// <summary>By when a scenario is to be reviewed. Directive 18/CT-TTg of 13/10/2022 says "on change" and names no figure: the thirty days are the desk's own, and said to be.</summary>
public static class ScenarioTerm
{
    public const int Days = 30;

    public const string Rule = "VN-CT18", SetBy = "desk";

    public const string Open = "open", Overdue = "overdue", Done = "done", Void = "void";

    public static readonly IReadOnlyList<string> States = [Open, Overdue, Done, Void];

    public static readonly Bilingual Basis = new(
        "Directive 18/CT-TTg of 13 October 2022: response plans and scenarios are updated on change. It names no term: the 30 days were set by the desk.",
        "Chỉ thị 18/CT-TTg ngày 13/10/2022: cập nhật phương án, kịch bản ứng phó khi có thay đổi. Chỉ thị không nêu thời hạn: mức 30 ngày do bàn trực đặt.");

    /// <summary>The last instant of the thirtieth day after the change, which does not count itself.</summary>
    /// <param name="zone">In which days are counted.</param>
    public static DateTimeOffset DueAt(DateTimeOffset changedAt, TimeZoneInfo zone) =>
        BeforeDay.LastInstant(DayOf(changedAt, zone).AddDays(Days + 1), zone).ToUniversalTime();

    /// <returns>By how many days the review came too late; 0 on the last good day.</returns>
    public static long LateDays(DateOnly reviewedOn, DateTimeOffset dueAt, TimeZoneInfo zone) => Math.Max(0, reviewedOn.DayNumber - DayOf(dueAt, zone).DayNumber);

    /// <param name="voidedAt">When nothing was left of what had changed, so that nobody had to look.</param>
    /// <returns>open, overdue, done or void; at the very instant it is not overdue yet.</returns>
    public static string StateOf(DateTimeOffset? settledAt, DateTimeOffset? voidedAt, DateTimeOffset dueAt, DateTimeOffset now) =>
        voidedAt is not null ? Void : settledAt is not null ? Done : dueAt < now ? Overdue : Open;

    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
