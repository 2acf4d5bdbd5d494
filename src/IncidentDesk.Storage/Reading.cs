using System.Data.Common;
using Dapper;

namespace IncidentDesk.Storage;

/// <summary>
/// Queries on one connection. Parameters are members of an anonymous object; instants go in and come out as
/// <see cref="DateTimeOffset"/> and are stored as Unix milliseconds, ids as <see cref="Guid"/> and stored as lower-case text.
/// </summary>
public class Reading(DbConnection connection, DbTransaction? transaction)
{
    protected DbConnection Connection => connection;

    protected DbTransaction? Underlying => transaction;

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(sql, parameters, transaction)).AsList();

    /// <summary>The only row, or default when there is none.</summary>
    public Task<T?> SingleAsync<T>(string sql, object? parameters = null) =>
        connection.QuerySingleOrDefaultAsync<T?>(sql, parameters, transaction);
}
