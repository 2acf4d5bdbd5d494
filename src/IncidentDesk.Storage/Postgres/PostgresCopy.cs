using Npgsql;

namespace IncidentDesk.Storage.Postgres;

/// <summary>PostgreSQL's own tools, where they are installed: what they write, any administrator can read without this program.</summary>
internal static class PostgresCopy
{
    public static async Task WriteAsync(StorageOptions options, string file, IProgress<double> progress, CancellationToken cancellation)
    {
        var tables = Math.Max(1, await TablesAsync(options, cancellation));
        var dumped = 0;
        await PostgresTool.RunAsync(
            "pg_dump", options.Connection,
            ["--format=custom", "--no-owner", "--no-privileges", "--verbose", "--file", file, "--dbname", PostgresTool.DatabaseOf(options.Connection)],
            line =>
            {
                if (line.Contains("dumping contents of table", StringComparison.Ordinal))
                    progress.Report(Math.Min(0.99, (double)++dumped / tables));
            },
            cancellation);
        progress.Report(1);
    }

    public static async Task<IReadOnlyList<Finding>> InspectAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await PostgresTool.RunAsync("pg_restore", null, ["--list", file], _ => { }, cancellation);
            return [];
        }
        catch (CopyException fault)
        {
            return [new("database-corrupt", fault.Message, fault.TextVi, Fatal: true)];
        }
    }

    public static async Task<bool> IsTakenAsync(StorageOptions options, CancellationToken cancellation) => await TablesAsync(options, cancellation) > 0;

    public static async Task PutBackAsync(
        StorageOptions options, string file, Func<StorageOptions, Task> settle, IProgress<double> progress, CancellationToken cancellation)
    {
        await PostgresTool.RunAsync(
            "pg_restore", options.Connection,
            ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--dbname", PostgresTool.DatabaseOf(options.Connection), file],
            _ => { }, cancellation);
        progress.Report(0.9);
        await settle(options);
        progress.Report(1);
    }

    private static async Task<long> TablesAsync(StorageOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(options.Connection);
            await using var command = source.CreateCommand("SELECT count(*) FROM pg_tables WHERE schemaname = ANY (current_schemas(false))");
            return (long)(await command.ExecuteScalarAsync(cancellation))!;
        }
        catch (NpgsqlException cause)
        {
            throw new StorageOutageException(cause);
        }
    }
}
