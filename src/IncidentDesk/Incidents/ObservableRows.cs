using System.Text;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>What a report named, kept so that incidents which share an address, a hash or a weakness find each other.</summary>
public static class ObservableRows
{
    // An index entry has an end on PostgreSQL; two addresses that agree so far are the same for this purpose.
    private const int Most = 500;

    public static Task InsertAsync(Transaction transaction, Guid incident, ReportFacts facts)
    {
        var named = facts.Observables.Select(one => (one.Type, Value: Written(one.Value)))
            .Concat(facts.Cves.Select(cve => (Type: "cve", Value: Written(cve)))).Where(one => one.Value.Length > 0).Distinct().ToList();
        if (named.Count == 0)
            return Task.CompletedTask;
        var rows = new StringBuilder();
        var parameters = new Dictionary<string, object?> { ["incident"] = incident };
        for (var n = 0; n < named.Count; n++)
        {
            rows.Append(n == 0 ? "" : ", ").Append(System.Globalization.CultureInfo.InvariantCulture, $"(@incident, @t{n}, @v{n})");
            (parameters[$"t{n}"], parameters[$"v{n}"]) = (named[n].Type, named[n].Value);
        }
        return transaction.ExecuteAsync(
            $"INSERT INTO incident_observables (incident_id, type, value) VALUES {rows} ON CONFLICT DO NOTHING", parameters);
    }

    private static string Written(string value) => value.Trim().ToLowerInvariant() is { Length: > Most } tall ? tall[..Most] : value.Trim().ToLowerInvariant();
}
