using IncidentDesk.Storage.Postgres;
using IncidentDesk.Storage.Rows;
using IncidentDesk.Storage.Sqlite;

namespace IncidentDesk.Storage;

/// <summary>The desk's database, whichever engine holds it. Handlers see transactions and readers, never an engine.</summary>
public abstract class Database : IAsyncDisposable
{
    private TextSearch? search;
    private ColumnKinds? kinds;

    private protected Database(TimeProvider clock) => Clock = clock;

    /// <summary>sqlite or postgres.</summary>
    public abstract string Engine { get; }

    /// <summary>What a claim adds to its inner SELECT so that two workers never wait for the same row; empty on SQLite.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>
    /// The SQL that says by which clock leases go: the server's, which all nodes share; where one process has the store for itself, or a test
    /// moves time by hand, the parameter <c>@now</c>, which the statement must then have.
    /// </summary>
    public abstract string LeaseTime { get; }

    /// <summary>Rung after every commit: a hint to loops that there may be work, never the work itself.</summary>
    public CommitBell Bell { get; } = new();

    /// <summary>Asked once for each write, where it is asked for: from whose request it comes. Null, or an answer of null, where no request stands behind it.</summary>
    public Func<WriteOrigin?>? OriginOfWrites { get; set; }

    /// <summary>Finding by words, which each engine does in its own way.</summary>
    public TextSearch Search => search ??= TextSearch.Of(Engine);

    /// <summary>For who reads rows that somebody else may have written.</summary>
    public ColumnKinds Kinds => kinds ??= ColumnKinds.Of(Engine);

    internal TimeProvider Clock { get; }

    /// <summary>Opens the database without touching its schema; <see cref="Migrations"/> do that.</summary>
    public static Task<Database> OpenAsync(StorageOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        RowMapping.Install();
        return options.Engine switch
        {
            "sqlite" => Task.FromResult<Database>(SqliteDatabase.Open(options, clock)),
            "postgres" => PostgresDatabase.ConnectAsync(options, clock, cancellation),
            _ => throw new ArgumentException($"Unknown engine '{options.Engine}': sqlite or postgres.", nameof(options)),
        };
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one durable transaction and answers after its commit. The work may run more than once
    /// (a serialisation conflict), awaits nothing but the transaction, and touches no network. Cancelling before it starts drops
    /// it; once started it is finished.
    /// </summary>
    /// <exception cref="OverloadedException">Too many writes are waiting; nothing was done.</exception>
    /// <exception cref="StorageOutageException">The store failed.</exception>
    public Task<T> WriteAsync<T>(Func<Transaction, Task<T>> work, CancellationToken cancellation)
    {
        // Asked here and not in the work: on SQLite that runs on the lane's thread, which serves everybody.
        var origin = OriginOfWrites?.Invoke();
        return RunAsync(transaction =>
        {
            transaction.Origin = origin;
            return work(transaction);
        }, cancellation);
    }

    public Task WriteAsync(Func<Transaction, Task> work, CancellationToken cancellation) =>
        WriteAsync(async transaction => { await work(transaction); return true; }, cancellation);

    /// <summary>Runs reads on one consistent snapshot, one after the other. A read inside a read may wait for itself: do not nest.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Reading, Task<T>> work, CancellationToken cancellation);

    private protected abstract Task<T> RunAsync<T>(Func<Transaction, Task<T>> work, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    /// <summary>What the engine itself knows to be wrong with the stored pages or with its own durability.</summary>
    internal abstract Task<IReadOnlyList<Finding>> InspectAsync(bool pages, CancellationToken cancellation);
}
