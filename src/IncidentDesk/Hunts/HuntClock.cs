using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;

namespace IncidentDesk.Hunts;

/// <summary>
/// Each minute: letters that want a hunt have one, whose scope follows whom they were sent to; reminders fire; what is overdue is an alarm. With nothing due it writes
/// nothing.
/// </summary>
public sealed class HuntClock(Database database, HuntScope scope, HuntReminding reminding, TimeProvider clock, ILogger<HuntClock> log)
    : TurningLoop("hunts", "The hunts could not be looked after", TimeSpan.FromMinutes(1), clock, log)
{
    public const string Overdue = "hunt-overdue", SystemsOverdue = "checks-overdue";

    public override TimeSpan LongestSleep => TimeSpan.FromSeconds(90);

    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        // Letters from before hunts were a room of their own, too.
        foreach (var letter in await FindAsync<Guid>(
            "SELECT advisory_id FROM advisory_tasks WHERE kind = 'hunt' AND done_at IS NULL AND NOT EXISTS (SELECT 1 FROM hunts WHERE hunts.advisory_id = advisory_tasks.advisory_id)", now, cancellation))
            await database.WriteAsync(transaction => HuntWriting.OpenForAdvisoryAsync(transaction, letter, Bod2604.ForensicDays, now), cancellation);
        foreach (var one in await FindAsync<Following>(
            $"""
            SELECT hunts.id AS hunt, hunts.advisory_id AS advisory FROM hunts WHERE hunts.state = 'open' AND hunts.advisory_id IS NOT NULL AND EXISTS (SELECT 1 FROM advisory_cells
                WHERE {HuntScope.Unasked.Replace("@advisory", "hunts.advisory_id", StringComparison.Ordinal).Replace("@hunt", "hunts.id", StringComparison.Ordinal)})
            """, now, cancellation))
            await database.WriteAsync(transaction => scope.FollowLetterAsync(transaction, one.Hunt, one.Advisory, now), cancellation);
        foreach (var hunt in await FindAsync<Guid>(
            "SELECT id FROM hunts WHERE state = 'open' AND EXISTS (SELECT 1 FROM hunt_reminders WHERE hunt_reminders.hunt_id = hunts.id AND fired_at IS NULL AND at <= @now)", now, cancellation))
            await database.WriteAsync(transaction => reminding.FireAsync(transaction, hunt, now), cancellation);
        if (await database.ReadAsync(reading => HuntReminding.IsAnyUntoldAsync(reading, now), cancellation))
            await database.WriteAsync(transaction => reminding.TellDueAsync(transaction, now), cancellation);
        foreach (var late in await FindAsync<Late>(
            $"""
            SELECT hunts.id, hunts.title FROM hunts WHERE hunts.state = 'open' AND hunts.due_at < @now
              AND EXISTS (SELECT 1 FROM hunt_cells WHERE hunt_cells.hunt_id = hunts.id AND hunt_cells.outcome = 'waiting')
              AND NOT EXISTS (SELECT 1 FROM alarms WHERE alarms.kind = '{Overdue}' AND alarms.subject = hunts.id AND alarms.ended_at IS NULL)
            """, now, cancellation))
            await database.WriteAsync(transaction => Alarms.RaiseAsync(
                transaction, Overdue, "high", late.Id.ToString("D"), null, $"The hunt “{late.Title}” is past its due time and results are missing.",
                $"Đợt săn lùng “{late.Title}” đã quá hạn mà chưa đủ kết quả.", now), cancellation);
        await LookAtSystemsAsync(now, cancellation);
    }

    /// <summary>One alarm for all systems whose six months are over, and none once that is mended.</summary>
    private async Task LookAtSystemsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var overdue = await database.ReadAsync(reading => reading.SingleAsync<long>(
            """
            SELECT count(DISTINCT latest.system_id) FROM (SELECT system_id, kind, max(next_at) AS next_at FROM system_checks GROUP BY system_id, kind) AS latest
            JOIN systems ON systems.id = latest.system_id JOIN agencies ON agencies.id = systems.agency_id
            WHERE latest.next_at < @now AND (agencies.valid_to IS NULL OR agencies.valid_to > @now)
            """,
            new { now }), cancellation);
        var isOpen = await database.ReadAsync(reading => reading.SingleAsync<long>(
            $"SELECT count(*) FROM alarms WHERE kind = '{SystemsOverdue}' AND ended_at IS NULL"), cancellation) > 0;
        if (overdue > 0 && !isOpen)
            await database.WriteAsync(transaction => Alarms.RaiseAsync(
                transaction, SystemsOverdue, "medium", "systems", null, $"Systems whose six-monthly hunt or scan is overdue: {overdue}. The list: /hunts/due.",
                $"Hệ thống quá hạn săn lùng hoặc rà quét 6 tháng: {overdue}. Danh sách: /hunts/due.", now), cancellation);
        else if (overdue == 0 && isOpen)
            await database.WriteAsync(transaction => Alarms.EndAsync(transaction, SystemsOverdue, "systems", now), cancellation);
    }

    private Task<IReadOnlyList<T>> FindAsync<T>(string sql, DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync(reading => reading.QueryAsync<T>(sql, new { now }), cancellation);

    private sealed record Following(Guid Hunt, Guid Advisory);

    private sealed record Late(Guid Id, string Title);
}
