using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Hunts;
using IncidentDesk.Storage;

namespace IncidentDesk.Hunts;

/// <summary>Reads hunts and what was said of them, each caller's part.</summary>
public static class HuntReading
{
    public static async Task<HuntView?> ViewAsync(Reading reading, Guid id, Caller caller)
    {
        if (await HuntRows.FindAsync(reading, id, caller) is not { } row)
            return null;
        var letter = row.AdvisoryId is { } advisory
            ? await reading.SingleAsync<HuntView.Letter>("SELECT id, number FROM advisories WHERE id = @advisory", new { advisory })
            : null;
        var counts = (await CountsAsync(reading, [row.Id], caller)).GetValueOrDefault(row.Id);
        return new(
            row.Id, row.Title, row.Hypothesis, Of<HuntBody.IndicatorBody>(row.Indicators), Of<HuntBody.QueryBody>(row.Queries), row.Tlp,
            row is { PeriodFrom: { } from, PeriodTo: { } to } ? new(from, to) : null, row.DueAt, letter, row.State, counts ?? None,
            await IncidentsAsync(reading, row.Id, caller), row.OpenedAt, caller.IsDesk ? row.OpenedByName : null, row.EndedAt, caller.IsDesk ? row.EndedByName : null,
            row.Ending, row.Version);
    }

    public static readonly IReadOnlyDictionary<string, long> None = HuntResultRules.States.ToDictionary(state => state, _ => 0L);

    /// <summary>Of each hunt how many cells stand where, of those that the caller may see.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, long>>> CountsAsync(Reading reading, IReadOnlyCollection<Guid> hunts, Caller caller)
    {
        if (hunts.Count == 0)
            return new Dictionary<Guid, IReadOnlyDictionary<string, long>>();
        var rows = await reading.QueryAsync<Count>(
            $"""
            SELECT hunt_id, outcome, count(*) AS number FROM hunt_cells WHERE hunt_id IN @hunts AND {caller.MaySee("hunt_cells")} GROUP BY hunt_id, outcome
            """,
            new { hunts = hunts.ToArray() });
        return rows.GroupBy(row => row.HuntId).ToDictionary(one => one.Key, one => (IReadOnlyDictionary<string, long>)
            HuntResultRules.States.ToDictionary(state => state, state => one.FirstOrDefault(row => row.Outcome == state)?.Number ?? 0));
    }

    /// <returns>Null where it is not asked of such an agency, or where the caller may not see it.</returns>
    public static async Task<HuntResultsView?> ResultsAsync(Reading reading, Guid hunt, string agency, Caller caller)
    {
        if (await HuntRows.PartAsync(reading, hunt, agency, caller) is not { } part)
            return null;
        var cells = await reading.QueryAsync<CellRow>(
            $"""
            SELECT systems.code AS system, systems.name AS system_name, hunt_cells.outcome, hunt_cells.query, hunt_cells.searched_from, hunt_cells.searched_to,
                hunts.period_from, hunts.period_to, hunt_cells.done_at, hunt_cells.note, hunt_cells.evidence, incidents.number AS incident, hunt_cells.said_at,
                hunt_cells.said_by_name AS said_by
            FROM hunt_cells JOIN hunts ON hunts.id = hunt_cells.hunt_id LEFT JOIN systems ON systems.id = hunt_cells.system_key
            LEFT JOIN incidents ON incidents.id = hunt_cells.incident_id
            WHERE hunt_cells.hunt_id = @hunt AND hunt_cells.agency_id = @agency ORDER BY coalesce(systems.code, '')
            """,
            new { hunt, agency = part.AgencyId });
        var history = await reading.QueryAsync<HuntResultsView.Step>(
            """
            SELECT hunt_results.at, systems.code AS system, hunt_results.outcome, hunt_results.query, hunt_results.searched_from, hunt_results.searched_to,
                hunt_results.note, hunt_results.evidence, incidents.number AS incident, hunt_results.actor_name AS "by"
            FROM hunt_results LEFT JOIN systems ON systems.id = hunt_results.system_key LEFT JOIN incidents ON incidents.id = hunt_results.incident_id
            WHERE hunt_results.hunt_id = @hunt AND hunt_results.agency_id = @agency ORDER BY hunt_results.at, hunt_results.system_key, hunt_results.n
            """,
            new { hunt, agency = part.AgencyId });
        return new(hunt, part.Code, part.Name, part.NameEn, [.. cells.Select(cell => cell.ToView())], history, part.Version);
    }

    public static IReadOnlyList<T> Of<T>(string stored) => JsonSerializer.Deserialize<T[]>(stored, Json.Options) ?? [];

    private static Task<IReadOnlyList<HuntView.Incident>> IncidentsAsync(Reading reading, Guid hunt, Caller caller) => reading.QueryAsync<HuntView.Incident>(
        $"""
        SELECT DISTINCT incidents.number, incidents.title, agencies.code AS agency, incidents.status
        FROM hunt_results JOIN incidents ON incidents.id = hunt_results.incident_id JOIN agencies ON agencies.id = incidents.agency_id
        WHERE hunt_results.hunt_id = @hunt AND {caller.MaySee("incidents")} ORDER BY incidents.number
        """,
        new { hunt });

    private sealed record Count(Guid HuntId, string Outcome, long Number);

    private sealed record CellRow(
        string? System, string? SystemName, string Outcome, string? Query, DateTimeOffset? SearchedFrom, DateTimeOffset? SearchedTo, DateTimeOffset? PeriodFrom,
        DateTimeOffset? PeriodTo, DateTimeOffset? DoneAt, string? Note, string? Evidence, string? Incident, DateTimeOffset? SaidAt, string? SaidBy)
    {
        public HuntResultsView.Cell ToView() => new(
            System, SystemName, Outcome, Query, SearchedFrom, SearchedTo,
            SaidAt is null ? null : HuntResultRules.Covers(SearchedFrom, SearchedTo, PeriodFrom, PeriodTo), DoneAt, Note, Evidence, Incident, SaidAt, SaidBy);
    }
}
