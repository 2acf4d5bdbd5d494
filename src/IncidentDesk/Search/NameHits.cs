using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Search;

/// <summary>Agencies and systems by code and name. There are some hundreds of them, so they are looked through as they stand and no index can be stale.</summary>
public static class NameHits
{
    public const int Most = 8;

    public static async Task<IReadOnlyList<FoundThing>> FindAsync(Reading reading, IReadOnlyList<Sought> sought, Caller caller, int atMost)
    {
        var seen = caller.Agency is { } own ? $"IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = '{own:D}')" : "IS NOT NULL";
        var rows = await reading.QueryAsync<Row>(
            $"""
            SELECT 'agency' AS kind, agencies.id, agencies.code, agencies.name, agencies.name_en, agencies.code AS agency FROM agencies WHERE agencies.id {seen}
            UNION ALL
            SELECT 'system' AS kind, systems.id, systems.code, systems.name, systems.name, agencies.code AS agency FROM systems
            JOIN agencies ON agencies.id = systems.agency_id WHERE systems.agency_id {seen}
            ORDER BY kind, code
            """);
        // Who types the code wants that one before those that merely begin with it.
        return [.. rows.Where(row => row.Has(sought)).OrderBy(row => row.Code.Length).Take(atMost).OrderBy(row => row.Kind, StringComparer.Ordinal).Select(row => row.ToFound())];
    }

    private sealed record Row(string Kind, Guid Id, string Code, string Name, string NameEn, string Agency)
    {
        public bool Has(IReadOnlyList<Sought> sought) => SearchWords.Of($"{Code} {Name} {NameEn}") is var words && sought.All(one => one.IsIn(words));

        public FoundThing ToFound() =>
            new(Kind, Id, Code, Name, NameEn, Agency, null, null, null, $"/agencies?agency={Uri.EscapeDataString(Agency)}");
    }
}
