namespace IncidentDesk.Keys;

/// <summary>How long keys and old secrets live.</summary>
public static class KeyLife
{
    public const int MostOverlapHours = 30 * 24;

    /// <summary>How long before its end a key becomes an alarm.</summary>
    public static readonly TimeSpan Warned = TimeSpan.FromDays(14);

    public static DateTimeOffset Usual(DateTimeOffset now) => now.AddYears(1);

    public static bool IsAhead(DateTimeOffset? instant, DateTimeOffset now) => instant is null || instant > now;
}
