using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>
/// Who was told by telephone before anything was written has nothing to hold in their hands: the desk owes it in writing. No rule set names
/// a figure for it, so the instant is the desk's own target and says so. What meets it: <see cref="MetFollowUp"/>.
/// </summary>
public sealed class WrittenFollowUp(Deliveries deliveries, ReferenceLibrary library, DeskSettings settings)
{
    public const string Kind = StandingDuty.WrittenFollowUp;

    private const string Article = "mục tiêu nội bộ / internal target";

    /// <summary>To be called in the transaction that records an answered call. A call for what was merged meanwhile is owed in writing by the incident that stays.</summary>
    /// <returns>False when nothing is owed: it was written before, or the duty is open already.</returns>
    public async Task<bool> OpenAsync(Transaction transaction, Guid called, string centre, DateTimeOffset calledAt)
    {
        var incident = await transaction.SingleAsync<Guid>(
            $"{MetObligation.Above} SELECT incidents.id FROM incidents WHERE incidents.merged_into IS NULL AND incidents.id IN (SELECT above.id FROM above)", new { incident = called });
        var row = await transaction.SingleAsync<Row>(
            """
            SELECT incidents.number, incidents.agency_id, incidents.detected_at, incidents.serious_since, incidents.reality, centres.name,
                (SELECT min(role) FROM centre_roles WHERE centre_id = centres.id AND valid_from <= @calledAt AND (valid_to IS NULL OR valid_to > @calledAt)) AS role
            FROM incidents JOIN centres ON centres.id = @centre WHERE incidents.id = @incident
            """,
            new { incident, centre, calledAt });
        if (row is not { Reality: "real" } || await IsWrittenAsync(transaction, called, centre))
            return false;
        var role = row.Role ?? centre;
        if (!await OpenDutyAsync(transaction, incident, row, role, calledAt))
            return false;
        await PlanAsync(transaction, called, incident, row, role, centre, calledAt);
        return true;
    }

    // Simulated is no writing: nothing has left.
    private static async Task<bool> IsWrittenAsync(Reading reading, Guid incident, string centre) =>
        await reading.SingleAsync<long>(
            $"""
            {MetObligation.Above}
            SELECT count(*) FROM deliveries WHERE about IN (SELECT above.id FROM above) AND centre_id = @centre AND channel IN ({MetFollowUp.Written})
              AND state IN ('accepted', 'delivered', 'acknowledged', 'in-doubt')
            """,
            new { incident, centre }) > 0;

    private async Task<bool> OpenDutyAsync(Transaction transaction, Guid incident, Row row, string role, DateTimeOffset calledAt)
    {
        var known = await transaction.SingleAsync<long>(
            $"SELECT count(*) FROM obligations WHERE incident_id = @incident AND kind = '{Kind}' AND recipient = @role AND state <> 'void'", new { incident, role });
        if (known > 0)
            return false;
        var rule = library.RuleBook.PackAt(RulePack.Incident, row.DetectedAt)?.Code ?? "internal";
        var opened = await ObligationRows.InsertAsync(
            transaction, incident,
            [new OpenedObligation(Kind, rule, Article, "open", role, null, calledAt, calledAt + settings.WrittenFollowUpWithin, Internal: true)], calledAt);
        await NextDueRow.SettleAsync(transaction, incident);
        await MetObligation.TellAsync(transaction, incident, opened[0].Id, "opened", calledAt);
        await Timeline.AddAsync(
            transaction, incident, calledAt, "obligation", Actor.Desk, "agency",
            $"{row.Name} was told by telephone: it must follow in writing.", $"Đã báo {row.Name} qua điện thoại: phải gửi bổ sung bằng văn bản.");
        return true;
    }

    private async Task PlanAsync(Transaction transaction, Guid called, Guid incident, Row row, string role, string centre, DateTimeOffset at)
    {
        var earlier = await transaction.QueryAsync<string>(
            $"""
            {MetObligation.Above}
            SELECT state FROM deliveries WHERE about IN (SELECT above.id FROM above) AND centre_id = @centre AND channel = 'mail'
              AND cause_kind IN ('report', 'forward', 'obligation')
            """,
            new { incident = called, centre });
        if (earlier.Any(state => state is not ("failed" or "cancelled" or "superseded" or "suppressed")))
            return;
        var contact = await CentreContacts.UsableAsync(transaction, centre, "mail", at);
        await deliveries.PlanAsync(transaction, new(
            Ids.Next(at), incident, "report", earlier.Count == 0 ? "" : $"report:{earlier.Count + 1}", "mail",
            Addressee.Of(centre, role, row.Name, contact), Automatic: row.SeriousSince is not null, at, at + settings.WrittenFollowUpWithin));
    }

    private sealed record Row(
        string Number, Guid AgencyId, DateTimeOffset DetectedAt, DateTimeOffset? SeriousSince, string Reality, string Name, string? Role);
}
