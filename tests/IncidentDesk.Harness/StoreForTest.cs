using IncidentDesk.Storage;
using Npgsql;

namespace IncidentDesk.Harness;

/// <summary>A fresh, migrated database of the run's engine with a data directory beside it; gone when disposed.</summary>
public sealed class StoreForTest : IAsyncDisposable
{
    // Each migration runs once for the whole run; every test begins with a copy.
    private static readonly Lazy<Task<string>> MigratedTemplate = new(MigrateTemplateAsync);
    private static readonly Lazy<Task<byte[]>> MigratedFile = new(MigrateFileAsync);

    private StoreForTest(StorageOptions options, string dataDirectory, Database database) =>
        (Options, DataDirectory, Database) = (options, dataDirectory, database);

    public StorageOptions Options { get; }

    public string DataDirectory { get; }

    public Database Database { get; private set; }

    /// <param name="texts">Migrations of the test's own instead of the product's.</param>
    /// <param name="clock">The time of the machine when none is given.</param>
    /// <param name="engine">For tests of one engine, whatever the run's is.</param>
    /// <param name="serverSettings">Command line settings of PostgreSQL's sessions, as in <c>-c statement_timeout=1s</c>.</param>
    public static async Task<StoreForTest> OpenAsync(
        IReadOnlyDictionary<string, string>? texts = null, TimeProvider? clock = null, string? engine = null, string? serverSettings = null)
    {
        engine ??= TestEngine.Current;
        var directory = Directory.CreateTempSubdirectory("desk-").FullName;
        var options = new StorageOptions
        {
            Engine = engine,
            Connection = engine == "postgres" ? await CreateAsync(texts is null, serverSettings) : Path.Combine(directory, "desk.db"),
            // A test needs few at once, and each connection to PostgreSQL is a process that must first be born: most of the time of a short test.
            WritersAtOnce = engine == "postgres" ? 3 : 16,
            ReadersAtOnce = engine == "postgres" ? 3 : 16,
        };
        if (engine == "sqlite" && texts is null)
            await File.WriteAllBytesAsync(options.Connection, await MigratedFile.Value);
        var database = await Database.OpenAsync(options, clock ?? TimeProvider.System, CancellationToken.None);
        await Migrations.ApplyAsync(database, CancellationToken.None, texts);
        return new(options, directory, database);
    }

    /// <summary>Closes and opens the same database, as a restart does.</summary>
    public async Task ReopenAsync(TimeProvider? clock = null)
    {
        await Database.DisposeAsync();
        Database = await Database.OpenAsync(Options, clock ?? TimeProvider.System, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (Options.Engine == "postgres")
            await (await PostgresServer.GetAsync()).DropDatabaseAsync(Options.Connection);
        Directory.Delete(DataDirectory, recursive: true);
    }

    private static async Task<string> CreateAsync(bool migrated, string? serverSettings)
    {
        var server = await PostgresServer.GetAsync();
        var connection = migrated
            ? await server.CreateDatabaseAsync(await MigratedTemplate.Value)
            : await server.CreateDatabaseAsync();
        return new NpgsqlConnectionStringBuilder(connection) { Options = serverSettings }.ToString();
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        var connection = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        await using (var database = await Database.OpenAsync(
            new StorageOptions { Engine = "postgres", Connection = connection }, TimeProvider.System, CancellationToken.None))
            await Migrations.ApplyAsync(database, CancellationToken.None);
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private static async Task<byte[]> MigrateFileAsync()
    {
        var directory = Directory.CreateTempSubdirectory("desk-").FullName;
        var file = Path.Combine(directory, "desk.db");
        await using (var database = await Database.OpenAsync(
            new StorageOptions { Engine = "sqlite", Connection = file }, TimeProvider.System, CancellationToken.None))
            await Migrations.ApplyAsync(database, CancellationToken.None);
        if (Directory.GetFiles(directory).Length > 1)
            throw new InvalidOperationException($"The migrated database did not close into one file: {string.Join(", ", Directory.GetFiles(directory))}");
        var bytes = await File.ReadAllBytesAsync(file);
        Directory.Delete(directory, recursive: true);
        return bytes;
    }
}
