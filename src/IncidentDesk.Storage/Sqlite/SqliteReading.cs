namespace IncidentDesk.Storage.Sqlite;

/// <summary>SQLite answers on the calling thread: every task here is already complete.</summary>
internal sealed class SqliteReading(SqliteSession session) : Reading
{
    public override Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        Task.FromResult<IReadOnlyList<T>>(session.Query<T>(sql, parameters));

    public override Task<T?> SingleAsync<T>(string sql, object? parameters = null) where T : default =>
        Task.FromResult(session.Single<T>(sql, parameters));
}
