using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Rules.Versions;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>Reads a letter with all that belongs to it, as far as the caller may see it.</summary>
public static class AdvisoryReading
{
    public static async Task<AdvisoryView?> ViewAsync(Reading reading, Guid id, Caller caller, DateTimeOffset now)
    {
        if (await AdvisoryRows.FindAsync(reading, id, caller, now) is not { } row)
            return null;
        var cves = await CvesAsync(reading, id);
        var urgency = await Urgency.OfAsync(reading, cves, Urgency.Facts.Of(row), row.CreatedAt);
        return new(
            row.Id, row.Number, row.IssuedOn, row.Issuer, row.Subject, row.Severity, row.Text, cves, await ProductsAsync(reading, id), row.AskList, row.Tlp,
            row.EmbargoAt, row.EmbargoZone, row.DueAt, Urgency.Facts.Flag(row.Exposed), Urgency.Facts.Flag(row.Automatable), row.Impact, row.PatchedOn, row.SentAt,
            new(urgency.Pace.Word, urgency.DueAt, urgency.InKev, urgency.Pace.WantsForensics, Bod2604.Source, urgency.KevAsOf),
            await WeaknessesAsync(reading, cves),
            await reading.QueryAsync<AdvisoryView.Task>("SELECT kind, pace, opened_at, done_at, (SELECT id FROM hunts WHERE hunts.advisory_id = advisory_tasks.advisory_id) AS hunt FROM advisory_tasks WHERE advisory_id = @id ORDER BY kind", new { id }),
            await reading.QueryAsync<AdvisoryView.Due>(
                "SELECT at, due_at, suggested_at, pace, reason, actor_name AS by FROM advisory_dues WHERE advisory_id = @id ORDER BY n", new { id }),
            await RelatedAsync(reading, id, caller, now), (await CountsAsync(reading, [id], caller)).GetValueOrDefault(id) ?? new Dictionary<string, long>(),
            row.CreatedAt, row.Version);
    }

    public static Task<IReadOnlyList<string>> CvesAsync(Reading reading, Guid id) =>
        reading.QueryAsync<string>("SELECT cve FROM advisory_cves WHERE advisory_id = @id ORDER BY cve", new { id });

    public static async Task<IReadOnlyList<AdvisoryView.Product>> ProductsAsync(Reading reading, Guid id) =>
    [
        .. (await reading.QueryAsync<ProductRow>(
            "SELECT n, name, from_version, to_version, fixed_in FROM advisory_products WHERE advisory_id = @id ORDER BY n", new { id }))
            .GroupBy(row => row.Name).Select(product => new AdvisoryView.Product(
                product.Key, [.. product.Where(row => (row.FromVersion ?? row.ToVersion ?? row.FixedIn) is not null)
                    .Select(row => new VersionRange(row.FromVersion, row.ToVersion, row.FixedIn))])),
    ];

    /// <summary>How many agencies stand where, letter by letter.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, long>>> CountsAsync(Reading reading, IReadOnlyCollection<Guid> ids, Caller caller) =>
        ids.Count == 0
            ? new Dictionary<Guid, IReadOnlyDictionary<string, long>>()
            : (await reading.QueryAsync<CountRow>(
                $"""
                SELECT advisory_id, state, count(*) AS count FROM advisory_cells WHERE advisory_id IN @ids AND system_key = '' AND {caller.MaySee("advisory_cells")}
                GROUP BY advisory_id, state
                """,
                new { ids = ids.ToArray() }))
                .GroupBy(row => row.AdvisoryId).ToDictionary(
                    one => one.Key, one => (IReadOnlyDictionary<string, long>)one.ToDictionary(row => row.State, row => row.Count));

    private static async Task<IReadOnlyList<AdvisoryView.Weakness>> WeaknessesAsync(Reading reading, IReadOnlyList<string> cves) => cves.Count == 0 ? [] :
    [
        .. (await reading.QueryAsync<WeaknessRow>(
            """
            SELECT advisory_cves.cve, min(kev_entries.added_on) AS added_on, min(kev_entries.ransomware) AS ransomware, min(epss_scores.score) AS score,
                min(epss_scores.percentile) AS percentile, min(epss_scores.as_of) AS as_of
            FROM advisory_cves
            LEFT JOIN kev_entries ON kev_entries.cve = advisory_cves.cve LEFT JOIN epss_scores ON epss_scores.cve = advisory_cves.cve
            WHERE advisory_cves.cve IN @cves GROUP BY advisory_cves.cve ORDER BY advisory_cves.cve
            """,
            new { cves = cves.ToArray() }))
            .Select(row => new AdvisoryView.Weakness(
                row.Cve, row.AddedOn is not null, row.AddedOn, row.Ransomware, row.Score / 1_000_000m, row.Percentile / 1_000_000m, row.AsOf)),
    ];

    private static async Task<IReadOnlyList<AdvisoryView.Link>> RelatedAsync(Reading reading, Guid id, Caller caller, DateTimeOffset now) =>
    [
        .. (await reading.QueryAsync<LinkRow>(
            $"""
            SELECT advisories.id, advisories.number, advisories.issued_on, advisories.issuer, advisory_cves.cve
            FROM advisory_cves JOIN advisories ON advisories.id = advisory_cves.advisory_id
            WHERE advisories.id <> @id AND advisory_cves.cve IN (SELECT cve FROM advisory_cves WHERE advisory_id = @id) AND {AdvisoryRows.MaySee(caller)}
            ORDER BY advisories.issued_on, advisories.id, advisory_cves.cve LIMIT 200
            """,
            new { id, now }))
            .GroupBy(row => row.Id).Select(one => new AdvisoryView.Link(
                one.Key, one.First().Number, one.First().IssuedOn, one.First().Issuer, [.. one.Select(row => row.Cve)])),
    ];

    private sealed record ProductRow(long N, string Name, string? FromVersion, string? ToVersion, string? FixedIn);

    private sealed record CountRow(Guid AdvisoryId, string State, long Count);

    private sealed record WeaknessRow(string Cve, string? AddedOn, string? Ransomware, long? Score, long? Percentile, string? AsOf);

    private sealed record LinkRow(Guid Id, string Number, string IssuedOn, string Issuer, string Cve);
}
