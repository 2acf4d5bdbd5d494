namespace IncidentDesk.Storage.Sqlite;

/// <summary>FTS5. A quoted run is a phrase; a star behind it leaves its last word open.</summary>
internal sealed class SqliteSearch : TextSearch
{
    public override string Matches => "incidents.number_order IN (SELECT rowid FROM search_texts WHERE search_texts MATCH @words)";

    public override string From => "search_texts CROSS JOIN incidents ON incidents.number_order = search_texts.rowid";

    public override string Found => "search_texts MATCH @words";

    public override string Place => "search_texts.rowid";

    public override string Question(IEnumerable<(IReadOnlyList<IReadOnlyList<string>> Runs, bool IsOpen)> sought) => string.Join(
        " AND ", sought.Select(one => $"({string.Join(" OR ", one.Runs.Select(run => $"\"{string.Join(' ', run)}\"{(one.IsOpen ? " *" : "")}"))})"));

    public override Task WriteAsync(Transaction transaction, IEnumerable<(long Place, IReadOnlyList<string> Words)> texts) =>
        transaction.ExecuteAllAsync(
            "INSERT OR REPLACE INTO search_texts (rowid, words) VALUES (@place, @words)",
            texts.Select(text => (object)new { place = text.Place, words = string.Join(' ', text.Words) }));
}
