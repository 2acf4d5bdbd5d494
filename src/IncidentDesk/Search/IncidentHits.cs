using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Search;

/// <summary>Says of each incident that was found what it was found by; of the few that are shown, not of all that match.</summary>
public static class IncidentHits
{
    private static readonly IReadOnlyList<string> Hashes = ["md5", "sha1", "sha256", "sha512"];

    public sealed record Row(Guid Id, string Number, long NumberOrder, string Title, string Status, string Severity, string Agency);

    public static async Task<IReadOnlyList<FoundThing>> ExplainAsync(Reading reading, IReadOnlyList<Row> rows, IReadOnlyList<Sought> sought)
    {
        if (rows.Count == 0)
            return [];
        var facts = (await reading.QueryAsync<Said>(
                "SELECT incident_id, facts FROM reports WHERE incident_id IN @ids ORDER BY received_at, id", new { ids = rows.Select(row => row.Id).ToArray() }))
            .ToLookup(one => one.IncidentId, one => ReportFacts.FromJson(one.Facts));
        return [.. rows.Select(row => By(row, facts[row.Id], sought)).OrderBy(hit => FoundThing.Kinds.IndexOf(hit.Kind))];
    }

    private static FoundThing By(Row row, IEnumerable<ReportFacts> reports, IReadOnlyList<Sought> sought)
    {
        var (kind, match) = Whole(SearchTexts.NumberBothWays(row.Number), sought) ? ("number", null)
            : reports.SelectMany(Parts).FirstOrDefault(part => Whole(part.Text, sought)) is { Kind: not null } part ? (part.Kind, part.Text)
            : Whole(row.Title, sought) ? ("title", null) : ((string, string?))("text", null);
        return new(kind, row.Id, row.Number, row.Title, row.Title, row.Agency, row.Status, row.Severity, match, $"/incidents/{row.Number}");
    }

    private static IEnumerable<(string Kind, string Text)> Parts(ReportFacts facts)
    {
        if (facts.SourceRef is { } reference)
            yield return ("key", $"{facts.Source}/{reference}");
        foreach (var cve in facts.Cves)
            yield return ("cve", cve);
        foreach (var one in facts.Observables)
            yield return (Hashes.Contains(one.Type) ? "hash" : "address", one.Value);
    }

    private static bool Whole(string text, IReadOnlyList<Sought> sought) => SearchWords.Of(text) is var words && sought.All(one => one.IsIn(words));

    private static int IndexOf(this IReadOnlyList<string> kinds, string kind) => kinds.TakeWhile(one => one != kind).Count();

    private sealed record Said(Guid IncidentId, string Facts);
}
