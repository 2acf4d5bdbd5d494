using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// What was still on its way in a database that was restored or is armed in a new place may have been sent long ago, by the desk that it
/// was copied from. None of it leaves by itself: it has failed until a person sends it again, and ladders stand still until a person climbs.
/// </summary>
public static class LetDown
{
    private static readonly Text Said = new(
        "Thư tới {0} không được gửi: cơ sở dữ liệu đã được khôi phục hoặc chuyển chỗ, bản gốc có thể đã gửi rồi. Cần người quyết định gửi lại hay không.",
        "The message to {0} is not sent: the database was restored or moved, and its original may have sent it already. A person must decide whether it goes again.");

    /// <summary>Who stopped a ladder that this has let down, as SQL: nobody has its incident, and a person may climb on.</summary>
    public const string Whys = "'restore', 'arm'";

    /// <param name="Deliveries">How many messages were on their way.</param>
    /// <param name="Ladders">How many ladders were climbing.</param>
    public sealed record Count(int Deliveries, int Ladders);

    /// <param name="why">restore or arm, as the ladders keep it.</param>
    public static async Task<Count> EverythingAsync(Transaction transaction, string why, Actor actor, DateTimeOffset now)
    {
        var under = await transaction.QueryAsync<Row>(
            """
            SELECT deliveries.id, deliveries.state, deliveries.recipient_name, coalesce(centres.name_en, deliveries.recipient_name) AS recipient_name_en
            FROM deliveries LEFT JOIN centres ON centres.id = deliveries.centre_id
            WHERE deliveries.state IN ('planned', 'queued', 'retry-wait', 'claimed', 'in-doubt') ORDER BY deliveries.id
            """);
        // What was taken or has failed before could still start its next channel.
        await transaction.ExecuteAsync("UPDATE deliveries SET next_channel_at = NULL WHERE next_channel_at IS NOT NULL");
        foreach (var row in under)
            await EndAsync(transaction, row, why, actor, now);
        var ladders = await StopLaddersAsync(transaction, why, actor, now);
        if (under.Count + ladders > 0)
            await Alarms.RaiseAsync(
                transaction, Trouble.Restored, "high", "on-their-way", null,
                $"This database was restored or moved. {under.Count} messages were on their way and {ladders} ladders were climbing: none goes on by itself. Look at each and decide.",
                $"Cơ sở dữ liệu đã được khôi phục hoặc chuyển chỗ. {under.Count} tin đang trên đường gửi và {ladders} thang gọi đang chạy đều đã dừng. Hãy xem từng mục và quyết định.",
                now);
        return new(under.Count, ladders);
    }

    private static async Task EndAsync(Transaction transaction, Row row, string why, Actor actor, DateTimeOffset now)
    {
        await Attempts.LeaveOpenEndAsync(transaction, row.Id, why, now);
        await Deliveries.MoveAlongAsync(transaction, row.State, row.State == Planned ? [Queued, Failed] : [Failed], new(row.Id, row.State, Failed, now, actor)
        {
            Note = $"{why}: the original may have sent it already; only a person sends it again",
            NothingFollows = true,
            Said = new(
                Said.In(Language.Vietnamese, row.RecipientName), Said.In(Language.English, row.RecipientNameEn)),
        });
    }

    private static async Task<int> StopLaddersAsync(Transaction transaction, string why, Actor actor, DateTimeOffset now)
    {
        var climbing = await transaction.QueryAsync<Guid>(
            """
            UPDATE incident_ladders SET climb_at = NULL, stopped_at = @now, stopped_by = @why WHERE climb_at IS NOT NULL RETURNING incident_id
            """,
            new { now, why });
        // An acknowledgement that would expire begins to climb again by itself: that clock stands still too.
        await transaction.ExecuteAsync(
            "UPDATE incident_ladders SET warn_at = NULL, expires_at = NULL WHERE warn_at IS NOT NULL OR expires_at IS NOT NULL");
        foreach (var incident in climbing)
            await Timeline.AddAsync(
                transaction, incident, now, "ladder", actor, "internal",
                "Calling has stopped: the database was restored or moved. A person must call on.",
                "Thang gọi đã dừng: cơ sở dữ liệu đã được khôi phục hoặc chuyển chỗ. Cần người gọi tiếp.");
        return climbing.Count;
    }

    private sealed record Row(Guid Id, string State, string RecipientName, string RecipientNameEn);
}
