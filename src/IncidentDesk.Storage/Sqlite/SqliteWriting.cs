namespace IncidentDesk.Storage.Sqlite;

/// <summary>One write's view of the lane's connection, dead once the write has ended.</summary>
internal sealed class SqliteWriting(SqliteSession session) : Transaction
{
    private bool ended;

    public override string SkipLocked => "";

    public override string LeaseTime => "@now";

    public override Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        Task.FromResult<IReadOnlyList<T>>(Session.Query<T>(sql, parameters));

    public override Task<T?> SingleAsync<T>(string sql, object? parameters = null) where T : default =>
        Task.FromResult(Session.Single<T>(sql, parameters));

    public override Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Task.FromResult(Session.Execute(sql, parameters));

    public override Task<int> ExecuteAllAsync(string sql, IEnumerable<object> rows) =>
        Task.FromResult(rows.Sum(row => Session.Execute(sql, row)));

    public void End() => ended = true;

    internal override Task RunScriptAsync(string script)
    {
        Session.RunScript(script);
        return Task.CompletedTask;
    }

    // The lane is the lock within this process, BEGIN IMMEDIATE between processes.
    internal override Task LockSchemaAsync() => Task.CompletedTask;

    private SqliteSession Session => ended ? throw new InvalidOperationException("This transaction has ended.") : session;
}
