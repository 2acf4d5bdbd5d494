using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>The earliest thing that the law still wants of an incident.</summary>
public sealed record NextDue(string Kind, string Article, DateTimeOffset DueAt)
{
    public static async Task<IReadOnlyDictionary<Guid, NextDue>> OfAsync(Reading reading, IEnumerable<Guid> incidents)
    {
        // Ids are Guids and so cannot carry SQL; a list parameter does not expand the same way on both engines.
        var list = string.Join(", ", incidents.Select(id => $"'{id:D}'"));
        if (list.Length == 0)
            return new Dictionary<Guid, NextDue>();
        var rows = await reading.QueryAsync<Row>(
            $"SELECT incident_id, kind, article, due_at FROM obligations WHERE incident_id IN ({list}) AND state = 'open' ORDER BY due_at, id");
        var earliest = new Dictionary<Guid, NextDue>();
        foreach (var row in rows)
            earliest.TryAdd(row.IncidentId, new(row.Kind, row.Article, row.DueAt));
        return earliest;
    }

    private sealed record Row(Guid IncidentId, string Kind, string Article, DateTimeOffset DueAt);
}
