using System.Globalization;
using IncidentDesk.Harness;
using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>
/// A whole desk with its outside in one process, told by one seed: nodes that turn, die and pause between any two lines, peers with
/// weather, a store that is away for moments, a clock that jumps, and people. After every step the invariants must hold.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly DateTimeOffset Beginning = new(2026, 11, 20, 9, 45, 0, TimeSpan.Zero);
    private readonly Random random;
    private readonly Elsewhere elsewhere;
    private readonly List<string> story = [];

    private World(int seed, SimulatedStore store, ManualClock clock, Elsewhere elsewhere, Planted plant)
    {
        (Seed, Store, Clock, this.elsewhere, Plant) = (seed, store, clock, elsewhere, plant);
        random = new(seed);
        Ledger = new();
        Checker = new(this);
        Peers = new(this);
        People = new(this);
        Machines = new(this);
    }

    public int Seed { get; }
    public SimulatedStore Store { get; }
    public ManualClock Clock { get; }
    public Planted Plant { get; }
    public Ledger Ledger { get; }
    public Checker Checker { get; }
    public Peers Peers { get; }
    public People People { get; }
    public Machines Machines { get; }
    public Names Names { get; } = new();
    public Tally Tally { get; } = new();

    public long StepNumber { get; private set; }

    /// <summary>A break that was seen where nothing can be thrown.</summary>
    public InvariantBrokenException? Fault { get; set; }

    /// <summary>How often time was set back: what began before must not be judged by the clock after.</summary>
    public int SetBacks { get; private set; }

    public IReadOnlyList<string> Story => story;

    public IReadOnlyList<OpenAlarm> OpenAlarms => Read(reading => reading.QueryAsync<OpenAlarm>(
        "SELECT kind, subject FROM alarms WHERE ended_at IS NULL ORDER BY kind, subject"));

    public static async Task<World> CreateAsync(int seed, Elsewhere elsewhere, Planted plant)
    {
        var clock = new ManualClock(Beginning);
        var store = await SimulatedStore.OpenAsync(clock);
        await InstanceFile.BindAsync(store.Database, store.Directory, CancellationToken.None);
        await plant.BendAsync(store.Database);
        return new(seed, store, clock, elsewhere, plant);
    }

    /// <summary>What only an outage of the store explains; everything else that a node reports is a break.</summary>
    public static bool IsExpected(Exception fault) => fault is StorageOutageException or OverloadedException;

    public void Run(int steps)
    {
        new Script(this).Run(steps);
        new Calm(this).Run();
    }

    /// <summary>One step of something, all that it set off carried to its rest, and the invariants looked at.</summary>
    public void Step(Action step)
    {
        StepNumber++;
        elsewhere.Run(step);
        Rest();
    }

    /// <summary>The same of a step that runs the product's code: its writes meet the store together, there or away.</summary>
    public void StepOfNodes(Action step)
    {
        StepNumber++;
        using (elsewhere.HoldLane(Store.Database, Machines.StoreIsAway))
            elsewhere.Run(step);
        Rest();
    }

    public void Advance(TimeSpan by)
    {
        Clock.Advance(by);
        // There the server's clock judges leases; it goes on with the nodes'.
        if (Store.Database.Engine == "postgres")
            Write(transaction => transaction.ExecuteAsync(
                """
                UPDATE deliveries SET next_attempt_at = next_attempt_at - @by WHERE id IN (
                    SELECT id FROM deliveries WHERE state = 'claimed' AND next_attempt_at IS NOT NULL FOR UPDATE SKIP LOCKED)
                """,
                new { by = (long)by.TotalMilliseconds }));
        Say($"+{by.TotalSeconds:N1} s");
    }

    /// <summary>The clock of the machine is set, as by a time server; nobody's timer notices.</summary>
    public void Jump(TimeSpan by)
    {
        if (by < TimeSpan.Zero)
            SetBacks++;
        Clock.Jump(by);
        Say($"the clock jumps by {by.TotalSeconds:N0} s");
    }

    public T Read<T>(Func<Reading, Task<T>> work) => Outside(() => Store.Database.ReadAsync(work, CancellationToken.None));

    /// <summary>A write of somebody outside the nodes. False when the store was away, and then nobody knows whether it happened.</summary>
    public bool Write(Func<Transaction, Task> work)
    {
        try
        {
            return Outside(async () =>
            {
                await Store.Database.WriteAsync(work, CancellationToken.None);
                return true;
            });
        }
        catch (StorageOutageException)
        {
            return false;
        }
    }

    public bool Chance(int percent) => random.Next(100) < percent;

    public int Below(int end) => random.Next(end);

    public T Pick<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];

    /// <summary>A look from inside the product's own call, where a throw would be taken for a fault of the channel.</summary>
    public void See(Action look)
    {
        try
        {
            look();
        }
        catch (InvariantBrokenException broken)
        {
            Fault ??= broken;
        }
    }

    public void Say(string what) => story.Add(string.Create(
        CultureInfo.InvariantCulture, $"{StepNumber,5} {Clock.GetUtcNow():HH:mm:ss.fff} {what}"));

    // A server answers on the pool: who asks from a node's thread would wait for what only that thread may run.
    private static T Outside<T>(Func<Task<T>> ask) => (TestEngine.IsPostgres ? Task.Run(ask) : ask()).GetAwaiter().GetResult();

    private void Rest()
    {
        elsewhere.Wait(Store.Database, Machines);
        Machines.Look();
        if (Fault is { } fault)
            throw fault;
        Checker.AfterStep();
    }

    public void Hold(bool holds, string invariant, string words)
    {
        if (!holds)
            throw new InvariantBrokenException(invariant, words);
    }

    public async ValueTask DisposeAsync()
    {
        Machines.Dispose();
        await Store.DisposeAsync();
    }
}
