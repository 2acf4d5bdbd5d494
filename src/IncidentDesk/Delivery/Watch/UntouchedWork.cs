using System.Globalization;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Watch;

/// <summary>
/// Rows that are due and that nobody touches, of any age and whether or not there was ever a first attempt. Each question goes by the index
/// that the rooms themselves go by; what they answer is how many, at most a hundred, and since when.
/// </summary>
public sealed class UntouchedWork : IWatch
{
    /// <summary>How late the rooms may be before somebody says so.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private static readonly Question[] Questions =
    [
        new("due",
            """
            SELECT next_attempt_at AS at FROM deliveries
            WHERE next_attempt_at <= @late AND state IN ('queued', 'retry-wait', 'in-doubt') AND channel NOT IN ('call', 'by-hand')
            ORDER BY next_attempt_at, id LIMIT 100
            """,
            "{0} messages are due and nobody sends them, the oldest since {1}.", "{0} tin đã đến hạn mà không được gửi, tin cũ nhất từ {1}."),
        new("tasks",
            """
            SELECT next_attempt_at AS at FROM deliveries
            WHERE channel IN ('call', 'by-hand') AND state IN ('queued', 'retry-wait') AND next_attempt_at <= @late ORDER BY id LIMIT 100
            """,
            "{0} calls or papers are due and lie open for nobody, the oldest since {1}.", "{0} cuộc gọi hoặc văn bản đã đến hạn mà chưa giao ai, cũ nhất từ {1}."),
        // A claimed row keeps the end of its lease there: one more lease is over.
        new("claimed",
            "SELECT next_attempt_at AS at FROM deliveries WHERE next_attempt_at <= @lapsed AND state = 'claimed' ORDER BY next_attempt_at, id LIMIT 100",
            "{0} messages are held by a worker that has gone, the oldest since {1}.", "{0} tin bị giữ bởi tiến trình đã mất, tin cũ nhất từ {1}."),
        new("next-channel",
            """
            SELECT next_channel_at AS at FROM deliveries
            WHERE next_channel_at IS NOT NULL AND next_channel_at <= @late ORDER BY next_channel_at, id LIMIT 100
            """,
            "{0} messages should have gone to their next channel, the oldest since {1}.", "{0} tin lẽ ra đã chuyển sang kênh kế tiếp, tin cũ nhất từ {1}."),
        new("letters",
            """
            SELECT planned_at AS at FROM deliveries
            WHERE state = 'awaiting-approval' AND content IS NULL AND planned_at <= @late
              AND NOT EXISTS (SELECT 1 FROM delivery_history WHERE delivery_history.delivery_id = deliveries.id AND delivery_history.at > @late)
            ORDER BY id LIMIT 100
            """,
            "{0} letters that wait for approval have not been written, the oldest since {1}.", "{0} thư chờ duyệt chưa được soạn, thư cũ nhất từ {1}."),
        new("ladders",
            "SELECT climb_at AS at FROM incident_ladders WHERE climb_at IS NOT NULL AND climb_at <= @late ORDER BY climb_at, incident_id LIMIT 100",
            "{0} ladders should have called the next person, the oldest since {1}.", "{0} thang gọi lẽ ra đã gọi người kế tiếp, thang cũ nhất từ {1}."),
        new("acknowledgements",
            """
            SELECT expires_at AS at FROM incident_ladders
            WHERE expires_at IS NOT NULL AND expires_at <= @late ORDER BY expires_at, incident_id LIMIT 100
            """,
            "{0} acknowledgements have run out and nobody was called again, the oldest since {1}.",
            "{0} lượt nhận việc đã hết hạn mà chưa gọi lại ai, lượt cũ nhất từ {1}."),
    ];

    public async Task<IReadOnlyList<Trouble>> LookAsync(Reading reading, DateTimeOffset now)
    {
        var found = new List<Trouble>();
        foreach (var question in Questions)
        {
            var late = await reading.QueryAsync<DateTimeOffset>(question.Sql, new { late = now - Grace, lapsed = now - Claims.Lease });
            if (late.Count > 0)
                found.Add(new(
                    Trouble.Watchdog, "critical", question.Subject, Say(question.Text, late), Say(question.TextVi, late)));
        }
        return found;
    }

    private static string Say(string sentence, IReadOnlyList<DateTimeOffset> late) => string.Format(
        CultureInfo.InvariantCulture, sentence, late.Count == 100 ? "100+" : late.Count.ToString(CultureInfo.InvariantCulture),
        late.Min().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    private sealed record Question(string Subject, string Sql, string Text, string TextVi);
}
