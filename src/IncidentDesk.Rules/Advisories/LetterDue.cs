using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Advisories;

/// <summary>By when a letter wants it done: "trước ngày 25/10/2022", "chậm nhất là 17 giờ 00, ngày 30 tháng 6 năm 2022". A day without an hour is the whole of it.</summary>
internal static partial class LetterDue
{
    public static (DateOnly? Day, TimeOnly? Hour) Of(string text)
    {
        if (Due().Match(text) is not { Success: true } due || DayOf(due) is not { } day)
            return (null, null);
        return (day, HourOf(due));
    }

    private static DateOnly? DayOf(Match due) => DateOnly.TryParseExact(
        $"{due.Groups["day"].Value}/{due.Groups["month"].Value}/{due.Groups["year"].Value}", "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>"17h00", "17 giờ 30 phút", "5 giờ chiều". At 24 o'clock the day is over, as it is where no hour stands.</summary>
    private static TimeOnly? HourOf(Match due)
    {
        if (!due.Groups["hour"].Success)
            return null;
        var (hour, minute) = (Number(due.Groups["hour"]), due.Groups["minute"].Success ? Number(due.Groups["minute"]) : 0);
        var isAfternoon = due.Groups["half"].Value.ToLowerInvariant() switch { "chiều" or "tối" => hour < 12, "trưa" => hour < 4, _ => false };
        return hour < 24 && minute < 60 ? new TimeOnly(isAfternoon ? hour + 12 : hour, minute) : null;
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    private const string By = @"(?:trước|chậm\s+nhất|đến\s+hết)";
    private const string Short = @"(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})";
    private const string Long = @"(?<day>\d{1,2})\s+tháng\s+(?<month>\d{1,2})\s+năm\s+(?<year>\d{4})";

    // What parts one word from the next is short: a text of commas is read no slower than another.
    private const string Gap = @"[\s,]{0,3}";
    private const string Weekday = @"(?:\(?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)\)?" + Gap + ")?";
    private const string Hour = @"(?<hour>[0-9]{1,2})\s?(?:(?:giờ|h|g)\s?(?:(?<minute>[0-9]{1,2})(?![0-9])\s?(?:phút|ph|p|['’′])?)?|:(?<minute>[0-9]{2}))"
        + "(?:" + Gap + "(?<half>sáng|trưa|chiều|tối))?";

    // The hour stands before the day: "trước 17h00 ngày 30/06/2022", "trước 17 giờ 00, thứ Năm, ngày 30 tháng 6 năm 2022".
    [GeneratedRegex(
        By + @"\s+(?:(?:là|vào|lúc|hồi|thời\s+điểm)\s+){0,3}" + Hour + Gap + Weekday + @"(?:ngày\s+" + Weekday + "(?:" + Short + "|" + Long + ")|" + Short + ")"
        + "|" + By + @"\s+(?:là\s+)?(?:ngày\s+)?(?:là\s+)?(?:ngày\s+)?(?:" + Short + "|" + Long + ")"
        + "|" + By + @"[^.\n]{0,20}ngày\s+" + Long,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Due();
}
