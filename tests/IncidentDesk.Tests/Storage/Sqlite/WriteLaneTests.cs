using System.Collections.Concurrent;
using IncidentDesk.Harness;
using IncidentDesk.Storage;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace IncidentDesk.Tests.Storage.Sqlite;

/// <summary>Writes that share a commit: what fails fails alone, and whatever had to be repeated for its sake is there once.</summary>
public sealed class WriteLaneTests
{
    private StoreForTest store;

    [SetUp]
    public async Task Open() => store = await StoreForTest.OpenAsync(SmallSchema.Texts, engine: "sqlite");

    [TearDown]
    public ValueTask Close() => store.DisposeAsync();

    [Test]
    public async Task Writes_that_all_succeed_are_run_once()
    {
        var runs = new int[20];
        await HeldLane.ThenAsync(store.Database, () => [.. Enumerable.Range(0, 20).Select(id => AddAsync(id, runs))]);
        Assert.That(runs, Is.All.EqualTo(1));
        Assert.That(await IdsAsync(), Is.EqualTo(Enumerable.Range(0, 20)));
    }

    [TestCase(0)]
    [TestCase(10)]
    [TestCase(19)]
    public async Task The_neighbours_of_a_failing_write_are_kept_exactly_once(int failing)
    {
        var runs = new int[20];
        await HeldLane.ThenAsync(store.Database, () =>
        [
            .. Enumerable.Range(0, 20).Select(id => id == failing ? FailAsync(id, runs) : AddAsync(id, runs)),
        ]);
        Assert.That(await IdsAsync(), Is.EqualTo(Enumerable.Range(0, 20).Where(id => id != failing)));
        Assert.That(runs, Is.All.LessThanOrEqualTo(2));
    }

    [Test]
    public async Task A_failing_write_leaves_nothing_of_itself_between_its_neighbours()
    {
        await HeldLane.ThenAsync(store.Database, () =>
        [
            AddAsync(1, new int[2]),
            RefusedAsync(store.Database.WriteAsync(async transaction =>
            {
                await InsertAsync(transaction, 2);
                await InsertAsync(transaction, 2);
            }, CancellationToken.None)),
            CountAsync(3),
        ]);
        Assert.That(await IdsAsync(), Is.EqualTo(new[] { 1, 3 }));

        // What comes later must not see what the failing one had written before it failed.
        Task CountAsync(int id) => store.Database.WriteAsync(async transaction =>
        {
            Assert.That(await transaction.SingleAsync<long>("SELECT count(*) FROM queue"), Is.EqualTo(1));
            await InsertAsync(transaction, id);
        }, CancellationToken.None);
    }

    [Test]
    public async Task Nothing_is_answered_before_its_commit_when_the_batch_is_repeated()
    {
        await using var other = await Database.OpenAsync(store.Options, TimeProvider.System, CancellationToken.None);
        await HeldLane.ThenAsync(store.Database, () => [AddAsync(1, new int[3]).ContinueWith(LookAsync).Unwrap(), FailAsync(2, new int[3])]);

        async Task LookAsync(Task answered)
        {
            await answered;
            Assert.That(await other.ReadAsync(reading => reading.QueryAsync<long>("SELECT id FROM queue"), CancellationToken.None), Is.EqualTo(new[] { 1L }));
        }
    }

    [Test]
    public async Task Each_write_hears_its_own_result_and_its_own_refusal()
    {
        var answers = new ConcurrentBag<string>();
        await HeldLane.ThenAsync(store.Database, () =>
        [
            KeepAsync(store.Database.WriteAsync(async transaction => (await InsertAsync(transaction, 7), "seven").Item2, CancellationToken.None)),
            OwnAsync(store.Database.WriteAsync(_ => throw new TimeoutException("mine"), CancellationToken.None)),
            OwnAsync(store.Database.WriteAsync(_ => throw new TimeoutException("yours"), CancellationToken.None)),
        ]);
        Assert.That(answers, Is.EquivalentTo(new[] { "seven", "mine", "yours" }));

        async Task KeepAsync(Task<string> write) => answers.Add(await write);
        async Task OwnAsync(Task write)
        {
            try
            {
                await write;
            }
            catch (TimeoutException refusal)
            {
                answers.Add(refusal.Message);
            }
        }
    }

    private Task AddAsync(int id, int[] runs) => store.Database.WriteAsync(transaction =>
    {
        if (id < runs.Length)
            runs[id]++;
        return InsertAsync(transaction, id);
    }, CancellationToken.None);

    private Task FailAsync(int id, int[] runs) => RefusedAsync(store.Database.WriteAsync(async transaction =>
    {
        runs[id]++;
        await InsertAsync(transaction, id);
        await InsertAsync(transaction, id);
    }, CancellationToken.None));

    private static Task<int> InsertAsync(Transaction transaction, int id) =>
        transaction.ExecuteAsync("INSERT INTO queue (id, state, due_at, attempts) VALUES (@id, 'queued', 0, 0)", new { id });

    private static async Task RefusedAsync(Task write)
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

    private async Task<IEnumerable<int>> IdsAsync() =>
        (await store.Database.ReadAsync(reading => reading.QueryAsync<long>("SELECT id FROM queue ORDER BY id"), CancellationToken.None))
            .Select(id => (int)id);
}
