using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies;

/// <summary>Names stored before lists had the Vietnamese order: they get their sort key once.</summary>
public static class NamesWithoutPlace
{
    public static async Task<bool> AnyAsync(Reading reading) => await reading.SingleAsync<long>(
        "SELECT (SELECT count(*) FROM agencies WHERE sort_key = '') + (SELECT count(*) FROM systems WHERE sort_key = '')") > 0;

    public static async Task FillAsync(Transaction transaction)
    {
        foreach (var table in (string[])["agencies", "systems"])
            foreach (var row in await transaction.QueryAsync<Row>($"SELECT id, name FROM {table} WHERE sort_key = '' ORDER BY id"))
                await transaction.ExecuteAsync(
                    $"UPDATE {table} SET sort_key = @key WHERE id = @id AND name = @name", new { id = row.Id, name = row.Name, key = SortKey.Of(row.Name) });
    }

    private sealed record Row(Guid Id, string Name);
}
