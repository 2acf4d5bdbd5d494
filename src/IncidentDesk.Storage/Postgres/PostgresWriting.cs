using Dapper;
using Npgsql;

namespace IncidentDesk.Storage.Postgres;

internal sealed class PostgresWriting(NpgsqlConnection connection, NpgsqlTransaction transaction, string leaseTime) : Transaction
{
    // Any fixed number does, as long as every version of the program takes the same.
    private const long SchemaLock = 4_206_001;

    public override string SkipLocked => PostgresDatabase.SkipLockedText;

    public override string LeaseTime => leaseTime;

    public override async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    public override Task<T?> SingleAsync<T>(string sql, object? parameters = null) where T : default =>
        connection.QuerySingleOrDefaultAsync<T?>(Command(sql, parameters));

    public override Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        connection.ExecuteAsync(Command(sql, parameters));

    public override async Task<int> ExecuteAllAsync(string sql, IEnumerable<object> rows)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var row in rows)
        {
            var statement = new PostgresStatement(sql, row);
            var command = new NpgsqlBatchCommand(statement.Text);
            statement.AddTo(command.Parameters);
            batch.BatchCommands.Add(command);
        }
        return batch.BatchCommands.Count == 0 ? 0 : await batch.ExecuteNonQueryAsync();
    }

    internal override async Task RunScriptAsync(string script)
    {
        await using var command = new NpgsqlCommand(script, connection, transaction) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    internal override Task LockSchemaAsync() => RunScriptAsync($"SELECT pg_advisory_xact_lock({SchemaLock})");

    private CommandDefinition Command(string sql, object? parameters)
    {
        var statement = new PostgresStatement(sql, parameters);
        return new(statement.Text, statement, transaction);
    }
}
