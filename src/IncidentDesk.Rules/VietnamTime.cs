using System.Globalization;

namespace IncidentDesk.Rules;

/// <summary>Instants as people in Việt Nam read them. The law's days are days of UTC+7, which has no summer time.</summary>
public static class VietnamTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    public static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>20/11/2026 16:45, in Vietnamese time.</summary>
    public static string Shown(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    public static string Shown(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>2026-11-20T09:45:00.000Z, as the wire writes instants.</summary>
    public static string Wire(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
