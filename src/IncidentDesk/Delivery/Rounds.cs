using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>Walks through the post room for what nobody claims, one round after the other, again and again.</summary>
public sealed class Rounds(Database database, IEnumerable<IRound> rounds, TimeProvider clock, ILogger<Rounds> log)
    : BackgroundService, ILoop
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    public string Name => "post-room-rounds";

    public DateTimeOffset? TurnedAt { get; private set; }

    public async Task TurnAsync(CancellationToken cancellation)
    {
        foreach (var round in rounds)
            await AloneAsync(round, cancellation);
    }

    /// <summary>What breaks one round off keeps no other from its turn.</summary>
    private async Task AloneAsync(IRound round, CancellationToken cancellation)
    {
        try
        {
            await round.TurnAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(fault, "A round of the post room broke off ({What}); it starts again.", round.What);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = database.Bell.NextRing;
            try
            {
                await TurnAsync(stoppingToken);
                TurnedAt = clock.GetUtcNow();
                await Task.Delay(Breath, clock, stoppingToken);
                using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(ring, Task.Delay(Between, clock, awake.Token));
                await awake.CancelAsync();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
