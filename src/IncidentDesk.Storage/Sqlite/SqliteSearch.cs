namespace IncidentDesk.Storage.Sqlite;

/// <summary>FTS5. A quoted run is a phrase; a star behind it leaves its last word open.</summary>
internal sealed class SqliteSearch : TextSearch
{
    protected override string Place => "rowid";

    protected override string Found => "search_texts MATCH @words";

    protected override string IsPlaced => "incidents.number_order IN (SELECT value FROM json_each('[' || @places || ']'))";

    // The plus keeps the planner from beginning with what was found.
    protected override string InPassing => $"+incidents.number_order IN (SELECT {Place} FROM search_texts WHERE {Found})";

    public override Task WriteAsync(Transaction transaction, IEnumerable<(long Place, IReadOnlyList<string> Words)> texts) =>
        transaction.ExecuteAllAsync(
            "INSERT OR REPLACE INTO search_texts (rowid, words) VALUES (@place, @words)",
            texts.Select(text => (object)new { place = text.Place, words = string.Join(' ', text.Words) }));

    protected override string Question(IReadOnlyCollection<(IReadOnlyList<IReadOnlyList<string>> Runs, bool IsOpen)> sought) => string.Join(
        " AND ", sought.Select(one => $"({string.Join(" OR ", one.Runs.Select(run => $"\"{string.Join(' ', run)}\"{(one.IsOpen ? " *" : "")}"))})"));
}
