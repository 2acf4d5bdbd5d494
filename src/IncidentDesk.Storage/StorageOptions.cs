namespace IncidentDesk.Storage;

/// <summary>Which engine holds the desk, where, and how much may wait for it.</summary>
public sealed record StorageOptions
{
    /// <summary>sqlite or postgres.</summary>
    public string Engine { get; init; } = "sqlite";

    /// <summary>SQLite: the path of the file, created when missing. PostgreSQL: the connection string.</summary>
    public required string Connection { get; init; }

    /// <summary>How many writes may wait before the next is refused with <see cref="OverloadedException"/>.</summary>
    public int MostWaitingWrites { get; init; } = 2048;

    /// <summary>SQLite: how many waiting writes share one commit.</summary>
    public int MostWritesPerCommit { get; init; } = 256;

    /// <summary>PostgreSQL: how many write transactions run at once.</summary>
    public int WritersAtOnce { get; init; } = 16;

    /// <summary>How many snapshots may be read at once; further readers wait.</summary>
    public int ReadersAtOnce { get; init; } = 16;

    /// <summary>SQLite: how long a write waits for another process that holds the file.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>SQLite: pages in the log before they are copied into the file. More gives a higher rate and rarer, longer pauses.</summary>
    public int CheckpointPages { get; init; } = 4000;
}
