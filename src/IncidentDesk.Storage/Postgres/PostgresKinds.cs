namespace IncidentDesk.Storage.Postgres;

/// <summary>A column holds what it was declared for.</summary>
internal sealed class PostgresKinds : ColumnKinds
{
    public override string Key(string column) => column;

    public override string Text(string column) => column;

    public override string Number(string column) => column;

    public override string FirstOfAnotherKind(string key, IReadOnlyList<string> texts, IReadOnlyList<string> numbers) => "CAST(NULL AS TEXT)";
}
