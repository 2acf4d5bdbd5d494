using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentDesk.Tests.Audit;

/// <summary>A store whose audit is sealed when the test says so.</summary>
internal sealed class AuditScene : IAsyncDisposable
{
    private readonly StoreForTest store;

    private AuditScene(StoreForTest store)
    {
        this.store = store;
        Place = PlaceOf(store.DataDirectory);
        Sealer = SealerOf(Place, "node-1");
    }

    public ManualClock Clock { get; } = new();

    public AuditPlace Place { get; }

    public AuditSealer Sealer { get; }

    public Database Database => store.Database;

    public StorageOptions Options => store.Options;

    public string Directory => store.DataDirectory;

    public static async Task<AuditScene> StartAsync()
    {
        var scene = new AuditScene(await StoreForTest.OpenAsync());
        await InstanceFile.BindAsync(scene.Database, scene.Directory, CancellationToken.None);
        return scene;
    }

    public static AuditPlace PlaceOf(string directory) => new(
        Path.Combine(directory, AuditPlace.KeyName), Path.Combine(directory, AuditPlace.FormerKeysName),
        [Path.Combine(directory, AuditPlace.AnchorsName)]);

    /// <summary>Another node on the same database.</summary>
    public AuditSealer SealerOf(AuditPlace place, string node) => new(
        Database, place, new AnchorBook(place, new(TimeZoneInfo.Utc)), new WatchNode(node), Clock, NullLogger<AuditSealer>.Instance);

    public Task AppendAsync(string subject, string outcome = "done") => Database.WriteAsync(
        transaction => AuditTrail.AppendAsync(transaction, "desk", "test.act", subject, outcome, Clock.GetUtcNow(), "trace", "192.0.2.0/24"),
        CancellationToken.None);

    /// <summary>So many rows, sealed; with the row that begins the key there is one more.</summary>
    public async Task SealedAsync(int rows)
    {
        for (var n = 1; n <= rows; n++)
            await AppendAsync($"subject-{n}");
        await Sealer.TurnAsync(CancellationToken.None);
    }

    public Task<VerifyAudit.Answer> VerifyAsync(bool anchors = true) => VerifyAudit.RunAsync(
        Database, AuditKeys.Of(Place, []), instance => anchors ? AnchorBook.Of(Place, instance) : [], new Progress<double>(), CancellationToken.None);

    public async Task<IReadOnlyList<AuditRow>> RowsAsync() => [.. (await Database.ReadAsync(
        reading => reading.QueryAsync<StoredRow>($"SELECT {StoredRow.Columns(Database.Kinds)} FROM audit ORDER BY audit.seq, audit.id"), CancellationToken.None)).Select(row => row.Row)];

    public Task<int> ExecuteAsync(string sql) => Database.WriteAsync(transaction => transaction.ExecuteAsync(sql), CancellationToken.None);

    /// <summary>A row that came by another way than the desk's, in SQL.</summary>
    public Task<int> PlantAsync(string id, string outcome, string at = "0") => ExecuteAsync(
        $"INSERT INTO audit (id, at, actor, action, subject, outcome) VALUES ({id}, {at}, 'a', 'test.act', 'planted', {outcome})");

    /// <summary>What somebody does who owns the database and wants to change what it says.</summary>
    public async Task DropTriggersAsync()
    {
        foreach (var trigger in new[] { "audit_starts_unsealed", "audit_is_sealed_once", "audit_is_kept" })
            await ExecuteAsync($"DROP TRIGGER {trigger}{(Database.Engine == "postgres" ? " ON audit" : "")}");
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
