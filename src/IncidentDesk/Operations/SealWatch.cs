using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>
/// Looks at the seal before anything is claimed, and then again and again: who arms through one node arms all of them within seconds. While
/// it fits, the tide rises.
/// </summary>
public sealed class SealWatch(Seal seal, Database database, DeskSettings settings, TimeProvider clock, ILogger<SealWatch> log)
    : BackgroundService, ILoop
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenTides = TimeSpan.FromMinutes(1);

    private DateTimeOffset? tideAt;

    public string Name => "seal-watch";

    public DateTimeOffset? TurnedAt { get; private set; }

    /// <summary>Hosted services start in turn: the seal has been looked at before the post room claims anything.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await seal.CheckAsync(cancellationToken))
            Warn();
        await base.StartAsync(cancellationToken);
    }

    public async Task TurnAsync(CancellationToken cancellation)
    {
        var was = seal.Look;
        var fits = await seal.LookAsync(cancellation);
        if (was.Fits && !fits)
            Warn();
        else if (!was.Fits && fits)
            log.LogWarning("The database fits its seal here: what the guard allows leaves again (seal {Epoch}).", seal.Look.Epoch);
        if (fits && (tideAt is null || clock.GetUtcNow() - tideAt >= BetweenTides))
        {
            await Tide.RiseAsync(database, settings.DataDirectory, cancellation);
            tideAt = clock.GetUtcNow();
        }
        TurnedAt = clock.GetUtcNow();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await seal.WaitAsync(Between, clock, stoppingToken);
                stoppingToken.ThrowIfCancellationRequested();
                await TurnAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The seal could not be looked at; it is looked at again.");
            }
        }
    }

    private void Warn() => log.LogCritical(
        "This database is not where it was sealed ({Differences}): nothing leaves, sending is simulated until an administrator arms it.",
        string.Join(", ", seal.Look.Differences.Select(one => one.What)));
}
