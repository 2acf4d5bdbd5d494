using System.Globalization;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation;

/// <summary>Critical alarms that nobody took and that nobody could be told of: a desk without anybody to write to says so where machines look.</summary>
public sealed class UntoldAlarms : IWatch
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);
    private const string Text = "{0} critical alarms have no owner, and nobody could be told, the oldest since {1}: put people with a mail address on duty.";

    private const string TextVi = "{0} báo động nghiêm trọng chưa ai nhận và không báo được cho ai, cũ nhất từ {1}: hãy xếp ca trực cho người có địa chỉ thư.";

    public async Task<IReadOnlyList<Trouble>> LookAsync(Reading reading, DateTimeOffset now)
    {
        // The watchdog's own are left out: it would find the one that says this.
        var untold = await reading.QueryAsync<DateTimeOffset>(
            """
            SELECT since FROM alarms
            WHERE ended_at IS NULL AND acknowledged_at IS NULL AND told_at IS NULL AND severity = 'critical' AND kind <> 'watchdog' AND since <= @before
            ORDER BY since, id LIMIT 100
            """,
            new { before = now - AlarmWatch.Patience - Grace });
        return untold.Count == 0 ? [] : [new(Trouble.Watchdog, "critical", "alarms", Say(Text, untold), Say(TextVi, untold))];
    }

    private static string Say(string sentence, IReadOnlyList<DateTimeOffset> since) => string.Format(
        CultureInfo.InvariantCulture, sentence, since.Count == 100 ? "100+" : since.Count.ToString(CultureInfo.InvariantCulture),
        since[0].UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
