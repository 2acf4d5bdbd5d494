using System.Data;
using System.Net.Sockets;
using Npgsql;

namespace IncidentDesk.Storage.Postgres;

/// <summary>A server shared by nodes: each write is a transaction of its own, and what collides is tried again.</summary>
internal sealed class PostgresDatabase : Database
{
    public const string SkipLockedText = " FOR UPDATE SKIP LOCKED";
    private const string ServerTime = "CAST(floor(extract(epoch FROM now()) * 1000) AS BIGINT)";
    private const int MostAttempts = 5;

    // Whoever stands still in the middle of a write holds rows that others wait for: a node that was paused, or cut off from the server.
    private const string StandsStill = "-c idle_in_transaction_session_timeout=15s ";
    private const string StoodStill = "25P03";

    private readonly StorageOptions options;
    private readonly NpgsqlDataSource writers;
    private readonly NpgsqlDataSource readers;
    private readonly SemaphoreSlim places;
    private readonly SemaphoreSlim seats;
    private int inside;

    private PostgresDatabase(StorageOptions options, TimeProvider clock) : base(clock)
    {
        this.options = options;
        LeaseTime = ReferenceEquals(clock, TimeProvider.System) ? ServerTime : "@now";
        writers = Source(options, options.WritersAtOnce, StandsStill, "");
        // A change slipped into a read fails here as it does on SQLite, at no round trip of its own.
        readers = Source(options, options.ReadersAtOnce, "", " -c default_transaction_read_only=on");
        places = new SemaphoreSlim(options.WritersAtOnce);
        seats = new SemaphoreSlim(options.ReadersAtOnce);
    }

    public override string Engine => "postgres";

    public override string SkipLocked => SkipLockedText;

    // A clock of one's own is a test's: it moves leases with everything else.
    public override string LeaseTime { get; }

    public static async Task<Database> ConnectAsync(StorageOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var database = new PostgresDatabase(options, clock);
        try
        {
            await database.ReadAsync(reading => reading.SingleAsync<long>("SELECT CAST(1 AS BIGINT)"), cancellation);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private protected override async Task<T> RunAsync<T>(Func<Transaction, Task<T>> work, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref inside) > options.WritersAtOnce + options.MostWaitingWrites)
        {
            Interlocked.Decrement(ref inside);
            throw new OverloadedException();
        }
        try
        {
            return await AtAPlaceAsync(places, () => CommitAsync(work), cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }

    public override Task<T> ReadAsync<T>(Func<Reading, Task<T>> work, CancellationToken cancellation) =>
        AtAPlaceAsync(seats, async () =>
        {
            await using var connection = await readers.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            var result = await work(new PostgresReading(connection, transaction, cancellation));
            await transaction.CommitAsync(cancellation);
            return result;
        }, cancellation);

    public override async ValueTask DisposeAsync()
    {
        await writers.DisposeAsync();
        await readers.DisposeAsync();
        places.Dispose();
        seats.Dispose();
    }

    internal override Task<IReadOnlyList<Finding>> InspectAsync(bool pages, CancellationToken cancellation) =>
        ReadAsync(PostgresDurability.InspectAsync, cancellation);

    private async Task<T> CommitAsync<T>(Func<Transaction, Task<T>> work)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await writers.OpenConnectionAsync(CancellationToken.None);
            await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            try
            {
                var result = await work(new PostgresWriting(connection, transaction, LeaseTime));
                await transaction.CommitAsync(CancellationToken.None);
                Bell.Ring();
                return result;
            }
            catch (PostgresException conflict) when (attempt < MostAttempts && conflict.SqlState
                is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                // Rolled back on disposal; the one it collided with is free to finish, so the next attempt need not wait.
            }
        }
    }

    private static async Task<T> AtAPlaceAsync<T>(SemaphoreSlim places, Func<Task<T>> run, CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation);
        try
        {
            return await run();
        }
        catch (Exception cause) when (IsOutage(cause))
        {
            throw new StorageOutageException(cause);
        }
        finally
        {
            places.Release();
        }
    }

    private static bool IsOutage(Exception cause) => cause switch
    {
        // 53: out of disk, memory or connections; 57P: shut down or starting; 58: the server's own I/O; XX001 and XX002: damaged pages.
        PostgresException { SqlState: var state } => state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal)
            || state is StoodStill or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => true,
        NpgsqlException { IsTransient: true } => true,
        _ => false,
    };

    // Settings of the connection string stand between ours: it overrides what comes before it, and what comes after overrides it.
    private static NpgsqlDataSource Source(StorageOptions options, int most, string usual, string always)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.Connection)
        {
            MaxPoolSize = most,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            // Nothing is set for a session after it began, so there is nothing to be put back before the next one has it.
            NoResetOnClose = true,
            ApplicationName = "IncidentDesk",
        };
        connection.Options = (usual + connection.Options + always).Trim();
        // The desk stores numbers and texts: types of the server's own need not be read at each start.
        return new NpgsqlDataSourceBuilder(connection.ToString()).ConfigureTypeLoading(loading => loading.EnableTypeLoading(false)).Build();
    }
}
