using IncidentDesk.Harness;
using IncidentDesk.Storage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Storage.Postgres;

/// <summary>What only a server can do wrong, on whichever engine the rest of the run is.</summary>
[Category("Postgres")]
public sealed class PostgresServerTests
{
    private StoreForTest store;

    [SetUp]
    public async Task Open() => store = await StoreForTest.OpenAsync(SmallSchema.Texts, engine: "postgres");

    [TearDown]
    public ValueTask Close() => store.DisposeAsync();

    [Test]
    public void A_server_that_does_not_answer_is_an_outage() => Assert.That(
        async () => await Database.OpenAsync(
            store.Options with { Connection = "Host=127.0.0.1;Port=1;Username=nobody;Database=none" }, TimeProvider.System, CancellationToken.None),
        Throws.InstanceOf<StorageOutageException>());

    [Test]
    public async Task A_write_whose_connection_is_cut_is_an_outage_and_the_next_one_works()
    {
        Assert.That(async () => await store.Database.WriteAsync(async transaction =>
        {
            await InsertAsync(transaction, 1);
            await CutAsync(await transaction.SingleAsync<long>("SELECT pg_backend_pid()"));
            await InsertAsync(transaction, 2);
        }, CancellationToken.None), Throws.InstanceOf<StorageOutageException>());
        await store.Database.WriteAsync(transaction => InsertAsync(transaction, 3), CancellationToken.None);
        Assert.That(await store.Database.ReadAsync(reading => reading.QueryAsync<long>("SELECT id FROM queue"), CancellationToken.None),
            Is.EqualTo(new[] { 3L }));
    }

    [Test]
    public async Task A_write_that_stands_still_is_an_outage_and_its_rows_are_free_for_others()
    {
        await using var impatient = await StoreForTest.OpenAsync(
            SmallSchema.Texts, engine: "postgres", serverSettings: "-c idle_in_transaction_session_timeout=200ms");
        await impatient.Database.WriteAsync(transaction => InsertAsync(transaction, 1), CancellationToken.None);
        var (isHeld, othersAreDone) = (new TaskCompletionSource(), new TaskCompletionSource());
        var still = impatient.Database.WriteAsync(async transaction =>
        {
            await CountAsync(transaction, 1);
            isHeld.SetResult();
            await othersAreDone.Task;
            await CountAsync(transaction, 1);
        }, CancellationToken.None);
        await isHeld.Task;
        await impatient.Database.WriteAsync(transaction => CountAsync(transaction, 1), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        othersAreDone.SetResult();
        Assert.That(async () => await still, Throws.InstanceOf<StorageOutageException>());
        Assert.That(await impatient.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT attempts FROM queue WHERE id = 1"), CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task A_write_may_stand_still_for_fifteen_seconds() => Assert.That(
        await store.Database.WriteAsync(transaction => transaction.SingleAsync<string>("SHOW idle_in_transaction_session_timeout"), CancellationToken.None),
        Is.EqualTo("15s"));

    [Test]
    public async Task Writes_that_lock_each_other_out_are_tried_again()
    {
        await store.Database.WriteAsync(transaction => transaction.ExecuteAllAsync(
            "INSERT INTO queue (id, state, due_at, attempts) VALUES (@id, 'queued', 0, 0)", [new { id = 1 }, new { id = 2 }]), CancellationToken.None);
        using var both = new Barrier(2);
        await Task.WhenAll(TakeAsync(1, 2), TakeAsync(2, 1));
        Assert.That(await store.Database.ReadAsync(
            reading => reading.QueryAsync<long>("SELECT attempts FROM queue ORDER BY id"), CancellationToken.None), Is.EqualTo(new[] { 2L, 2L }));

        Task TakeAsync(int first, int second)
        {
            var attempt = 0;
            return Task.Run(() => store.Database.WriteAsync(async transaction =>
            {
                await CountAsync(transaction, first);
                if (attempt++ == 0)
                    both.SignalAndWait(TimeSpan.FromSeconds(10));
                await CountAsync(transaction, second);
            }, CancellationToken.None));
        }
    }

    private static Task<int> InsertAsync(Transaction transaction, int id) => transaction.ExecuteAsync(
        "INSERT INTO queue (id, state, due_at, attempts) VALUES (@id, 'queued', 0, 0)", new { id });

    private static Task<int> CountAsync(Transaction transaction, int id) =>
        transaction.ExecuteAsync("UPDATE queue SET attempts = attempts + 1 WHERE id = @id", new { id });

    private Task<bool> CutAsync(long server) => store.Database.WriteAsync(
        transaction => transaction.SingleAsync<bool>("SELECT pg_terminate_backend(CAST(@server AS INT))", new { server }), CancellationToken.None);
}
