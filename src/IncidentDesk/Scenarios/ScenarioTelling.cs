using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Scenarios;

/// <summary>
/// What an agency is told of its reviews, once each: that they are open, and that their time is over. Whoever has no address is told once there is one. Of two nodes one marks the rows,
/// and only that one writes.
/// </summary>
public sealed class ScenarioTelling(ScenarioMails mails)
{
    /// <summary>What was put right within it is told to nobody.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private const string Reached = $"agency_id IN (SELECT charge.agency_id FROM {ScenarioHeirs.Table} AS charge WHERE charge.address <> '')",
        Unopened = $"settled_at IS NULL AND told_at IS NULL AND opened_at <= @ripe AND {Reached}",
        Unfired = $"settled_at IS NULL AND overdue_at IS NULL AND due_at < @now AND {Reached}";

    public static async Task<bool> IsAnyUntoldAsync(Reading reading, DateTimeOffset now) =>
        await reading.SingleAsync<long>($"SELECT count(*) FROM scenario_reviews WHERE ({Unopened}) OR ({Unfired})", new { now, ripe = now - Patience }) > 0;

    public async Task TellAsync(Transaction transaction, DateTimeOffset now)
    {
        // Stored to the millisecond: the mail finds its lines by it.
        now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        // What was never told as open is told as overdue alone: the other mail of this turn does not find it.
        var overdue = await transaction.QueryAsync<Row>(
            $"UPDATE scenario_reviews SET overdue_at = @now, told_at = coalesce(told_at, @before) WHERE {Unfired} RETURNING id, agency_id",
            new { now, before = now.AddMilliseconds(-1) });
        foreach (var row in overdue)
        {
            await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "scenario.overdue", row.Id.ToString("D"), "overdue", now);
            await Changes.TellAsync(transaction, "scenario", row.Id, null, "overdue", row.AgencyId, now);
        }
        await mails.TellAsync(transaction, ScenarioMails.Overdue, Agencies(overdue), now);
        var opened = await transaction.QueryAsync<Row>($"UPDATE scenario_reviews SET told_at = @now WHERE {Unopened} RETURNING id, agency_id", new { now, ripe = now - Patience });
        await mails.TellAsync(transaction, ScenarioMails.Opened, Agencies(opened), now);
    }

    private static IReadOnlyCollection<Guid> Agencies(IReadOnlyList<Row> rows) => [.. rows.Select(row => row.AgencyId).Distinct()];

    private sealed record Row(Guid Id, Guid AgencyId);
}
