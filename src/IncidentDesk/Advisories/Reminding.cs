using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>Reminders are rows that fire once each. Who is silent is reminded, after the due time also who has not finished; and the agency above hears of silence.</summary>
public sealed class Reminding(AdvisoryMails mails)
{
    /// <summary>Writes the schedule anew from <paramref name="from"/> on; what has fired stays.</summary>
    public static async Task ScheduleAsync(Transaction transaction, Guid advisory, DateTimeOffset sentAt, DateTimeOffset? dueAt, DateTimeOffset from)
    {
        await transaction.ExecuteAsync("DELETE FROM advisory_reminders WHERE advisory_id = @advisory AND fired_at IS NULL", new { advisory });
        var fired = await transaction.SingleAsync<long>("SELECT count(*) FROM advisory_reminders WHERE advisory_id = @advisory", new { advisory });
        foreach (var at in ReminderSchedule.Of(sentAt, dueAt).Where(at => at > from))
            await transaction.ExecuteAsync(
                "INSERT INTO advisory_reminders (advisory_id, n, at, reminded) VALUES (@advisory, @n, @at, 0)", new { advisory, n = ++fired, at });
        await transaction.ExecuteAsync(
            "UPDATE advisories SET silent_at = @silentAt WHERE id = @advisory", new { advisory, silentAt = ReminderSchedule.SilentFrom(sentAt, dueAt) });
    }

    /// <summary>Fires what is due of one letter. The rows are the rule: of two nodes one marks them, and only that one writes.</summary>
    public async Task FireAsync(Transaction transaction, Guid advisory, DateTimeOffset now)
    {
        var due = await transaction.QueryAsync<long>(
            "UPDATE advisory_reminders SET fired_at = @now WHERE advisory_id = @advisory AND fired_at IS NULL AND at <= @now RETURNING n", new { advisory, now });
        if (due.Count == 0)
            return;
        // After a standstill several are due at once: nobody gets the same words three times in one minute.
        var n = due.Max();
        await transaction.ExecuteAsync(
            "UPDATE advisory_reminders SET folded_into = @n WHERE advisory_id = @advisory AND n < @n AND fired_at = @now", new { advisory, n, now });
        var letter = (await transaction.SingleAsync<Letter>("SELECT number, due_at FROM advisories WHERE id = @advisory", new { advisory }))!;
        var agencies = await transaction.QueryAsync<Agency>(
            "SELECT agency_id, state FROM advisory_cells WHERE advisory_id = @advisory AND system_key = '' AND state IN @states",
            new { advisory, states = States(letter.DueAt <= now) });
        await mails.RemindAsync(transaction, advisory, n, [.. agencies.Select(one => one.AgencyId)], now);
        await transaction.ExecuteAsync(
            "UPDATE advisory_reminders SET reminded = @reminded WHERE advisory_id = @advisory AND n = @n", new { advisory, n, reminded = (long)agencies.Count });
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "advisory.remind", advisory.ToString("D"), $"reminder {n} to {agencies.Count}", now);
        await Changes.TellAsync(transaction, "advisory", advisory, letter.Number, "reminded", null, now);
        await EscalateAsync(transaction, advisory, n, [.. agencies.Where(one => CellMoves.IsSilent(one.State)).Select(one => one.AgencyId)], now);
    }

    /// <summary>One letter to each agency above, whatever number of those below it is silent.</summary>
    private async Task EscalateAsync(Transaction transaction, Guid advisory, long n, IReadOnlyList<Guid> silent, DateTimeOffset now)
    {
        var steps = ReminderSchedule.StepsUp((int)n);
        if (steps == 0 || silent.Count == 0)
            return;
        var parents = (await transaction.QueryAsync<Above>("SELECT id, parent_id FROM agencies")).ToDictionary(one => one.Id, one => one.ParentId);
        var told = silent.Select(agency => (agency, to: Climb(parents, agency, steps))).Where(one => one.to is not null).ToList();
        await transaction.ExecuteAllAsync(
            """
            INSERT INTO advisory_escalations (advisory_id, n, agency_id, to_agency_id, at) VALUES (@advisory, @n, @agency, @to, @now)
            ON CONFLICT (advisory_id, n, agency_id) DO NOTHING
            """,
            told.Select(one => (object)new { advisory, n, one.agency, to = one.to!.Value, now }));
        await mails.EscalateAsync(transaction, advisory, n, [.. told.Select(one => one.to!.Value).Distinct()], now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "advisory.escalate", advisory.ToString("D"), $"reminder {n}: {told.Count} silent", now);
    }

    /// <returns>The agency so many steps above, or the highest there is; null where nobody stands above.</returns>
    private static Guid? Climb(Dictionary<Guid, Guid?> parents, Guid agency, int steps)
    {
        Guid? reached = null;
        for (var (at, step) = (agency, 0); step < steps && parents.GetValueOrDefault(at) is { } above; step++)
            (reached, at) = (above, above);
        return reached;
    }

    private static string[] States(bool isDue) =>
        [.. CellMoves.States.Where(state => CellMoves.IsSilent(state) || (isDue && (state is CellMoves.Assessing or CellMoves.Affected)))];

    private sealed record Letter(string Number, DateTimeOffset? DueAt);

    private sealed record Agency(Guid AgencyId, string State);

    private sealed record Above(Guid Id, Guid? ParentId);
}
