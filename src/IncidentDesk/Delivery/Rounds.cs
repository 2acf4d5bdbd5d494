using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>Walks through the post room for what nobody claims: letters to make ready for approval, rows without an address, and what is overdue.</summary>
public sealed class Rounds(
    Database database, Readying readying, WaitingForContact waiting, OverdueDeliveries overdue, TimeProvider clock, ILogger<Rounds> log)
    : BackgroundService
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    public async Task TurnAsync(CancellationToken cancellation)
    {
        await waiting.WakeAsync(cancellation);
        await readying.ForApprovalAsync(cancellation);
        await overdue.RaiseAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = database.Bell.NextRing;
            try
            {
                await TurnAsync(stoppingToken);
                await Task.Delay(Breath, clock, stoppingToken);
                using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(ring, Task.Delay(Between, clock, awake.Token));
                await awake.CancelAsync();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The rounds of the post room broke off; they start again.");
                await Task.Delay(Between, clock, CancellationToken.None);
            }
        }
    }
}
