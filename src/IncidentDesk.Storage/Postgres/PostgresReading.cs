using Dapper;
using Npgsql;

namespace IncidentDesk.Storage.Postgres;

internal sealed class PostgresReading(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation) : Reading
{
    public override async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    public override Task<T?> SingleAsync<T>(string sql, object? parameters = null) where T : default =>
        connection.QuerySingleOrDefaultAsync<T?>(Command(sql, parameters));

    private CommandDefinition Command(string sql, object? parameters)
    {
        var statement = new PostgresStatement(sql, parameters);
        return new(statement.Text, statement, transaction, cancellationToken: cancellation);
    }
}
