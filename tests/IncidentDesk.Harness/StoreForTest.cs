using IncidentDesk.Storage;
using Npgsql;

namespace IncidentDesk.Harness;

/// <summary>A fresh, migrated database of the run's engine with a data directory beside it; gone when disposed.</summary>
public sealed class StoreForTest : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> MigratedTemplate = new(MigrateTemplateAsync);

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
        };
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
}
