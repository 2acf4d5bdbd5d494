using IncidentDesk.Harness;
using IncidentDesk.Storage;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace IncidentDesk.Tests.Storage.Sqlite;

/// <summary>What only the embedded file can do wrong, on whichever engine the rest of the run is.</summary>
public sealed class SqliteFileTests
{
    private string directory;

    private StorageOptions Options => new() { Connection = Path.Combine(directory, "desk.db"), BusyTimeout = TimeSpan.FromMilliseconds(200) };

    [SetUp]
    public void Create() => directory = Directory.CreateTempSubdirectory("desk-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(directory, recursive: true);

    [Test]
    public async Task A_lost_database_is_not_silently_replaced_by_an_empty_one()
    {
        await using (var database = await OpenMigratedAsync())
            await InstanceFile.BindAsync(database, directory, CancellationToken.None);
        File.Delete(Options.Connection);
        Assert.That(async () => await OpenAsync(), Throws.InstanceOf<DatabaseMissingException>());
        Assert.That(File.Exists(Options.Connection), Is.False);
    }

    [Test]
    public async Task Overwritten_pages_are_found_before_the_desk_is_ready()
    {
        await using (var database = await OpenMigratedAsync())
            await AddAsync(database, Enumerable.Range(1, 5000));
        await using (var file = File.OpenWrite(Options.Connection))
        {
            file.Position = 4096 * 12;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 4096 * 3).ToArray());
        }
        await using var damaged = await OpenAsync();
        var found = await StartCheck.RunAsync(damaged, directory, 1, pages: true, CancellationToken.None, SmallSchema.Texts);
        Assert.That(found.Select(finding => finding.Code), Has.Some.AnyOf("database-corrupt", "database-outage"));
        Assert.That(found, Has.Some.Property("Fatal").True);
    }

    [Test]
    public async Task Rows_that_point_nowhere_are_found()
    {
        await using var database = await OpenMigratedAsync();
        await using (var careless = new SqliteConnection($"Data Source={Options.Connection};Pooling=False;Foreign Keys=False"))
        {
            await careless.OpenAsync();
            await using var command = careless.CreateCommand();
            command.CommandText = "INSERT INTO parts (thing_id) VALUES ('nobody')";
            await command.ExecuteNonQueryAsync();
        }
        var found = await StartCheck.RunAsync(database, directory, 1, pages: true, CancellationToken.None, SmallSchema.Texts);
        Assert.That(found.Select(finding => finding.Code), Has.Member("database-orphans"));
    }

    [Test]
    public async Task Another_process_holding_the_file_means_overloaded_and_passes()
    {
        await using var database = await OpenMigratedAsync();
        await using var holder = new SqliteConnection($"Data Source={Options.Connection};Pooling=False");
        await holder.OpenAsync();
        await using (var held = holder.BeginTransaction(deferred: false))
            Assert.That(async () => await AddAsync(database, [1]), Throws.InstanceOf<OverloadedException>());
        await AddAsync(database, [1]);
    }

    [Test]
    public async Task A_write_that_breaks_the_commit_of_all_is_the_only_one_to_fail()
    {
        await using var database = await OpenMigratedAsync();
        await database.WriteAsync(transaction => transaction.ExecuteAsync(
            "CREATE TABLE late (id BIGINT REFERENCES queue (id) DEFERRABLE INITIALLY DEFERRED)"), CancellationToken.None);
        await HeldLane.ThenAsync(database, () =>
        [
            AddAsync(database, [1]),
            Refused(database.WriteAsync(transaction => transaction.ExecuteAsync("INSERT INTO late (id) VALUES (77)"), CancellationToken.None)),
            AddAsync(database, [2]),
        ]);
        Assert.That(await CountAsync(database), Is.EqualTo(2));
    }

    [Test]
    public async Task A_write_that_rolls_everything_back_is_the_only_one_to_fail()
    {
        await using var database = await OpenMigratedAsync();
        await AddAsync(database, [1]);
        await HeldLane.ThenAsync(database, () =>
        [
            AddAsync(database, [2]),
            Refused(database.WriteAsync(transaction => transaction.ExecuteAsync(
                "INSERT OR ROLLBACK INTO queue (id, state, due_at, attempts) VALUES (1, 'twice', 0, 0)"), CancellationToken.None)),
            AddAsync(database, [3]),
        ]);
        Assert.That(await CountAsync(database), Is.EqualTo(3));
    }

    [Test]
    public async Task A_write_that_swallows_the_loss_of_its_transaction_is_not_told_that_it_was_kept()
    {
        await using var database = await OpenMigratedAsync();
        await AddAsync(database, [1]);
        Assert.That(async () => await database.WriteAsync(transaction => Refused(transaction.ExecuteAllAsync(
            "INSERT OR ROLLBACK INTO queue (id, state, due_at, attempts) VALUES (@id, 'twice', 0, 0)",
            [new { id = 2 }, new { id = 1 }])), CancellationToken.None), Throws.Exception);
        Assert.That(await CountAsync(database), Is.EqualTo(1));
    }

    [Test]
    public async Task An_outage_fails_the_waiting_writes_and_the_lane_goes_on_after_it()
    {
        await using var database = await OpenMigratedAsync();
        await database.WriteAsync(transaction => transaction.ExecuteAsync("PRAGMA max_page_count = 40"), CancellationToken.None);
        Assert.That(async () => await AddAsync(database, Enumerable.Range(1, 20000)), Throws.InstanceOf<StorageOutageException>());
        Assert.That(await CountAsync(database), Is.Zero);
        await database.WriteAsync(transaction => transaction.ExecuteAsync("PRAGMA max_page_count = 1000000"), CancellationToken.None);
        await AddAsync(database, Enumerable.Range(1, 20000));
        Assert.That(await CountAsync(database), Is.EqualTo(20000));
    }

    [Test]
    public async Task A_write_inside_a_write_is_refused_instead_of_waiting_for_itself()
    {
        await using var database = await OpenMigratedAsync();
        Assert.That(async () => await database.WriteAsync(_ => AddAsync(database, [1]), CancellationToken.None),
            Throws.InvalidOperationException.With.Message.Contains("wait for itself"));
    }

    [Test]
    public async Task A_transaction_kept_past_its_end_is_dead()
    {
        await using var database = await OpenMigratedAsync();
        var kept = await database.WriteAsync(Task.FromResult, CancellationToken.None);
        Assert.That(async () => await kept.ExecuteAsync("DELETE FROM queue"), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Closing_finishes_what_waits_and_refuses_what_comes_later()
    {
        var database = await OpenMigratedAsync();
        var writes = Enumerable.Range(1, 200).Select(id => AddAsync(database, [id])).ToList();
        await database.DisposeAsync();
        await Task.WhenAll(writes);
        Assert.That(async () => await AddAsync(database, [1000]), Throws.InstanceOf<ObjectDisposedException>());
        await using var again = await OpenAsync();
        Assert.That(await CountAsync(again), Is.EqualTo(200));
    }

    [Test]
    public async Task The_file_is_kept_durably()
    {
        await using var database = await OpenMigratedAsync();
        var (journal, sync, keys) = await database.WriteAsync(async transaction => (
            await transaction.SingleAsync<string>("PRAGMA journal_mode"),
            await transaction.SingleAsync<long>("PRAGMA synchronous"),
            await transaction.SingleAsync<long>("PRAGMA foreign_keys")), CancellationToken.None);
        Assert.That((journal, sync, keys), Is.EqualTo(("wal", 2L, 1L)));
    }

    private static async Task Refused(Task write)
    {
        try
        {
            await write;
        }
        catch (SqliteException)
        {
            return;
        }
        Assert.Fail("The write should have been refused.");
    }

    private Task<Database> OpenAsync() => Database.OpenAsync(Options, TimeProvider.System, CancellationToken.None);

    private async Task<Database> OpenMigratedAsync()
    {
        var database = await OpenAsync();
        await Migrations.ApplyAsync(database, CancellationToken.None, SmallSchema.Texts);
        return database;
    }

    private static Task<int> AddAsync(Database database, IEnumerable<int> ids) =>
        database.WriteAsync(transaction => transaction.ExecuteAllAsync(
            "INSERT INTO queue (id, state, due_at, attempts) VALUES (@id, 'queued', 0, 0)", ids.Select(id => new { id })), CancellationToken.None);

    private static Task<long> CountAsync(Database database) =>
        database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM queue"), CancellationToken.None);
}
