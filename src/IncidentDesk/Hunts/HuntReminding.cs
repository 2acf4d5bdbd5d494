using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Hunts;
using IncidentDesk.Storage;

namespace IncidentDesk.Hunts;

/// <summary>Reminders are rows that fire once each: of a hunt whose results are missing, and of a system whose six months are nearly or wholly over.</summary>
public sealed class HuntReminding(HuntMails mails)
{
    private const string Ahead = "ahead", Late = "late";

    /// <summary>Fires what is due of one hunt. Of two nodes one marks the rows, and only that one writes.</summary>
    public async Task FireAsync(Transaction transaction, Guid hunt, DateTimeOffset now)
    {
        var due = await transaction.QueryAsync<long>(
            "UPDATE hunt_reminders SET fired_at = @now WHERE hunt_id = @hunt AND fired_at IS NULL AND at <= @now RETURNING n", new { hunt, now });
        if (due.Count == 0)
            return;
        var n = due.Max();
        await transaction.ExecuteAsync("UPDATE hunt_reminders SET folded_into = @n WHERE hunt_id = @hunt AND n < @n AND fired_at = @now", new { hunt, n, now });
        var waiting = await transaction.QueryAsync<Guid>(
            "SELECT DISTINCT agency_id FROM hunt_cells WHERE hunt_id = @hunt AND outcome = @waiting", new { hunt, waiting = HuntResultRules.Waiting });
        await mails.RemindAsync(transaction, hunt, n, waiting, now);
        await transaction.ExecuteAsync(
            "UPDATE hunt_reminders SET reminded = @reminded WHERE hunt_id = @hunt AND n = @n", new { hunt, n, reminded = (long)waiting.Count });
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "hunt.remind", hunt.ToString("D"), $"reminder {n} to {waiting.Count}", now);
        await Changes.TellAsync(transaction, "hunt", hunt, null, "reminded", null, now);
    }

    /// <summary>Over the checks that ask for the next one, with @now and @soon: those of which the agency was not told yet.</summary>
    internal const string Untold =
        """
        SELECT systems.id AS system, systems.agency_id AS agency, latest.kind, latest.next_at, CASE WHEN latest.next_at <= @now THEN 'late' ELSE 'ahead' END AS mark
        FROM (SELECT system_id, kind, max(next_at) AS next_at FROM system_checks GROUP BY system_id, kind) AS latest
        JOIN systems ON systems.id = latest.system_id JOIN agencies ON agencies.id = systems.agency_id
        WHERE latest.next_at <= @soon AND (agencies.valid_to IS NULL OR agencies.valid_to > @now)
          AND NOT EXISTS (SELECT 1 FROM check_reminders WHERE check_reminders.system_id = latest.system_id AND check_reminders.kind = latest.kind
            AND check_reminders.next_at = latest.next_at AND check_reminders.mark = CASE WHEN latest.next_at <= @now THEN 'late' ELSE 'ahead' END)
        """;

    public static async Task<bool> IsAnyUntoldAsync(Reading reading, DateTimeOffset now) =>
        await reading.SingleAsync<long>($"SELECT count(*) FROM ({Untold}) AS untold", new { now, soon = now + HuntCycle.Ahead }) > 0;

    public async Task TellDueAsync(Transaction transaction, DateTimeOffset now)
    {
        // Stored to the millisecond: the mail finds its lines by it.
        now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var fired = new List<DueRow>();
        foreach (var row in await transaction.QueryAsync<DueRow>(Untold, new { now, soon = now + HuntCycle.Ahead }))
            if (await transaction.ExecuteAsync(
                """
                INSERT INTO check_reminders (system_id, kind, next_at, mark, fired_at) VALUES (@system, @kind, @nextAt, @mark, @now)
                ON CONFLICT (system_id, kind, next_at, mark) DO NOTHING
                """,
                new { system = row.System, kind = row.Kind, nextAt = row.NextAt, mark = row.Mark, now }) == 1)
                fired.Add(row);
        await mails.TellDueAsync(transaction, [.. fired.Select(row => row.Agency).Distinct()], now);
        foreach (var mark in (string[])[Ahead, Late])
            if (fired.Count(row => row.Mark == mark) is > 0 and var number)
                await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "system.check-due", "desk", $"{number} {mark}", now);
    }

    private sealed record DueRow(Guid System, Guid Agency, string Kind, DateTimeOffset NextAt, string Mark);
}
