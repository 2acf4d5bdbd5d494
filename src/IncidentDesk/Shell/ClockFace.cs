using System.Globalization;

namespace IncidentDesk.Shell;

/// <summary>How a deadline looks at one instant: calm, soon in its last quarter, last in its last hour, overdue from its instant on.</summary>
/// <param name="Share">What has run of its time, 0 to 1.</param>
public sealed record ClockFace(string Mood, double Share)
{
    private static readonly TimeSpan LastHour = TimeSpan.FromHours(1);

    public static ClockFace Of(DateTimeOffset start, DateTimeOffset due, DateTimeOffset now)
    {
        var whole = due - start;
        var left = due - now;
        if (left <= TimeSpan.Zero)
            return new("overdue", 1);
        var share = whole <= TimeSpan.Zero ? 1 : Math.Clamp(1 - (left / whole), 0, 1);
        return new(left <= LastHour ? "last" : share >= 0.75 ? "soon" : "calm", share);
    }

    /// <summary>The filled part of a pie of radius 5 around (7, 7), from twelve o'clock on.</summary>
    public string Pie
    {
        get
        {
            var angle = Math.Min(Share, 0.999) * 2 * Math.PI;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"M7 7V2A5 5 0 {(Share > 0.5 ? 1 : 0)} 1 {7 + (5 * Math.Sin(angle)):0.##} {7 - (5 * Math.Cos(angle)):0.##}z");
        }
    }
}
