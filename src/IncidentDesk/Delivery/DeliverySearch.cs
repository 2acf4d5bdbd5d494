using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>Finds messages by what people have in hand: an incident's number, a recipient's name without marks, an address, a Message-ID.</summary>
public static class DeliverySearch
{
    /// <returns>A condition over deliveries joined with incidents; its parameters are <c>@typed</c> and <c>@messageId</c>.</returns>
    public static async Task<string> ConditionAsync(Reading reading, string typed)
    {
        var sought = SearchWords.Ask(typed);
        var parts = new List<string> { "lower(deliveries.address) = @typed", "deliveries.message_id = @messageId", "deliveries.message_id = @messageIdBare" };
        if (typed.Trim().Split('-')[^1] is { Length: > 0 and <= 9 } place && place.All(char.IsAsciiDigit))
            parts.Add($"incidents.number LIKE '%-{place.PadLeft(6, '0')}'");
        foreach (var (table, column, name) in new[] { ("centres", "centre_id", "id || ' ' || name || ' ' || name_en"), ("people", "person_id", "name"), ("agencies", "agency_id", "code || ' ' || name") })
        {
            var rows = await reading.QueryAsync<Named>($"SELECT id, {name} AS name FROM {table}");
            var ids = rows.Where(row => sought.Count > 0 && SearchWords.Of(row.Name) is var words && sought.All(one => one.IsIn(words))).Take(200)
                .Select(row => row.Id.Replace("'", "''", StringComparison.Ordinal)).ToList();
            if (ids.Count > 0)
                parts.Add($"deliveries.{column} IN ({string.Join(", ", ids.Select(id => $"'{id}'"))})");
        }
        return $"({string.Join(" OR ", parts)})";
    }

    public static string Typed(string? typed) => typed?.Trim().ToLowerInvariant() ?? "";

    private sealed record Named(string Id, string Name);
}
