using System.Data.Common;
using IncidentDesk.Harness;
using IncidentDesk.Storage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Storage;

public sealed class WritingTests
{
    private static readonly DateTimeOffset Afternoon = new(2026, 11, 20, 16, 45, 0, 123, TimeSpan.FromHours(7));
    private StoreForTest store;

    private Database Database => store.Database;

    [SetUp]
    public async Task Open() => store = await StoreForTest.OpenAsync(SmallSchema.Texts);

    [TearDown]
    public ValueTask Close() => store.DisposeAsync();

    [Test]
    public async Task What_was_answered_is_there_after_a_restart()
    {
        var id = await AddAsync("kept");
        await store.ReopenAsync();
        Assert.That(await NamesAsync(), Is.EqualTo(new[] { "kept" }));
        Assert.That(id, Is.Not.EqualTo(Guid.Empty));
    }

    [Test]
    public async Task A_failing_write_leaves_its_neighbours_committed()
    {
        var writes = Enumerable.Range(0, 300).Select(number => Task.Run(() => number % 7 == 0
            ? AddAsync($"bad {number}", version: 0)
            : AddAsync($"good {number}"))).ToList();
        foreach (var (write, number) in writes.Select((write, number) => (write, number)))
            if (number % 7 == 0)
                Assert.That(async () => await write, Throws.InstanceOf<DbException>());
            else
                await write;
        var names = await NamesAsync();
        Assert.That(names, Has.Count.EqualTo(300 - 43));
        Assert.That(names, Has.None.StartsWith("bad"));
    }

    [Test]
    public async Task A_write_that_fails_halfway_leaves_nothing_of_itself()
    {
        var writes = Enumerable.Range(0, 50).Select(number => Task.Run(() => Database.WriteAsync(async transaction =>
        {
            await InsertAsync(transaction, $"half {number}", 1);
            if (number % 2 == 0)
                throw new InvalidOperationException("a rule says no");
            return number;
        }, CancellationToken.None))).ToList();
        Assert.That(async () => await Task.WhenAll(writes), Throws.InvalidOperationException.With.Message.EqualTo("a rule says no"));
        Assert.That(await NamesAsync(), Has.Count.EqualTo(25));
    }

