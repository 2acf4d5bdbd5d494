using IncidentDesk.Audit;
using IncidentDesk.Escalation;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Reports;

/// <summary>The fourth room: one transaction writes all that a report causes. What it answers has been committed.</summary>
public sealed class RecordRoom(Database database, Telling telling, Duties duties)
{
    public async Task<ReportIncident.Outcome> StoreAsync(Filing filing, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await database.WriteAsync(transaction => StoreAsync(transaction, filing), cancellation);
            }
            catch (EarlierReport.RacedException)
            {
                // Somebody filed under the same key between our look and our insert: look again, now it is there.
            }
        }
    }

    private async Task<ReportIncident.Outcome> StoreAsync(Transaction transaction, Filing filing) =>
        await EarlierReport.AnswerAsync(transaction, filing)
        ?? (filing.Joins is null ? await OpenAsync(transaction, filing) : await JoinIncident.StoreAsync(transaction, filing, telling, duties));

    private async Task<ReportIncident.Outcome> OpenAsync(Transaction transaction, Filing filing)
    {
        await IncidentRows.InsertAsync(transaction, filing);
        await ReportRows.InsertAsync(transaction, filing, filing.IncidentId);
        var obligations = await ObligationRows.InsertAsync(transaction, filing.IncidentId, filing.Decision.Obligations, filing.ReceivedAt);
        await TellAsync(transaction, filing);
        if (filing.Facts.Reality == "drill")
            await DrillTies.TieReportAsync(transaction, filing.IncidentId, filing.Agency.Id, filing.ReceivedAt);
        if (filing.Facts.Reality != "test")
            await IncidentLadders.StartAsync(transaction, filing.IncidentId, filing.Decision.Severity, filing.ReceivedAt);
        var deliveries = await telling.OfFirstAsync(transaction, filing.Forwarded(filing.IncidentId), filing.Decision.Routes, filing.Facts);
        return new ReportIncident.Outcome.Filed(IncidentRows.ViewOf(filing, obligations, deliveries), Version: 1);
    }

    private static async Task TellAsync(Transaction transaction, Filing filing)
    {
        var (actor, at, decision) = (Actor.Of(filing.Caller), filing.ReceivedAt, filing.Decision);
        await Timeline.AddAsync(
            transaction, filing.IncidentId, at, "reported", actor, "agency",
            $"{filing.Agency.NameEn} reported this incident.", $"{filing.Agency.Name} báo cáo sự cố.");
        await Timeline.AddAsync(
            transaction, filing.IncidentId, at, "severity", Actor.Desk, "agency",
            $"Triage: {decision.Severity}{(decision.Serious ? ", serious" : "")}.",
            $"Xếp loại: {SeverityNames.InVietnamese(decision.Severity)}{(decision.Serious ? ", nghiêm trọng theo luật" : "")}.");
        await Changes.TellAsync(transaction, "incident", filing.IncidentId, filing.Number.ToString(), "filed", filing.Agency.Id, at);
        await AuditTrail.AppendAsync(transaction, actor.Word, "report.file", filing.ReportId.ToString("D"), "filed", at);
    }
}
