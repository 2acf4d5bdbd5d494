using System.Text;
using IncidentDesk.Audit;
using IncidentDesk.Channels;
using IncidentDesk.Delivery;
using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>A channel that gives each attempt a Message-ID of its own: whoever gets it twice cannot tell.</summary>
internal sealed class FreshMessageIds : Planted
{
    public override IChannel Channel(IChannel channel) => new BentChannel(channel, (inner, message, cancellation) =>
    {
        var text = Encoding.UTF8.GetString(message.Content.Span);
        return inner.SendAsync(
            message with { Content = Encoding.UTF8.GetBytes(text.Replace("Message-ID: <", $"Message-ID: <{Random.Shared.Next()}.", StringComparison.Ordinal)) },
            cancellation);
    });
}

/// <summary>A channel that asks once more by itself when no answer came, and says only what it heard last.</summary>
internal sealed class SilentRepetition : Planted
{
    public override IChannel Channel(IChannel channel) => new BentChannel(channel, async (inner, message, cancellation) =>
        await inner.SendAsync(message, cancellation) is { Verdict: not Verdict.Unknown } outcome
            ? outcome
            : await inner.SendAsync(message, cancellation));
}

/// <summary>A channel for which "not now" is as good as "yes".</summary>
internal sealed class EverythingIsSent : Planted
{
    public override IChannel Channel(IChannel channel) => new BentChannel(channel, async (inner, message, cancellation) =>
        await inner.SendAsync(message, cancellation) is { Verdict: Verdict.Ok or Verdict.Permanent } outcome
            ? outcome
            : new(Verdict.Ok, "sent"));
}

/// <summary>A store in which what has to be tried again is forgotten.</summary>
internal sealed class ForgottenRetries : Planted
{
    public override Task BendAsync(Database database) => database.WriteAsync(transaction => transaction.ExecuteAsync(
        """
        CREATE TRIGGER forgotten AFTER UPDATE OF state ON deliveries WHEN NEW.state = 'retry-wait'
        BEGIN UPDATE deliveries SET next_attempt_at = NULL WHERE id = NEW.id; END
        """), CancellationToken.None);
}

/// <summary>Nodes that take what was claimed too long ago as not sent, without a doubt.</summary>
internal sealed class NoDoubt : Planted
{
    public override void Bend(Node node) => node.Before("post room", async () =>
    {
        var now = node.World.Clock.GetUtcNow();
        await node.World.Store.Database.WriteAsync(async transaction =>
        {
            var lapsed = await transaction.QueryAsync<Guid>("SELECT id FROM deliveries WHERE state = 'claimed' AND next_attempt_at <= @now", new { now });
            foreach (var delivery in lapsed)
            {
                await Deliveries.MoveAsync(transaction, new(delivery, "claimed", "retry-wait", now, Actor.Desk) { NextAttemptAt = now });
                await transaction.ExecuteAsync(
                    "UPDATE delivery_attempts SET ended_at = @now, verdict = 'not-sent' WHERE delivery_id = @delivery AND ended_at IS NULL",
                    new { delivery, now });
            }
        }, CancellationToken.None);
    });
}

/// <summary>Workers that write their result whoever holds the row by now, and never renew their lease.</summary>
internal sealed class NoFence : Planted
{
    public override void Bend(Node node) => node.Instead("post room", async () =>
    {
        var (database, clock) = (node.World.Store.Database, node.World.Clock);
        await node.Part<Claims>().FreeLapsedAsync(CancellationToken.None);
        foreach (var claim in await node.Part<Claims>().TakeAsync("mail", 1, CancellationToken.None))
        {
            var standing = (await database.ReadAsync(reading => Standing.ReadAsync(reading, claim.Id), CancellationToken.None))!;
            var look = node.Part<LastLook>().Decide(standing, clock.GetUtcNow());
            if (look.Course != Course.Send)
            {
                await node.Part<Courier>().CarryAsync(claim, CancellationToken.None);
                continue;
            }
            var letter = Encoding.ASCII.GetBytes(await node.Part<Readying>().LetterAsync(standing, CancellationToken.None));
            var n = await database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                if (node.Part<LastLook>().Decide((await Standing.ReadAsync(transaction, claim.Id))!, now).Course != Course.Send
                    || await Attempts.BeginAsync(transaction, claim, look.Guard) is not { } attempt)
                    return 0;
                await Attempts.WriteAsync(transaction, claim.Id, attempt, HashOf(letter, attempt), now);
                return attempt;
            }, CancellationToken.None);
            if (n == 0)
                continue;
            var outcome = await node.Part<IChannel>().SendAsync(new(claim.Id, standing.Address, Numbered(letter, n)), CancellationToken.None);
            await database.WriteAsync(async transaction =>
            {
                var holder = await transaction.SingleAsync<string>("SELECT lease_token FROM deliveries WHERE id = @id", new { id = claim.Id });
                await Endings.WriteAsync(transaction, standing, claim with { Token = holder! }, n, outcome, clock.GetUtcNow());
            }, CancellationToken.None);
        }
    });

    private static byte[] Numbered(byte[] letter, long n) => IncidentDesk.Delivery.Letters.AttemptHeader.Number(Encoding.ASCII.GetString(letter), n);

    private static string HashOf(byte[] letter, long n) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Numbered(letter, n)));
}

internal sealed class BentChannel(IChannel inner, Func<IChannel, Message, CancellationToken, Task<Outcome>> send) : IChannel
{
    public string Name => inner.Name;

    public Task<Outcome> SendAsync(Message message, CancellationToken cancellation) => send(inner, message, cancellation);
}
