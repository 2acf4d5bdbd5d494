using System.Data.Common;
using System.Globalization;
using Dapper;
using IncidentDesk.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace IncidentDesk.Storage.Sqlite;

/// <summary>One open connection and the commands it has prepared. One thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int MostKept = 512;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);
    private readonly List<Argument> arguments = [];

    private SqliteSession(SqliteConnection connection) => this.connection = connection;

    public static SqliteSession OpenForWriting(StorageOptions options) => Open(options, SqliteOpenMode.ReadWriteCreate,
        $"""
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA wal_autocheckpoint = {options.CheckpointPages};
        PRAGMA journal_size_limit = 67108864;
        """);

    public static SqliteSession OpenForReading(StorageOptions options) => Open(options, SqliteOpenMode.ReadOnly, "PRAGMA query_only = ON;");

    private static SqliteSession Open(StorageOptions options, SqliteOpenMode mode, string pragmas)
    {
        var milliseconds = (int)options.BusyTimeout.TotalMilliseconds;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.Connection,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, milliseconds / 1000),
        }.ToString());
        var session = new SqliteSession(connection);
        try
        {
            connection.Open();
            // Room for the pages that savepoints set aside stays in memory, and so do sorts.
            session.RunScript($"PRAGMA busy_timeout = {milliseconds}; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; {pragmas}");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>False when a statement failed so badly that SQLite rolled everything back by itself.</summary>
    public bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Ends whatever transaction is open without keeping it; false when not even that works.</summary>
    public bool TryEnd()
    {
        try
        {
            if (InTransaction)
                Execute("ROLLBACK");
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public int Execute(string sql, object? parameters = null)
    {
        var text = Arguments.Read(sql, parameters, arguments);
        return Statement(text) is { } statement ? statement.Run(arguments) : Prepared(text).ExecuteNonQuery();
    }

    public List<T> Query<T>(string sql, object? parameters)
    {
        using var reader = Prepared(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        if (!reader.HasRows)
            return rows;
        var parse = reader.GetRowParser(typeof(T));
        while (reader.Read())
            rows.Add(Typed<T>(parse(reader)));
        return rows;
    }

    public T? Single<T>(string sql, object? parameters)
    {
        using var reader = Prepared(sql, parameters).ExecuteReader();
        if (!reader.Read())
            return default;
        var row = Typed<T>(reader.GetRowParser(typeof(T))(reader));
        return reader.Read() ? throw new InvalidOperationException("More than one row where one was expected.") : row;
    }

    public void RunScript(string script)
    {
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private SqliteStatement? Statement(string text)
    {
        if (statements.TryGetValue(text, out var statement))
            return statement;
        if (statements.Count == MostKept)
            Forget();
        if (SqliteStatement.TryPrepare(connection.Handle!, text) is { } prepared)
            statements.Add(text, statement = prepared);
        return statement;
    }

    private SqliteCommand Prepared(string sql, object? parameters) => Prepared(Arguments.Read(sql, parameters, arguments));

    private SqliteCommand Prepared(string text)
    {
        if (!kept.TryGetValue(text, out var command))
        {
            if (kept.Count == MostKept)
                Forget();
            command = connection.CreateCommand();
            command.CommandText = text;
            kept.Add(text, command);
        }
        Bind(command);
        return command;
    }

    private void Bind(SqliteCommand command)
    {
        var bound = command.Parameters;
        if (bound.Count != arguments.Count)
            bound.Clear();
        for (var at = 0; at < arguments.Count; at++)
        {
            var argument = arguments[at];
            if (at == bound.Count)
                bound.Add(new SqliteParameter(argument.Name, argument.Plain));
            else if (string.Equals(bound[at].ParameterName, argument.Name, StringComparison.Ordinal))
                bound[at].Value = argument.Plain;
            else
                bound[at] = new SqliteParameter(argument.Name, argument.Plain);
        }
    }

    private void Forget()
    {
        foreach (var command in kept.Values)
            command.Dispose();
        kept.Clear();
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
    }

    private static T Typed<T>(object? value) => value switch
    {
        T row => row,
        null or DBNull => default!,
        _ => (T)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture),
    };
}
