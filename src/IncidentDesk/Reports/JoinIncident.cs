using IncidentDesk.Audit;
using IncidentDesk.Escalation;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Rules.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Reports;

/// <summary>
/// A later report of an incident: progress, final, correction, withdrawal. It may raise what triage found and open further duties,
/// never lower or close: that takes persons. What was said before stays as it was said.
/// </summary>
public static class JoinIncident
{
    public static async Task<ReportIncident.Outcome> StoreAsync(Transaction transaction, Filing filing, Forwarding forwarding)
    {
        var incident = await TouchAsync(transaction, filing)
            ?? throw new RefusedException(Problems.Validation(Faults.At("/incident", "unknown-reference")));
        if (incident.EndedAt is not null)
            return new ReportIncident.Outcome.Ended(incident.Number, incident.Status);
        await ReportRows.InsertAsync(transaction, filing, incident.Id);
        await TellAsync(transaction, filing, incident);
        if (filing.Facts.Kind != "withdrawal")
            await DecideAgainAsync(transaction, filing, incident, forwarding);
        var (view, version) = (await IncidentViews.FindAsync(transaction, incident.Id, filing.ReportId))!.Value;
        return new ReportIncident.Outcome.Filed(view, version);
    }

    // Moving the version first also takes the row: two reports of one incident are decided one after the other.
    private static Task<Row?> TouchAsync(Transaction transaction, Filing filing) => transaction.SingleAsync<Row>(
        $"""
        UPDATE incidents SET version = version + CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END
        WHERE {filing.Joins!.Value.Condition} AND agency_id = @agency
        RETURNING id, number, agency_id, status, severity, serious_since, ended_at
        """,
        new
        {
            id = filing.Joins.Value.Id ?? Guid.Empty, numberOrder = filing.Joins.Value.NumberOrder ?? 0, agency = filing.Agency.Id,
        });

    private static async Task DecideAgainAsync(Transaction transaction, Filing filing, Row incident, Forwarding forwarding)
    {
        var decision = filing.Decision;
        var known = await ObligationRows.OfAsync(transaction, incident.Id);
        // A deadline once computed is not moved by a later report: only duties that are not there yet are opened.
        var fresh = decision.Obligations.Where(opened => !known.Any(one =>
            one.Kind == opened.Kind && one.Recipient == opened.Recipient)).ToList();
        await ObligationRows.InsertAsync(transaction, incident.Id, fresh, filing.ReceivedAt);
        var raised = Severity.IsWorse(decision.Severity, incident.Severity);
        var severity = raised ? decision.Severity : incident.Severity;
        var serious = incident.SeriousSince ?? (decision.Serious ? filing.ReceivedAt : null);
        await UpdateAsync(transaction, filing, incident, severity, serious);
        if (serious is not null)
            await forwarding.PlanAsync(transaction, filing.Forwarded(incident.Id, incident.Number), decision.Routes);
        if (raised || (serious is not null && incident.SeriousSince is null))
            await Timeline.AddAsync(
                transaction, incident.Id, filing.ReceivedAt, "severity", Actor.Desk, "agency",
                $"By the later report: {severity}{(serious is null ? "" : ", serious")}.",
                $"Theo báo cáo bổ sung: {SeverityNames.InVietnamese(severity)}{(serious is null ? "" : ", nghiêm trọng theo luật")}.");
    }

    private static async Task UpdateAsync(
        Transaction transaction, Filing filing, Row incident, string severity, DateTimeOffset? serious)
    {
        var due = await transaction.SingleAsync<DateTimeOffset?>(
            "SELECT min(due_at) FROM obligations WHERE incident_id = @id AND state = 'open'", new { id = incident.Id });
        await transaction.ExecuteAsync(
            """
            UPDATE incidents SET severity = @severity, serious_since = @serious, next_due_at = @due, worst_order = @order
            WHERE id = @id
            """,
            new { id = incident.Id, severity, serious, due, order = WorstFirst.Order(ended: false, severity, due) });
        if (filing.Facts.Kind == "correction")
            await transaction.ExecuteAsync(
                """
                UPDATE incidents SET title = @title, category = @category, system_id = @system, occurred_at = @occurredAt,
                    score_hundredths = @score, triage = @triage, rules_version = @rulesVersion
                WHERE id = @id
                """,
                new
                {
                    id = incident.Id, title = filing.Facts.Title, category = filing.Facts.Category, system = filing.System?.Id,
                    occurredAt = filing.Facts.OccurredAt, score = filing.Decision.Score is { } score ? (long?)(score * 100) : null,
                    triage = filing.TriageJson, rulesVersion = filing.Decision.RulesVersion,
                });
    }

    private static async Task TellAsync(Transaction transaction, Filing filing, Row incident)
    {
        var (text, textVi) = filing.Facts.Kind switch
        {
            "progress" => ("sent a progress report.", "gửi báo cáo diễn biến."),
            "final" => ("sent its final report.", "gửi báo cáo kết thúc."),
            "correction" => ("corrected its report.", "đính chính báo cáo."),
            _ => ("withdrew its report: a person of the desk decides.", "rút báo cáo: người trực của trung tâm quyết định."),
        };
        var actor = Actor.Of(filing.Caller);
        await Timeline.AddAsync(
            transaction, incident.Id, filing.ReceivedAt, "reported", actor, "agency",
            $"{filing.Agency.NameEn} {text}", $"{filing.Agency.Name} {textVi}");
        await Changes.TellAsync(
            transaction, "incident", incident.Id, incident.Number, filing.Facts.Kind, incident.AgencyId, filing.ReceivedAt);
        await AuditTrail.AppendAsync(
            transaction, actor.Word, "report.file", filing.ReportId.ToString("D"), filing.Facts.Kind, filing.ReceivedAt);
    }

    private sealed record Row(
        Guid Id, string Number, Guid AgencyId, string Status, string Severity, DateTimeOffset? SeriousSince, DateTimeOffset? EndedAt);
}
