using System.Collections.Frozen;
using IncidentDesk.Channels;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>One attempt through a guarded channel, with the lease kept up while it lasts and its ending written whatever happens.</summary>
public sealed class Sending(
    Database database, Claims claims, Hands hands, IEnumerable<IChannel> channels, TimeProvider clock, ILogger<Sending> log)
{
    public static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(120);

    private readonly FrozenDictionary<string, IChannel> byName = channels.ToFrozenDictionary(channel => channel.Name);

    public async Task SendAsync(Claim claim, Standing standing, long n, byte[] bytes, CancellationToken cancellation)
    {
        var outcome = byName.TryGetValue(standing.Channel, out var channel)
            ? await HoldingLeaseAsync(claim, channel, new(standing.Id, standing.Address, bytes), cancellation)
            : new Outcome(Verdict.NotSent, $"this desk has no channel {standing.Channel}")
            {
                ReplyVi = $"hệ thống chưa có kênh {standing.Channel}", Blame = Blame.Setting, Attempted = false,
            };
        hands.Heard(standing.Channel, outcome);
        await WriteAsync(claim, standing, n, outcome);
    }

    private async Task<Outcome> HoldingLeaseAsync(Claim claim, IChannel channel, Message message, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(LongestAttempt, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var attempt = channel.SendAsync(message, stop.Token);
        await KeepLeaseAsync(claim, attempt, stop);
        try
        {
            return await attempt;
        }
        catch (OperationCanceledException)
        {
            // A channel throws this only while nothing has been handed over.
            return new(Verdict.NotSent, "stopped before anything was handed over") { ReplyVi = "đã dừng trước khi chuyển nội dung" };
        }
        catch (Exception broken)
        {
            log.LogError(broken, "The channel {Channel} broke its promise never to throw.", channel.Name);
            return new(Verdict.Unknown, $"the channel broke: {broken.GetType().Name}");
        }
    }

    private async Task KeepLeaseAsync(Claim claim, Task attempt, CancellationTokenSource stop)
    {
        using var over = new CancellationTokenSource();
        while (await Task.WhenAny(attempt, Task.Delay(Claims.Renewal, clock, over.Token)) != attempt)
        {
            try
            {
                // Whoever holds the row now sends this mail too: what has not been handed over should not be.
                if (!await claims.RenewAsync(claim, CancellationToken.None))
                    await stop.CancelAsync();
            }
            catch (Exception fault) when (fault is StorageOutageException or OverloadedException)
            {
                log.LogWarning(fault, "The lease of delivery {Delivery} could not be renewed.", claim.Id);
            }
        }
        await over.CancelAsync();
    }

    /// <summary>What is known must get onto the row: a store that is away for moments is tried until the lease is over anyway.</summary>
    private async Task WriteAsync(Claim claim, Standing standing, long n, Outcome outcome)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (!await database.WriteAsync(
                    transaction => Endings.WriteAsync(transaction, standing, claim, n, outcome, clock.GetUtcNow()), CancellationToken.None))
                    log.LogWarning(
                        "The result {Verdict} of attempt {N} of delivery {Delivery} came after its lease and was refused: {Reply}",
                        outcome.Verdict, n, claim.Id, Attempts.Printable(outcome.Reply));
                return;
            }
            catch (Exception fault) when (fault is StorageOutageException or OverloadedException && tries < Claims.Lease.TotalSeconds)
            {
                log.LogWarning(fault, "The result of delivery {Delivery} could not be written yet.", claim.Id);
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
            }
        }
    }
}
