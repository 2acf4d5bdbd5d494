using Microsoft.Data.Sqlite;

namespace IncidentDesk.Storage.Sqlite;

/// <summary>
/// VACUUM INTO reads one snapshot beside the running desk and writes a whole new file. Copying the file by hand is not the same: what its
/// log holds would be missing.
/// </summary>
internal static class SqliteCopy
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    public static async Task WriteAsync(StorageOptions options, string file, IProgress<double> progress, CancellationToken cancellation)
    {
        if (!File.Exists(options.Connection))
            throw new CopyException($"There is no database {options.Connection}.", $"Không có cơ sở dữ liệu {options.Connection}.");
        try
        {
            using var connection = Open(options.Connection);
            var whole = Number(connection, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
            var copying = Task.Run(() => Run(connection, file), CancellationToken.None);
            while (await Task.WhenAny(copying, Task.Delay(BetweenLooks, TimeProvider.System, cancellation)) != copying)
            {
                // An interrupted statement ends with an error of its own; the half-written file is its caller's to remove.
                if (cancellation.IsCancellationRequested)
                    SQLitePCL.raw.sqlite3_interrupt(connection.Handle);
                progress.Report(File.Exists(file) ? Math.Min(0.99, (double)new FileInfo(file).Length / Math.Max(1, whole)) : 0);
            }
            await copying;
        }
        catch (SqliteException cause)
        {
            throw SqliteOutage.Explain(cause);
        }
        await using (var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite))
            written.Flush(flushToDisk: true);
        progress.Report(1);
    }

    public static async Task<IReadOnlyList<Finding>> InspectAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            using var session = SqliteSession.OpenForReading(new StorageOptions { Connection = file });
            return await SqlitePages.InspectAsync(new SqliteReading(session));
        }
        catch (SqliteException cause)
        {
            return [new("database-corrupt", $"The copy cannot be read: {cause.Message}", $"Không đọc được bản sao: {cause.Message}", Fatal: true)];
        }
    }

    public static async Task PutBackAsync(
        StorageOptions options, string file, Func<StorageOptions, Task> settle, IProgress<double> progress, CancellationToken cancellation)
    {
        var half = options.Connection + ".restoring";
        Remove(half);
        await CopyAsync(file, half, progress, cancellation);
        await settle(options with { Connection = half });
        // The last to close has written the log into the file; with a log left it would not be whole.
        if (File.Exists(half + "-wal") && new FileInfo(half + "-wal").Length > 0)
            throw new CopyException("The restored file could not be closed.", "Không đóng được tệp vừa khôi phục.");
        File.Move(half, options.Connection, overwrite: false);
        Remove(half);
    }

    private static async Task CopyAsync(string from, string to, IProgress<double> progress, CancellationToken cancellation)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read);
        await using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[1 << 20];
        for (int read; (read = await source.ReadAsync(buffer, cancellation)) > 0; progress.Report((double)source.Position / source.Length))
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        target.Flush(flushToDisk: true);
    }

    private static void Remove(string file)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"])
            File.Delete(file + suffix);
    }

    private static void Run(SqliteConnection connection, string file)
    {
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "VACUUM INTO $file";
        command.Parameters.AddWithValue("$file", file);
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
