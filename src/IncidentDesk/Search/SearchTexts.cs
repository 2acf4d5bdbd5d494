using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Search;

/// <summary>What an incident is found by: its number, its agency and system, and all that was reported of it. No remark of the desk, no contact.</summary>
public static class SearchTexts
{
    // A report has at most some ten thousand words; more than this of one incident is found by the earlier ones.
    private const int MostWords = 50_000;

    /// <param name="reading">The snapshot.</param>
    /// <param name="condition">Over the table incidents, its order and limit included.</param>
    public static async Task<IReadOnlyList<(long Place, IReadOnlyList<string> Words)>> OfAsync(Reading reading, string condition, object parameters)
    {
        var incidents = await reading.QueryAsync<Incident>(
            $"""
            SELECT incidents.id, incidents.number, incidents.number_order, incidents.title, agencies.code AS agency, systems.code AS system FROM incidents
            JOIN agencies ON agencies.id = incidents.agency_id LEFT JOIN systems ON systems.id = incidents.system_id
            WHERE {condition}
            """,
            parameters);
        if (incidents.Count == 0)
            return [];
        var ids = incidents.Select(incident => incident.Id).ToArray();
        var said = (await reading.QueryAsync<Said>(
            "SELECT incident_id, source, folded FROM reports WHERE incident_id IN @ids ORDER BY received_at, id", new { ids })).ToLookup(one => one.IncidentId);
        var sums = (await reading.QueryAsync<Sum>(
            "SELECT incident_id, hash FROM evidence WHERE incident_id IN @ids", new { ids })).ToLookup(one => one.IncidentId, one => one.Hash);
        return [.. incidents.Select(one => (one.NumberOrder, Words(one, said[one.Id].SelectMany(report => new[] { report.Source, report.Folded }).Concat(sums[one.Id]))))];
    }

    /// <summary>INC-2026-000123 is also found as 2026-123.</summary>
    public static string NumberBothWays(string number) =>
        number.Split('-') is [var head, var year, var place] ? $"{number} {head}-{year}-{place.TrimStart('0')}" : number;

    private static IReadOnlyList<string> Words(Incident incident, IEnumerable<string> said) =>
        [.. SearchWords.Of(string.Join('\n', [NumberBothWays(incident.Number), incident.Agency, incident.System ?? "", incident.Title, .. said])).Take(MostWords)];

    private sealed record Incident(Guid Id, string Number, long NumberOrder, string Title, string Agency, string? System);

    private sealed record Said(Guid IncidentId, string Source, string Folded);

    private sealed record Sum(Guid IncidentId, string Hash);
}
