using System.Globalization;

namespace IncidentDesk.Shell;

/// <summary>Instants in the desk's zone, never in a form that can be read two ways.</summary>
public sealed class Times(TimeZoneInfo zone)
{
    private static readonly string[] ShortDays = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"];
    private static readonly string[] LongDays =
        ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

    /// <summary>18:05</summary>
    public string Hour(DateTimeOffset instant) => Form(Local(instant), "HH:mm");

    /// <summary>16:45 T7 21/11 · 16:45 Sat 21 Nov; with its year when that is not this year.</summary>
    public string Near(DateTimeOffset instant, DateTimeOffset now, Language language)
    {
        var local = Local(instant);
        var sameYear = local.Year == Local(now).Year;
        return language == Language.English
            ? Form(local, sameYear ? "HH:mm ddd d MMM" : "HH:mm ddd d MMM yyyy")
            : $"{Form(local, "HH:mm")} {ShortDays[(int)local.DayOfWeek]} {Form(local, sameYear ? "dd/MM" : "dd/MM/yyyy")}";
    }

    /// <summary>16:45, Thứ Bảy 21/11/2026 · Sat 21 Nov 2026, 16:45</summary>
    public string Full(DateTimeOffset instant, Language language)
    {
        var local = Local(instant);
        return language == Language.English
            ? Form(local, "ddd d MMM yyyy, HH:mm")
            : $"{Form(local, "HH:mm")}, {LongDays[(int)local.DayOfWeek]} {Form(local, "dd/MM/yyyy")}";
    }

    /// <summary>21/11/2026 · 21 Nov 2026</summary>
    public string Day(DateTimeOffset instant, Language language) => Form(Local(instant), language == Language.English ? "d MMM yyyy" : "dd/MM/yyyy");

    /// <summary>A day of the calendar as it is stored, 2026-11-21: 21/11/2026 · 21 Nov 2026. What is no such day is said as it is.</summary>
    public static string Day(string day, Language language) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var known) ? Day(known, language) : day;

    public static string Day(DateOnly day, Language language) => day.ToString(language == Language.English ? "d MMM yyyy" : "dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>To the second and with its offset, for titles and "exact times".</summary>
    public string Exact(DateTimeOffset instant) => Form(Local(instant), "yyyy-MM-dd HH:mm:ss zzz");

    public string ZoneName => zone.Id;

    private DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    private static string Form(DateTimeOffset local, string pattern) => local.ToString(pattern, CultureInfo.InvariantCulture);
}
