using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>Walks through the post room for what nobody claims: letters to make ready for approval, rows without an address, and what is overdue.</summary>
public sealed class Rounds(
    Database database, Readying readying, WaitingForContact waiting, OverdueDeliveries overdue, TimeProvider clock, ILogger<Rounds> log)
    : BackgroundService, ILoop
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    public string Name => "post-room-rounds";

    public DateTimeOffset? TurnedAt { get; private set; }

    public async Task TurnAsync(CancellationToken cancellation)
    {
        await AloneAsync("waking what waited for a contact", waiting.WakeAsync, cancellation);
        await AloneAsync("making letters ready", readying.ForApprovalAsync, cancellation);
        await AloneAsync("looking for what is overdue", overdue.RaiseAsync, cancellation);
    }

    /// <summary>What breaks one round off keeps no other from its turn.</summary>
    private async Task AloneAsync(string what, Func<CancellationToken, Task> round, CancellationToken cancellation)
    {
        try
        {
            await round(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(fault, "A round of the post room broke off ({What}); it starts again.", what);
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
