using System.Globalization;

namespace IncidentDesk.Pipeline;

/// <summary>
/// A day as people write it into a form or a table: 31/12/2026 is always day, month, year; 2026-12-31 and a whole instant are taken too. What can be read in no
/// one of these ways is refused, never guessed at.
/// </summary>
public static class RegisterDay
{
    private static readonly string[] Forms = ["d/M/yyyy", "yyyy-M-d"];

    /// <param name="text">As it was typed.</param>
    /// <param name="zone">The desk's: a day begins there at midnight.</param>
    /// <param name="instant">When that day begins, or the instant itself.</param>
    public static bool TryRead(string text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        if (Instants.TryRead(text, out instant))
            return true;
        if (!DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1900 or > 2999)
            return false;
        instant = new DateTimeOffset(day, zone.GetUtcOffset(day)).ToUniversalTime();
        return true;
    }

    /// <summary>31/12/2026; the time of the day is not shown.</summary>
    public static string Write(DateTimeOffset? at, TimeZoneInfo zone) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : "";

    public static Fault FaultAt(string path, string text) => Faults.Saying(
        path, "bad-format",
        $"\"{WireText.Shown(text)}\" is no day: write 31/12/2026 (day/month/year), 2026-12-31, or a whole instant such as {Instants.Example}.",
        $"\"{WireText.Shown(text)}\" không phải ngày: viết 31/12/2026 (ngày/tháng/năm), 2026-12-31, hoặc thời điểm đầy đủ như {Instants.Example}.");
}
