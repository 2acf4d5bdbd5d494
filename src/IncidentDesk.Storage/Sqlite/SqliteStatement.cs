using System.Text;
using IncidentDesk.Storage.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace IncidentDesk.Storage.Sqlite;

/// <summary>
/// A statement that answers no rows, prepared once and bound by position: the writer runs a dozen of them for every report, and
/// looking each name up again and reading each answer as rows cost more than the writing.
/// </summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt prepared) : IDisposable
{
    private readonly List<string> names = [];
    private readonly List<int> places = [];
    private byte[] utf8 = new byte[16 * 1024];

    /// <summary>Null when the text is not exactly one statement; the caller then runs it otherwise.</summary>
    public static SqliteStatement? TryPrepare(sqlite3 database, string sql)
    {
        SqliteException.ThrowExceptionForRC(sqlite3_prepare_v2(database, sql, out var prepared, out var rest), database);
        if (!prepared.IsInvalid && string.IsNullOrWhiteSpace(rest))
            return new(database, prepared);
        prepared.Dispose();
        return null;
    }

    /// <returns>How many rows the statement changed.</returns>
    public int Run(List<Argument> arguments)
    {
        try
        {
            Bind(arguments);
            int code;
            while ((code = sqlite3_step(prepared)) == SQLITE_ROW)
            {
                // RETURNING to nobody: the change is made all the same.
            }
            if (code != SQLITE_DONE)
                SqliteException.ThrowExceptionForRC(code, database);
            return sqlite3_stmt_readonly(prepared) == 0 ? sqlite3_changes(database) : -1;
        }
        finally
        {
            sqlite3_reset(prepared);
        }
    }

    public void Dispose() => prepared.Dispose();

    private void Bind(List<Argument> arguments)
    {
        if (!IsPlaced(arguments))
            Place(arguments);
        for (var at = 0; at < arguments.Count; at++)
            if (places[at] > 0)
                SqliteException.ThrowExceptionForRC(Bind(places[at], arguments[at].Value), database);
    }

    private int Bind(int place, object value) => value switch
    {
        long number => sqlite3_bind_int64(prepared, place, number),
        string text => sqlite3_bind_text(prepared, place, Encoded(text)),
        Utf8Text text => sqlite3_bind_text(prepared, place, text.Bytes.Span),
        _ => sqlite3_bind_null(prepared, place),
    };

    private ReadOnlySpan<byte> Encoded(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > utf8.Length)
            utf8 = new byte[most];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
    }

    // One text is nearly always run with the same members in the same order.
    private bool IsPlaced(List<Argument> arguments)
    {
        if (names.Count != arguments.Count)
            return false;
        for (var at = 0; at < arguments.Count; at++)
            if (!string.Equals(names[at], arguments[at].Name, StringComparison.Ordinal))
                return false;
        return true;
    }

    private void Place(List<Argument> arguments)
    {
        names.Clear();
        places.Clear();
        foreach (var argument in arguments)
        {
            names.Add(argument.Name);
            places.Add(sqlite3_bind_parameter_index(prepared, "@" + argument.Name));
        }
        // A value that was forgotten would be the one of the run before.
        for (var place = 1; place <= sqlite3_bind_parameter_count(prepared); place++)
            if (!places.Contains(place))
            {
                names.Clear();
                throw new InvalidOperationException($"No value was given for {sqlite3_bind_parameter_name(prepared, place).utf8_to_string()}.");
            }
    }
}
