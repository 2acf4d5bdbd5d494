namespace IncidentDesk.Storage.Sqlite;

/// <summary>A value has its kind by itself; the column's is only a wish.</summary>
internal sealed class SqliteKinds : ColumnKinds
{
    public override string Key(string column) => $"CASE WHEN {IsOdd(column)} THEN {Hex(column)} ELSE {column} END";

    public override string Text(string column) => $"CASE typeof({column}) WHEN 'blob' THEN {Hex(column)} ELSE CAST({column} AS TEXT) END";

    public override string Number(string column) => $"CAST({column} AS BIGINT)";

    public override string FirstOfAnotherKind(string key, IReadOnlyList<string> texts, IReadOnlyList<string> numbers) =>
        $"CASE {string.Join(' ', texts.Select(one => When(one, "text")).Concat(numbers.Select(one => When(one, "integer"))))} WHEN {IsOdd(key)} THEN '{key}: bytes' END";

    private static string When(string column, string kind) => $"WHEN typeof({column}) NOT IN ('{kind}', 'null') THEN '{column}: ' || typeof({column})";

    // Bytes that are no letters become others when they are read, and then find their row no more.
    private static string IsOdd(string key) => $"(typeof({key}) <> 'text' OR length({key}) <> length(CAST({key} AS BLOB)) OR {key} GLOB '*[^ -~]*')";

    private static string Hex(string column) => $"'x''' || substr(hex({column}), 1, 80) || ''''";
}
