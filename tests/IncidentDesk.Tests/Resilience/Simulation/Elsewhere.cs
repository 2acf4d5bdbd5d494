using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using IncidentDesk.Harness;
using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>
/// Waits until nothing that a step set off still runs on another thread: the write lane, and what the product gave to the pool. Only
/// then is it certain what is ready on which node, and the same seed tells the same story.
/// </summary>
internal sealed class Elsewhere : EventListener
{
    private const int Scheduled = 7, Started = 8, Completed = 9, TaskId = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [ThreadStatic]
    private static bool isSimulating;

    private readonly ConcurrentDictionary<int, bool> given = new();
    private readonly ManualResetEventSlim stepIsOver = new(true);

    /// <summary>Runs on this thread; tasks that it gives to the pool are remembered.</summary>
    public void Run(Action step)
    {
        isSimulating = true;
        stepIsOver.Reset();
        try
        {
            step();
        }
        finally
        {
            isSimulating = false;
            stepIsOver.Set();
        }
    }

    /// <summary>
    /// Keeps the lane busy until it is disposed of, so that all writes of a step share one commit whatever the processor is doing.
    /// </summary>
    /// <param name="thenAway">The commit after this one fails: its connection is read-only, as on a disk that the system has remounted.</param>
    public IDisposable HoldLane(Database database, bool thenAway)
    {
        if (database.Engine != "sqlite")
            return new Hold(null);
        var (started, over) = (new ManualResetEventSlim(), new ManualResetEventSlim());
        _ = database.WriteAsync(async transaction =>
        {
            started.Set();
            over.Wait();
            if (thenAway)
                await transaction.ExecuteAsync("PRAGMA query_only = ON");
        }, CancellationToken.None);
        started.Wait();
        return new Hold(over);
    }

    public void Wait(Database database, Machines machines)
    {
        for (var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds; !given.IsEmpty; Thread.Yield())
            if (Environment.TickCount64 > until)
                throw new TimeoutException("A task that the product gave to the pool does not end.");
        if (database.Engine == "sqlite")
            DrainLane(database);
        else
            WaitForRest(database, machines);
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Threading.Tasks.TplEventSource")
            EnableEvents(eventSource, EventLevel.Informational, (EventKeywords)0x43);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId == Scheduled && isSimulating)
            given[(int)eventData.Payload![TaskId]!] = true;
        else if (eventData.EventId == Started && !TestEngine.IsPostgres && given.ContainsKey((int)eventData.Payload![TaskId]!))
            // This runs on the pool's thread before the task does: whether it is done when the step asks must not be chance. With a
            // server it is chance anyway, and a step that asks the server may itself need what the pool was given.
            stepIsOver.Wait();
        else if (eventData.EventId == Completed)
            given.TryRemove((int)eventData.Payload![TaskId]!, out _);
    }

    // A server answers when it likes: either a node has something to do, or no session is in the middle of anything.
    private static void WaitForRest(Database database, Machines machines)
    {
        for (var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds; machines.Ready == 0 && Busy(database) > 0; Thread.Sleep(1))
            if (Environment.TickCount64 > until)
                throw new TimeoutException("A session of the server does not come to rest.");
    }

    private static long Busy(Database database) => database.ReadAsync(reading => reading.SingleAsync<long>(
        """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
        """), CancellationToken.None).GetAwaiter().GetResult();

    // The lane answers in the order in which it was asked: once this write is answered, all before it are.
    private static void DrainLane(Database database)
    {
        try
        {
            database.WriteAsync(_ => Task.CompletedTask, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (StorageOutageException)
        {
            // Whatever waited in the lane was answered with the same words.
        }
    }

    private sealed class Hold(ManualResetEventSlim? over) : IDisposable
    {
        public void Dispose() => over?.Set();
    }
}
