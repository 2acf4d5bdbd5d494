using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace IncidentDesk.Storage.Sqlite;

/// <summary>
/// The only writer of the file. It takes what waits into one transaction, commits once and answers them all: many reports share one
/// sync of the disk, and none is answered before it. What fails fails alone: its neighbours are run again without it.
/// </summary>
internal sealed class WriteLane
{
    private readonly StorageOptions options;
    private readonly CommitBell bell;
    private readonly object gate = new();
    private readonly Queue<WaitingWrite> waiting = new();
    private readonly Thread thread;
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteSession? session;
    private bool closed;

    public WriteLane(StorageOptions options, SqliteSession session, CommitBell bell)
    {
        (this.options, this.session, this.bell) = (options, session, bell);
        thread = new Thread(Turn) { IsBackground = true, Name = "write lane" };
        thread.Start();
    }

    public Task<T> WriteAsync<T>(Func<Transaction, Task<T>> work, CancellationToken cancellation)
    {
        if (Thread.CurrentThread == thread)
            throw new InvalidOperationException("A write inside a write would wait for itself: use the transaction at hand.");
        var write = new WaitingWrite<T>(work, cancellation);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(Database));
            if (waiting.Count >= options.MostWaitingWrites)
                throw new OverloadedException();
            waiting.Enqueue(write);
            if (waiting.Count == 1)
                Monitor.Pulse(gate);
        }
        return write.Answered;
    }

    /// <summary>Finishes what waits, then closes the file.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
        return stopped.Task;
    }

    private void Turn()
    {
        var batch = new List<WaitingWrite>(options.MostWritesPerCommit);
        while (Take(batch))
        {
            Commit(batch);
            batch.Clear();
        }
        session?.Dispose();
        stopped.SetResult();
    }

    private bool Take(List<WaitingWrite> batch)
    {
        lock (gate)
        {
            while (waiting.Count == 0 && !closed)
                Monitor.Wait(gate);
            while (batch.Count < options.MostWritesPerCommit && waiting.TryDequeue(out var write))
                batch.Add(write);
        }
        return batch.Count > 0;
    }

    private void Commit(List<WaitingWrite> batch)
    {
        batch.RemoveAll(write => write.DroppedByCaller());
        if (batch.Count == 0)
            return;
        try
        {
            session ??= SqliteSession.OpenForWriting(options);
            SharedTransaction.Run(batch, session);
            if (session.InTransaction)
                session.Execute("COMMIT");
        }
        catch (Exception cause)
        {
            RollBack(cause);
            // One write broke the transaction of all: each by itself, the others get through.
            if (batch.Count > 1 && cause is TransactionLostException or SqliteException { SqliteErrorCode: SQLITE_CONSTRAINT })
                batch.ForEach(write => Commit([write]));
            else
                batch.ForEach(write => write.Fail(SqliteOutage.Explain(cause)));
            return;
        }
        // Rung first: who is answered may look at once, and must find that something was committed.
        bell.Ring();
        batch.ForEach(write => write.Answer());
    }

    /// <summary>After anything but a refusal the connection is not trusted again; the next batch opens a new one.</summary>
    private void RollBack(Exception cause)
    {
        var refused = cause is TransactionLostException or SqliteException { SqliteErrorCode: SQLITE_CONSTRAINT or SQLITE_BUSY };
        if (session is null || (session.TryEnd() && refused))
            return;
        session.Dispose();
        session = null;
    }
}
