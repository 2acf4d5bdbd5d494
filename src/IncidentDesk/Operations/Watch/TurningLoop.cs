namespace IncidentDesk.Operations.Watch;

/// <summary>A loop that turns, says in the log what went wrong, waits, and turns again until the desk stops.</summary>
/// <param name="trouble">What could not be done, for the log.</param>
/// <param name="pause">Between two turns.</param>
public abstract class TurningLoop(string name, string trouble, TimeSpan pause, TimeProvider clock, ILogger log) : BackgroundService, ILoop
{
    public string Name => name;

    public DateTimeOffset? TurnedAt { get; private set; }

    public virtual TimeSpan LongestSleep => TimeSpan.FromMinutes(1);

    protected TimeProvider Clock => clock;

    /// <summary>An error where somebody waits for what the loop does.</summary>
    protected virtual LogLevel Severity => LogLevel.Error;

    public abstract Task TurnAsync(CancellationToken cancellation);

    /// <summary>Turns once, and says how long to wait.</summary>
    protected virtual async Task<TimeSpan> NextAsync(CancellationToken cancellation)
    {
        await TurnAsync(cancellation);
        return pause;
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = pause;
            try
            {
                next = await NextAsync(stoppingToken);
                TurnedAt = clock.GetUtcNow();
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.Log(Severity, fault, "{Trouble}; the next turn is in {Pause}.", trouble, next);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(next, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
