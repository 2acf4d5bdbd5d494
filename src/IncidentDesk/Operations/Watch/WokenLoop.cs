using IncidentDesk.Storage;

namespace IncidentDesk.Operations.Watch;

/// <summary>
/// A loop that sleeps until something was committed here or the next thing it looks for is due, takes a breath between two turns, and tries
/// again after what went wrong.
/// </summary>
/// <param name="trouble">What could not be done, for the log.</param>
/// <param name="breath">Between two turns: what comes meanwhile is done in one.</param>
public abstract class WokenLoop(string name, string trouble, TimeSpan breath, Database database, TimeProvider clock, ILogger log) : BackgroundService, ILoop
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    /// <summary>Another node's commit rings no bell here: it may have died right after.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public string Name => name;

    public DateTimeOffset? TurnedAt { get; private set; }

    protected Database Database => database;

    protected TimeProvider Clock => clock;

    /// <summary>How long it rests where the next of them was due all the while and no turn did it.</summary>
    protected virtual TimeSpan Nap => TimeSpan.Zero;

    /// <summary>Does what is due now.</summary>
    /// <returns>How much was done; there may be more.</returns>
    public abstract Task<int> TurnAsync(CancellationToken cancellation);

    /// <summary>When the next of them is due, as far as it is known.</summary>
    protected abstract Task<DateTimeOffset?> NextDueAsync(Reading reading);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = database.Bell.NextRing;
            try
            {
                var done = await TurnAsync(stoppingToken);
                TurnedAt = clock.GetUtcNow();
                await Task.Delay(breath, clock, stoppingToken);
                if (done == 0)
                    await SleepAsync(ring, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "{Trouble}; it tries again.", trouble);
                await Task.Delay(AfterFault, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // What came due between the turn and this question is not slept over: the next turn is a breath away.
    private async Task SleepAsync(Task ring, CancellationToken cancellation)
    {
        var until = await database.ReadAsync(NextDueAsync, cancellation) is { } next ? next - clock.GetUtcNow() : Longest;
        until = until <= TimeSpan.Zero ? Nap : until;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(ring, Task.Delay(until < Longest ? until : Longest, clock, awake.Token));
        await awake.CancelAsync();
    }
}
