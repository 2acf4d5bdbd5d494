using IncidentDesk.Storage.Postgres;
using IncidentDesk.Storage.Sqlite;

namespace IncidentDesk.Storage;

/// <summary>A whole copy of the database in one file, taken while others go on writing, and the way back.</summary>
public static class DatabaseCopy
{
    /// <summary>What the file is called: a database that SQLite opens, or an archive that pg_restore reads.</summary>
    public static string FileName(string engine) => engine == "postgres" ? "desk.dump" : "desk.db";

    /// <summary>Writes one consistent moment of the database to a new file.</summary>
    /// <param name="progress">From 0 to 1.</param>
    /// <exception cref="CopyException">It could not be done; the words say what an administrator can do.</exception>
    public static Task WriteAsync(StorageOptions options, string file, IProgress<double> progress, CancellationToken cancellation) =>
        options.Engine == "postgres"
            ? PostgresCopy.WriteAsync(options, file, progress, cancellation)
            : SqliteCopy.WriteAsync(options, file, progress, cancellation);

    /// <summary>Reads the file through and says what is wrong with it; nothing, when it can be put back.</summary>
    public static Task<IReadOnlyList<Finding>> InspectAsync(string engine, string file, CancellationToken cancellation) =>
        engine == "postgres" ? PostgresCopy.InspectAsync(file, cancellation) : SqliteCopy.InspectAsync(file, cancellation);

    /// <summary>Reads a copy that SQLite wrote, without changing a byte of it.</summary>
    public static async Task<T> ReadAsync<T>(string file, Func<Reading, Task<T>> work)
    {
        using var session = SqliteSession.OpenForReading(new StorageOptions { Connection = file });
        return await work(new SqliteReading(session));
    }

    /// <summary>Whether there is a database at this place already, which nobody may overwrite.</summary>
    public static Task<bool> IsTakenAsync(StorageOptions options, CancellationToken cancellation) =>
        options.Engine == "postgres" ? PostgresCopy.IsTakenAsync(options, cancellation) : Task.FromResult(File.Exists(options.Connection));

    /// <summary>
    /// Puts the copy where <paramref name="options"/> say. <paramref name="settle"/> works on it before anybody else can see it: on SQLite the
    /// file gets its name only afterwards.
    /// </summary>
    public static Task PutBackAsync(
        StorageOptions options, string file, Func<StorageOptions, Task> settle, IProgress<double> progress, CancellationToken cancellation) =>
        options.Engine == "postgres"
            ? PostgresCopy.PutBackAsync(options, file, settle, progress, cancellation)
            : SqliteCopy.PutBackAsync(options, file, settle, progress, cancellation);
}

/// <summary>A copy could not be written or put back.</summary>
public sealed class CopyException(string text, string textVi) : IOException(text)
{
    public string TextVi { get; } = textVi;
}
