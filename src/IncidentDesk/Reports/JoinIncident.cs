using IncidentDesk.Audit;
using IncidentDesk.Escalation;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Reports;

/// <summary>
/// A later report of an incident: progress, final, correction, withdrawal. What was said before stays as it was said;
/// <see cref="LaterDecision"/> says what may change.
/// </summary>
public static class JoinIncident
{
    public static async Task<ReportIncident.Outcome> StoreAsync(Transaction transaction, Filing filing, Telling telling, Duties duties)
    {
        var incident = await TouchAsync(transaction, filing)
            ?? throw new RefusedException(Problems.Validation(Faults.At("/incident", "unknown-reference")));
        if (incident.EndedAt is not null)
            return new ReportIncident.Outcome.Ended(incident.Number, incident.Status);
        if (filing.Facts.Reality != incident.Reality)
            throw new RefusedException(Problems.Validation(DifferentReality(incident.Reality)));
        await ReportRows.InsertAsync(transaction, filing, incident.Id);
        await TellAsync(transaction, filing, incident);
        if (filing.Facts.Kind != "withdrawal")
            await LaterDecision.TakeAsync(transaction, filing, incident, telling, duties);
        await telling.ReporterAsync(transaction, filing.Forwarded(incident.Id), filing.Facts);
        var (view, version) = (await IncidentViews.FindAsync(transaction, incident.Id, filing.ReportId))!.Value;
        return new ReportIncident.Outcome.Filed(view, version);
    }

    // Moving the version first also takes the row: two reports of one incident are decided one after the other.
    private static Task<StandingIncident?> TouchAsync(Transaction transaction, Filing filing) => transaction.SingleAsync<StandingIncident>(
        $"""
        UPDATE incidents SET version = version + CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END
        WHERE {filing.Joins!.Value.Condition} AND agency_id = @agency
        RETURNING id, number, agency_id, status, severity, serious_since, tlp, reality, ended_at
        """,
        new
        {
            id = filing.Joins.Value.Id ?? Guid.Empty, numberOrder = filing.Joins.Value.NumberOrder ?? 0, agency = filing.Agency.Id,
        });

    // What began as a drill stays one, and what really happened never becomes one: one of them may leave the desk.
    private static Fault DifferentReality(string reality) => Faults.Saying(
        reality == "test" ? "/category" : "/drill", "differs",
        "A real incident, a drill and a test stay what they are: report the other one as an incident of its own.",
        "Sự cố thật, diễn tập và thử nghiệm không đổi thành nhau: hãy báo riêng thành một sự cố khác.");

    private static async Task TellAsync(Transaction transaction, Filing filing, StandingIncident incident)
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
}
