using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Incidents;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Reports;

/// <summary>What was said, as it was said, and the keys by which a repeated saying is known again.</summary>
public static class ReportRows
{
    private const string InsertReport =
        """
        INSERT INTO reports (id, incident_id, agency_id, kind, source, source_ref, reported_via, received_at, filed_by_kind, filed_by_id,
            verbatim, verbatim_hash, facts, folded)
        VALUES (@id, @incident, @agency, @kind, @source, @sourceRef, @reportedVia, @receivedAt, @filedByKind, @filedById,
            @verbatim, @verbatimHash, @facts, @folded)
        ON CONFLICT DO NOTHING
        """;

    // A header key older than its 30 days is forgotten: the new report takes its place.
    private const string InsertRequestKey =
        """
        INSERT INTO request_keys (caller_id, value, report_id, created_at) VALUES (@caller, @value, @report, @at)
        ON CONFLICT (caller_id, value) DO UPDATE SET report_id = excluded.report_id, created_at = excluded.created_at
        WHERE request_keys.created_at <= @forgottenBefore
        """;

    /// <exception cref="EarlierReport.RacedException">Another transaction used one of the keys first.</exception>
    public static async Task InsertAsync(Transaction transaction, Filing filing, Guid incident)
    {
        var facts = filing.Facts;
        var stored = await transaction.ExecuteAsync(InsertReport, new
        {
            id = filing.ReportId,
            incident,
            agency = filing.Agency.Id,
            kind = facts.Kind,
            source = facts.Source,
            sourceRef = facts.SourceRef,
            reportedVia = facts.ReportedVia,
            receivedAt = filing.ReceivedAt,
            filedByKind = filing.Caller.KindWord,
            filedById = filing.Caller.Id,
            verbatim = filing.Verbatim,
            verbatimHash = filing.VerbatimHash,
            facts = filing.FactsJson,
            folded = filing.Folded,
        });
        if (stored == 0)
            throw new EarlierReport.RacedException();
        await ObservableRows.InsertAsync(transaction, incident, facts);
        if (filing.RequestKey is { } key && await KeepKeyAsync(transaction, filing, key) == 0)
            throw new EarlierReport.RacedException();
    }

    private static Task<int> KeepKeyAsync(Transaction transaction, Filing filing, string key) =>
        transaction.ExecuteAsync(InsertRequestKey, new
        {
            caller = filing.Caller.Id,
            value = key,
            report = filing.ReportId,
            at = filing.ReceivedAt,
            forgottenBefore = filing.ReceivedAt - RequestKeys.Remembered,
        });

    /// <summary>SHA-256 of what was said, lower-case hex.</summary>
    public static string HashOf(string verbatim) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(verbatim)));

    /// <summary>What the plain search looks through, folded.</summary>
    public static string SearchableText(ReportFacts facts)
    {
        var text = new StringBuilder(facts.Title).Append('\n').Append(facts.Description).Append('\n').Append(facts.SourceRef);
        foreach (var cve in facts.Cves)
            text.Append('\n').Append(cve);
        foreach (var observable in facts.Observables)
            text.Append('\n').Append(observable.Value);
        return Folding.Fold(text.ToString());
    }
}
