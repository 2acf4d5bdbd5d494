using System.Security.Cryptography;
using IncidentDesk.Audit;
using IncidentDesk.Channels;
using IncidentDesk.Delivery.Calls;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>Carries one claimed delivery to what becomes of it: a sent mail, a file in the outbox, or a reason why not.</summary>
public sealed class Courier(Database database, LastLook lastLook, Readying readying, Outbox outbox, Sending sending, TimeProvider clock)
{
    public async Task CarryAsync(Claim claim, CancellationToken cancellation)
    {
        var standing = await database.ReadAsync(reading => Standing.ReadAsync(reading, claim.Id), cancellation);
        if (standing is null || !standing.IsHeldBy(claim))
            return;
        var look = lastLook.Decide(standing, clock.GetUtcNow());
        await (look.Course switch
        {
            // A task is not the desk's to do: it is laid back, and opened by its own round.
            Course.Send when PersonChannels.Has(standing.Channel) => LayBackAsync(claim, cancellation),
            Course.Send => SendAsync(claim, standing, cancellation),
            Course.Simulate => SimulateAsync(claim, standing, look, cancellation),
            Course.FindContact => FindContactAsync(claim, standing, cancellation),
            Course.FoldIntoEarlier => FoldAsync(claim, standing, look, cancellation),
            Course.LeaveInDoubt => LeaveInDoubtAsync(claim, standing, look, cancellation),
            _ => EndAsync(claim, standing, look, cancellation),
        });
    }

    private async Task SendAsync(Claim claim, Standing standing, CancellationToken cancellation)
    {
        var letter = await readying.LetterAsync(standing, cancellation);
        var begun = await database.WriteAsync(transaction => BeginAsync(transaction, claim, letter), cancellation);
        if (begun is { } attempt)
            await sending.SendAsync(claim, attempt.Standing, attempt.N, attempt.Bytes, cancellation);
    }

    /// <summary>The very last look, in the transaction that says "an attempt begins": whatever changed in between counts.</summary>
    private async Task<Begun?> BeginAsync(Transaction transaction, Claim claim, string letter)
    {
        var now = clock.GetUtcNow();
        var standing = await Standing.ReadAsync(transaction, claim.Id);
        if (standing is null || !standing.IsHeldBy(claim))
            return null;
        var look = lastLook.Decide(standing, now);
        if (look.Course != Course.Send || standing.Content != letter)
        {
            await Deliveries.MoveAsync(transaction, new(claim.Id, Claimed, RetryWait, now, Actor.Desk)
            {
                Token = claim.Token, NextAttemptAt = now, Note = "something changed just before sending: look again",
            });
            return null;
        }
        if (await Attempts.BeginAsync(transaction, claim, look.Guard) is not { } n)
            return null;
        var bytes = ContentBytes.Of(standing.Channel, letter, n);
        await Attempts.WriteAsync(transaction, claim.Id, n, Convert.ToHexStringLower(SHA256.HashData(bytes)), now);
        return new(standing, n, bytes);
    }

    private async Task SimulateAsync(Claim claim, Standing standing, Look look, CancellationToken cancellation)
    {
        var letter = await readying.LetterAsync(standing, cancellation);
        var file = await outbox.KeepAsync(standing.Subject, standing.Channel, standing.Id, ContentBytes.Of(standing.Channel, letter, 1), cancellation);
        await MoveAsync(claim, look, Simulated, move => move with
        {
            Note = $"outbox/{file}. {look.Why.En}",
            Said = PersonChannels.Has(standing.Channel) ? TaskWords.Held(standing, look.Why) : DeliveryWords.Simulated(standing.Recipient, look.Why),
        }, cancellation);
    }

    private Task EndAsync(Claim claim, Standing standing, Look look, CancellationToken cancellation)
    {
        (string To, Text? Said) ending = look.Course switch
        {
            Course.Supersede => (Superseded, null),
            Course.CallOff => (Cancelled, null),
            Course.AskConsent => (AwaitingApproval, DeliveryWords.Consent(standing.Recipient)),
            Course.AskApproval => (AwaitingApproval, null),
            _ when PersonChannels.Has(standing.Channel) => (Suppressed, TaskWords.Held(standing, look.Why)),
            _ => (Suppressed, DeliveryWords.Held(standing.Recipient, look.Why)),
        };
        return MoveAsync(claim, look, ending.To, move => move with { Note = look.Why.En, Said = ending.Said }, cancellation);
    }

    private Task LayBackAsync(Claim claim, CancellationToken cancellation) =>
        database.WriteAsync(transaction => Deliveries.MoveAsync(transaction, new(claim.Id, Claimed, RetryWait, clock.GetUtcNow(), Actor.Desk)
        {
            Token = claim.Token, NextAttemptAt = clock.GetUtcNow(), Note = "a person does this",
        }), cancellation);

    private Task FoldAsync(Claim claim, Standing standing, Look look, CancellationToken cancellation) => database.WriteAsync(
        transaction => Folding.IntoEarlierAsync(transaction, claim, standing, look.Why.En, clock.GetUtcNow()), cancellation);

    private Task LeaveInDoubtAsync(Claim claim, Standing standing, Look look, CancellationToken cancellation) =>
        database.WriteAsync(async transaction =>
        {
            var now = clock.GetUtcNow();
            var move = new Move(claim.Id, Claimed, InDoubt, now, Actor.Desk)
            {
                Token = claim.Token, Note = look.Why.En, NextAttemptAt = now + Patience.Longest,
            };
            await KeepGuardAsync(transaction, claim, look);
            if (await Deliveries.MoveAsync(transaction, move))
                await Alarms.RaiseAsync(
                    transaction, DeliveryAlarms.InDoubt, "high", claim.Id.ToString("D"), standing.IncidentId,
                    $"{standing.Subject}: {look.Why.En} Ask the recipient whether it arrived.",
                    $"{standing.Subject}: {look.Why.Vi} Hãy hỏi bên nhận xem thư đã tới chưa.", now);
        }, cancellation);

    private Task FindContactAsync(Claim claim, Standing standing, CancellationToken cancellation) =>
        database.WriteAsync(transaction => NewAddress.FindAsync(transaction, claim, standing, clock.GetUtcNow()), cancellation);

    private Task MoveAsync(Claim claim, Look look, string to, Func<Move, Move> with, CancellationToken cancellation) =>
        database.WriteAsync(async transaction =>
        {
            var now = clock.GetUtcNow();
            await KeepGuardAsync(transaction, claim, look);
            var moved = await Deliveries.MoveAsync(transaction, with(new(claim.Id, Claimed, to, now, Actor.Desk) { Token = claim.Token }));
            if (moved && look is { Course: Course.Suppress, IsShut: true })
                await NextChannels.StartAsync(transaction, claim.Id, now);
        }, cancellation);

    private static Task KeepGuardAsync(Transaction transaction, Claim claim, Look look) => transaction.ExecuteAsync(
        "UPDATE deliveries SET guard = @guard WHERE id = @id AND state = 'claimed' AND lease_token = @token",
        new { guard = look.Guard, id = claim.Id, token = claim.Token });

    private sealed record Begun(Standing Standing, long N, byte[] Bytes);
}
