using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>
/// The product's own store of the run's engine. On SQLite each world gets a copy of one migrated file, in memory where the machine has a
/// file system there: the same code and the same pragmas, and a sync of the disk that costs nothing.
/// </summary>
internal sealed class SimulatedStore : IAsyncDisposable
{
    private const string InMemory = "/dev/shm";
    private static readonly Lazy<byte[]> Template = new(() => MakeTemplateAsync().GetAwaiter().GetResult());

    private readonly StoreForTest? postgres;

    private SimulatedStore(string directory, Database database, StoreForTest? postgres, StorageOptions options)
    {
        (Directory, Database, this.postgres) = (directory, database, postgres);
        Settings = SettingsOf(directory, options);
    }

    public string Directory { get; }

    public Database Database { get; }

    public DeskSettings Settings { get; }

    public static async Task<SimulatedStore> OpenAsync(TimeProvider clock)
    {
        if (TestEngine.IsPostgres)
        {
            var store = await StoreForTest.OpenAsync(clock: clock);
            await Province.PlantAsync(store.Database);
            return new(store.DataDirectory, store.Database, store, store.Options);
        }
        var directory = NewDirectory();
        var options = new StorageOptions { Connection = Path.Combine(directory, "desk.db") };
        await File.WriteAllBytesAsync(options.Connection, Template.Value);
        return new(directory, await Database.OpenAsync(options, clock, CancellationToken.None), null, options);
    }

    /// <summary>What a node reads and writes by. A server's nodes have sessions of their own, which die and stand still with them.</summary>
    public Database OfNode(TimeProvider clock) => postgres is null
        ? Database
        : Task.Run(() => Database.OpenAsync(OfNodes(postgres.Options), clock, CancellationToken.None)).GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
            return;
        }
        await Database.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    // The server frees the rows of a node that was killed or stands still in the middle of a write. Here it need not be patient with
    // nodes; who looks on from outside is not one, however slow the machine is.
    private static StorageOptions OfNodes(StorageOptions options) => new()
    {
        Engine = options.Engine,
        Connection = new NpgsqlConnectionStringBuilder(options.Connection) { Options = "-c idle_in_transaction_session_timeout=500ms" }.ToString(),
    };

    private static string NewDirectory()
    {
        if (!System.IO.Directory.Exists(InMemory))
            return System.IO.Directory.CreateTempSubdirectory("desk-simulation-").FullName;
        var directory = Path.Combine(InMemory, $"desk-simulation-{Environment.ProcessId}-{Guid.CreateVersion7():N}");
        return System.IO.Directory.CreateDirectory(directory).FullName;
    }

    // Closed by its last user, a file holds everything: nothing stays in a log beside it.
    private static async Task<byte[]> MakeTemplateAsync()
    {
        var directory = NewDirectory();
        var options = new StorageOptions { Connection = Path.Combine(directory, "desk.db") };
        await using (var database = await Database.OpenAsync(options, TimeProvider.System, CancellationToken.None))
        {
            await Migrations.ApplyAsync(database, CancellationToken.None);
            await Province.PlantAsync(database);
        }
        var bytes = await File.ReadAllBytesAsync(options.Connection);
        System.IO.Directory.Delete(directory, recursive: true);
        return bytes;
    }

    private static DeskSettings SettingsOf(string directory, StorageOptions options)
    {
        var (settings, faults) = SettingsCheck.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Data:Directory"] = directory,
            ["Storage:Engine"] = options.Engine,
            ["Storage:Connection"] = options.Connection,
            ["Channels:Mail:Host"] = "127.0.0.1",
            ["Channels:Mail:Security"] = "none",
            ["Channels:Mail:From"] = "truc@desk.example",
            ["Channels:Mail:Guard"] = "live",
            ["Channels:Call:Guard"] = "live",
        }).Build());
        return settings ?? throw new ArgumentException(string.Join("; ", faults));
    }
}
