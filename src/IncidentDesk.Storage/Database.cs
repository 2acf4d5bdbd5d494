using System.Data.Common;

namespace IncidentDesk.Storage;

/// <summary>The desk's database, whichever engine holds it. Handlers see transactions and readers, never an engine.</summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>sqlite or postgres.</summary>
    public abstract string Engine { get; }

    /// <summary>Rung after every commit: a hint to loops that there may be work, never the work itself.</summary>
    public CommitBell Bell { get; } = new();

    /// <summary>
    /// Runs <paramref name="work"/> in one durable transaction and answers after its commit. The work may run more than once
    /// (a serialisation conflict), waits for nothing outside the transaction, and touches no network.
    /// </summary>
    /// <exception cref="OverloadedException">Too many writes are waiting; nothing was done.</exception>
    public abstract Task<T> WriteAsync<T>(Func<Transaction, Task<T>> work, CancellationToken cancellation);

    public Task WriteAsync(Func<Transaction, Task> work, CancellationToken cancellation) =>
        WriteAsync(async transaction => { await work(transaction); return true; }, cancellation);

    /// <summary>Runs reads on one consistent snapshot.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Reading, Task<T>> work, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}

/// <summary>The write lane is full: answer 503 with Retry-After.</summary>
public sealed class OverloadedException() : Exception("Too many writes are waiting.");
