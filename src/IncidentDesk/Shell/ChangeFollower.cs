using IncidentDesk.Storage;

namespace IncidentDesk.Shell;

/// <summary>Numbers committed changes and tells this node's listeners, within a few hundredths of a second of the commit.</summary>
public sealed partial class ChangeFollower(
    Database database, ChangeLog log, ChangeFeed feed, TimeProvider clock, ILogger<ChangeFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Forget = TimeSpan.FromHours(1);
    private long told = -1;
    private DateTimeOffset forgotAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = database.Bell.NextRing;
            try
            {
                await FollowAsync(stoppingToken);
                // A commit of another node rings no bell here, hence the look once a second.
                await Task.WhenAny(ring, Task.Delay(LookAnyway, clock, stoppingToken));
                // One number run for all that commit in the same moment.
                await Task.Delay(Gather, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(fault);
                await Task.Delay(LookAnyway, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One round: number, read on, tell.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        if (told < 0)
            feed.StartAt(told = await log.LastAsync(cancellation));
        await log.NumberAsync(cancellation);
        while (await log.AfterAsync(told, cancellation) is { Count: > 0 } changes)
        {
            feed.Publish(changes);
            told = changes[^1].Seq;
        }
        if (clock.GetUtcNow() - forgotAt > Forget)
        {
            await log.ForgetAsync(cancellation);
            forgotAt = clock.GetUtcNow();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Changes could not be followed; open pages learn of them late.")]
    private partial void LogFault(Exception fault);
}
