using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>
/// The fifth room. It turns for ever: claims what is due, hands each delivery to a courier, and sleeps until something was
/// committed or the next row is due. Each channel has hands of its own, so that one stuck peer holds nobody else.
/// </summary>
public sealed class PostRoom(Database database, Claims claims, Hands hands, Courier courier, TimeProvider clock, ILogger<PostRoom> log)
    : BackgroundService, ILoop
{
    /// <summary>A storm of commits must not make the post room eat the processor that the commits need.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource abandoned = new();
    private bool startedAgain;

    public string Name => "post-room";

    public DateTimeOffset? TurnedAt { get; private set; }

    /// <summary>Claims what is due and hands it out.</summary>
    /// <returns>The work under way; each task ends without throwing.</returns>
    public async Task<IReadOnlyList<Task>> TurnAsync(CancellationToken cancellation)
    {
        if (!startedAgain)
        {
            await claims.FreeOwnAsync(cancellation);
            startedAgain = true;
        }
        if (await claims.WaitAsync(hands.Free().Keys, cancellation) is not { } wait || wait > TimeSpan.Zero)
            return [];
        await claims.FreeLapsedAsync(cancellation);
        var claimed = await claims.TakeAsync(hands.Free(), cancellation);
        foreach (var claim in claimed)
            hands.Take(claim.Channel);
        return [.. claimed.Select(CarryAsync)];
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            // What is being sent gets the host's patience; what is still under way then is stopped, and freed at the next start.
            await hands.AllBackAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await abandoned.CancelAsync();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        abandoned.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = Task.WhenAny(database.Bell.NextRing, hands.NextFree);
            try
            {
                var handedOut = await TurnAsync(stoppingToken);
                TurnedAt = clock.GetUtcNow();
                await Task.Delay(Breath, clock, stoppingToken);
                if (handedOut.Count == 0)
                    await SleepAsync(ring, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Nothing ends this loop for good: a store that is away comes back, and then the rows are still there.
                log.LogError(fault, "The post room could not turn; it tries again.");
                await Task.Delay(AfterFault, clock, CancellationToken.None);
            }
        }
    }

    private async Task CarryAsync(Claim claim)
    {
        try
        {
            await courier.CarryAsync(claim, abandoned.Token);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Delivery {Delivery} could not be carried.", claim.Id);
            if (StuckDelivery.IsCause(fault))
                await GiveBackAsync(claim);
        }
        finally
        {
            hands.Release(claim.Channel);
        }
    }

    private async Task GiveBackAsync(Claim claim)
    {
        try
        {
            await claims.GiveBackAsync(claim, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The row stays claimed and is in doubt when its lease runs out: late, but never lost.
            log.LogError(fault, "Delivery {Delivery} could not be given back; its lease will run out.", claim.Id);
        }
    }

    private async Task SleepAsync(Task ring, CancellationToken cancellation)
    {
        var until = await claims.WaitAsync(hands.Free().Keys, cancellation) ?? LongestSleep;
        if (hands.Rest() is { } rest && rest < until)
            until = rest;
        if (until <= TimeSpan.Zero)
            return;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(ring, Task.Delay(until < LongestSleep ? until : LongestSleep, clock, awake.Token));
        await awake.CancelAsync();
    }
}
