using IncidentDesk.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Reports;

/// <summary>The same report told twice is one report. Known again by the header key of the caller, and by the agency's natural key.</summary>
public static class EarlierReport
{
    /// <summary>Two transactions used one key at the same time and this one came second: roll back and look again.</summary>
    public sealed class RacedException() : Exception("Another report under the same key was stored first.");

    /// <summary>The answer that an earlier report gives to this one, or null when there is none.</summary>
    public static async Task<ReportIncident.Outcome?> AnswerAsync(Transaction transaction, Filing filing)
    {
        var byHeader = filing.RequestKey is { } key ? await ByHeaderAsync(transaction, filing, key) : null;
        var byNature = filing.Facts.SourceRef is null ? null : await ByNatureAsync(transaction, filing);
        if ((byHeader ?? byNature) is not { } earlier)
            return null;
        // Two keys that lead to two reports: no body could be the same as both.
        if (byHeader is not null && byNature is not null && byHeader.Id != byNature.Id)
            return Differs(earlier, ["/sourceRef"]);
        var paths = Sameness.PathsThatDiffer(earlier.Facts, filing.FactsJson);
        if (paths.Count > 0)
            return Differs(earlier, paths);
        var (incident, version) = (await IncidentViews.FindAsync(transaction, earlier.IncidentId, earlier.Id))!.Value;
        return new ReportIncident.Outcome.Replayed(incident, version);
    }

    private static ReportIncident.Outcome.Differs Differs(Row earlier, IReadOnlyList<string> paths) =>
        new(paths, earlier.IncidentId, earlier.Number);

    private static Task<Row?> ByHeaderAsync(Transaction transaction, Filing filing, string key) =>
        transaction.SingleAsync<Row>(
            """
            SELECT reports.id, reports.incident_id, incidents.number, reports.facts FROM request_keys
            JOIN reports ON reports.id = request_keys.report_id
            JOIN incidents ON incidents.id = reports.incident_id
            WHERE request_keys.caller_id = @caller AND request_keys.value = @key AND request_keys.created_at > @since
            """,
            new { caller = filing.Caller.Id, key, since = filing.ReceivedAt - RequestKeys.Remembered });

    private static Task<Row?> ByNatureAsync(Transaction transaction, Filing filing) =>
        transaction.SingleAsync<Row>(
            """
            SELECT reports.id, reports.incident_id, incidents.number, reports.facts FROM reports
            JOIN incidents ON incidents.id = reports.incident_id
            WHERE reports.agency_id = @agency AND reports.source = @source AND reports.source_ref = @sourceRef
            """,
            new { agency = filing.Agency.Id, source = filing.Facts.Source, sourceRef = filing.Facts.SourceRef });

    private sealed record Row(Guid Id, Guid IncidentId, string Number, string Facts);
}
