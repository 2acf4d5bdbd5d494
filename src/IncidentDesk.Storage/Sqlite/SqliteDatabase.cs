using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace IncidentDesk.Storage.Sqlite;

/// <summary>One file: a lane that writes, and a few connections that each read their own snapshot meanwhile.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly StorageOptions options;
    private readonly WriteLane lane;
    private readonly SemaphoreSlim seats;
    private readonly ConcurrentStack<SqliteSession> idle = new();

    private SqliteDatabase(StorageOptions options, SqliteSession writer, TimeProvider clock) : base(clock)
    {
        this.options = options;
        seats = new SemaphoreSlim(options.ReadersAtOnce);
        lane = new WriteLane(options, writer, Bell);
    }

    public override string Engine => "sqlite";

    public override string SkipLocked => "";

    public override string LeaseTime => "@now";

    public static SqliteDatabase Open(StorageOptions options, TimeProvider clock)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(options.Connection))!;
        Directory.CreateDirectory(directory);
        if (!File.Exists(options.Connection) && File.Exists(Path.Combine(directory, InstanceFile.Name)))
            throw new DatabaseMissingException(options.Connection);
        try
        {
            return new(options, SqliteSession.OpenForWriting(options), clock);
        }
        catch (SqliteException cause)
        {
            throw SqliteOutage.Explain(cause);
        }
    }

    private protected override Task<T> RunAsync<T>(Func<Transaction, Task<T>> work, CancellationToken cancellation) =>
        lane.WriteAsync(work, cancellation);

    public override async Task<T> ReadAsync<T>(Func<Reading, Task<T>> work, CancellationToken cancellation)
    {
        await seats.WaitAsync(cancellation);
        try
        {
            var session = idle.TryPop(out var free) ? free : SqliteSession.OpenForReading(options);
            return await ReadAsync(session, work);
        }
        catch (SqliteException cause) when (SqliteOutage.Explain(cause) is var outage && outage != cause)
        {
            throw outage;
        }
        finally
        {
            seats.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        while (idle.TryPop(out var session))
            session.Dispose();
        await lane.CloseAsync();
        seats.Dispose();
    }

    internal override Task<IReadOnlyList<Finding>> InspectAsync(bool pages, CancellationToken cancellation) =>
        pages ? ReadAsync(SqlitePages.InspectAsync, cancellation) : Task.FromResult<IReadOnlyList<Finding>>([]);

    /// <summary>A session goes back among the idle only when its snapshot is closed.</summary>
    private async Task<T> ReadAsync<T>(SqliteSession session, Func<Reading, Task<T>> work)
    {
        try
        {
            session.Execute("BEGIN DEFERRED");
            return await work(new SqliteReading(session));
        }
        finally
        {
            if (session.TryEnd())
                idle.Push(session);
            else
                session.Dispose();
        }
    }
}
