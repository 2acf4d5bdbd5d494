using IncidentDesk.Storage.Postgres;
using IncidentDesk.Storage.Sqlite;

namespace IncidentDesk.Storage;

/// <summary>
/// How a reader asks for what a column really holds. SQLite puts any value into any column, whatever was declared: who reads rows that somebody may have planted asks in
/// these words, so that a value of another kind neither stops the reader nor passes for what it is not. PostgreSQL's columns refuse it themselves.
/// </summary>
public abstract class ColumnKinds
{
    public static ColumnKinds Of(string engine) => engine == "postgres" ? new PostgresKinds() : new SqliteKinds();

    /// <summary>An id as text; where it is none, its bytes in hex, so that the row can be named.</summary>
    public abstract string Key(string column);

    /// <summary>A column of text as text; bytes in hex.</summary>
    public abstract string Text(string column);

    /// <summary>A column of whole numbers as one, even where the number is made up.</summary>
    public abstract string Number(string column);

    /// <summary>The first of these columns that holds a value of another kind, and which kind; NULL where none does, and the row is found again by its key.</summary>
    public abstract string FirstOfAnotherKind(string key, IReadOnlyList<string> texts, IReadOnlyList<string> numbers);
}