    [Test]
    public async Task An_answer_comes_after_the_commit()
    {
        await using var other = await Database.OpenAsync(store.Options, TimeProvider.System, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(async () =>
        {
            var id = await AddAsync($"seen {number}");
            var seen = await other.ReadAsync(
                reading => reading.SingleAsync<string>("SELECT name FROM things WHERE id = @id", new { id }), CancellationToken.None);
            Assert.That(seen, Is.EqualTo($"seen {number}"));
        })));
    }

    [Test]
    public async Task A_commit_rings_the_bell()
    {
        var ring = Database.Bell.NextRing;
        Assert.That(ring.IsCompleted, Is.False);
        await AddAsync("rings");
        await ring.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task A_write_cancelled_before_its_turn_never_happens()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        Assert.That(async () => await Database.WriteAsync(transaction => InsertAsync(transaction, "gone", 1), gone.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await NamesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_full_queue_refuses_at_once_and_takes_writes_again_later()
    {
        await using var small = await Database.OpenAsync(
            store.Options with { MostWaitingWrites = 2, WritersAtOnce = 1 }, TimeProvider.System, CancellationToken.None);
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Task.Run(() => small.WriteAsync(async transaction =>
        {
            running.SetResult();
            await hold.Task;
            await InsertAsync(transaction, "first", 1);
        }, CancellationToken.None));
        await running.Task;
        var second = Add("second");
        var third = Add("third");

        Assert.That(async () => await Add("one too many"), Throws.InstanceOf<OverloadedException>());

        hold.SetResult();
        await Task.WhenAll(first, second, third);
        await Add("later");
        Assert.That(await NamesAsync(), Is.EquivalentTo(new[] { "first", "second", "third", "later" }));

        Task Add(string name) => small.WriteAsync(transaction => InsertAsync(transaction, name, 1), CancellationToken.None);
    }

    [Test]
    public async Task A_read_sees_one_moment_and_cannot_change_anything()
    {
        await AddAsync("before");
        await Database.ReadAsync(async reading =>
        {
            var first = await reading.SingleAsync<long>("SELECT count(*) FROM things");
            await AddAsync("meanwhile");
            Assert.That(await reading.SingleAsync<long>("SELECT count(*) FROM things"), Is.EqualTo(first));
            return true;
        }, CancellationToken.None);
        Assert.That(async () => await Database.ReadAsync(
            reading => reading.QueryAsync<string>("DELETE FROM things RETURNING name"), CancellationToken.None),
            Throws.Exception);
        Assert.That(await NamesAsync(), Is.EquivalentTo(new[] { "before", "meanwhile" }));
    }

    [Test]
    public async Task Reads_that_fail_leave_their_seat_to_the_next()
    {
        for (var attempt = 0; attempt < store.Options.ReadersAtOnce * 2; attempt++)
            Assert.That(async () => await Database.ReadAsync<int>(_ => throw new TimeoutException("mine"), CancellationToken.None),
                Throws.InstanceOf<TimeoutException>().With.Message.EqualTo("mine"));
        Assert.That(await NamesAsync(), Is.Empty);
    }

    [Test]
    public async Task Many_rows_go_in_with_one_statement()
    {
        var changed = await Database.WriteAsync(transaction => transaction.ExecuteAllAsync(
            "INSERT INTO queue (id, state, due_at, attempts) VALUES (@id, 'queued', @now, 0)",
            Enumerable.Range(1, 20).Select(id => new { id, now = Afternoon })), CancellationToken.None);
        Assert.That(changed, Is.EqualTo(20));
    }

    [Test]
    public async Task Eight_workers_claim_no_row_twice()
    {
        const int rows = 2000;
        await Database.WriteAsync(transaction => transaction.ExecuteAllAsync(
            "INSERT INTO queue (id, state, due_at, attempts) VALUES (@id, 'queued', @id, 0)",
            Enumerable.Range(1, rows).Select(id => new { id })), CancellationToken.None);
        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() => ClaimAllAsync($"worker {worker}"))));
        Assert.That(claimed.SelectMany(ids => ids).Order(), Is.EqualTo(Enumerable.Range(1, rows).Select(id => (long)id)));
        var attempts = await Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT max(attempts) FROM queue"), CancellationToken.None);
        Assert.That(attempts, Is.EqualTo(1));
    }

    private async Task<List<long>> ClaimAllAsync(string token)
    {
        var mine = new List<long>();
        while (true)
        {
            var batch = await Database.WriteAsync(transaction => transaction.QueryAsync<long>(
                $"""
                UPDATE queue SET state = 'claimed', due_at = @lease, token = @token, attempts = attempts + 1
                WHERE state = 'queued' AND due_at <= @now
                  AND id IN (SELECT id FROM queue WHERE state = 'queued' AND due_at <= @now
                             ORDER BY due_at, id LIMIT 7{transaction.SkipLocked})
                RETURNING id
                """, new { lease = long.MaxValue, token, now = Afternoon }), CancellationToken.None);
            if (batch.Count == 0)
                return mine;
            mine.AddRange(batch);
        }
    }

    private Task<Guid> AddAsync(string name, long version = 1) =>
        Database.WriteAsync(transaction => InsertAsync(transaction, name, version), CancellationToken.None);

    private static async Task<Guid> InsertAsync(Transaction transaction, string name, long version)
    {
        var id = Guid.NewGuid();
        await transaction.ExecuteAsync(
            "INSERT INTO things (id, name, seen_at, ended_at, version) VALUES (@id, @name, @seen, @ended, @version)",
            new { id, name, seen = Afternoon, ended = (DateTimeOffset?)null, version });
        return id;
    }

    private Task<IReadOnlyList<string>> NamesAsync() =>
        Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT name FROM things"), CancellationToken.None);
}
