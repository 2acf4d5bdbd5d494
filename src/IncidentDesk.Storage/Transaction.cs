namespace IncidentDesk.Storage;

/// <summary>From where a write was asked for.</summary>
/// <param name="Address">The network, never the machine.</param>
public sealed record WriteOrigin(string? Address, string? TraceId);

/// <summary>A durable transaction: all of it is there after the answer, or none of it.</summary>
public abstract class Transaction : Reading
{
    private protected Transaction()
    {
    }

    /// <summary>From whose request it comes; null for what the desk does by itself.</summary>
    public WriteOrigin? Origin { get; internal set; }

    /// <inheritdoc cref="Database.SkipLocked"/>
    public abstract string SkipLocked { get; }

    /// <inheritdoc cref="Database.LeaseTime"/>
    public abstract string LeaseTime { get; }

    /// <summary>Changes rows and says how many. On SQLite the command is prepared once and kept.</summary>
    public abstract Task<int> ExecuteAsync(string sql, object? parameters = null);

    /// <summary>The same statement for each of <paramref name="rows"/>; on PostgreSQL all of them in one round trip.</summary>
    public abstract Task<int> ExecuteAllAsync(string sql, IEnumerable<object> rows);

    /// <summary>Many statements in one text, split by the engine's own parser.</summary>
    internal abstract Task RunScriptAsync(string script);

    /// <summary>Holds other nodes' migrations off until this transaction ends.</summary>
    internal abstract Task LockSchemaAsync();
}
