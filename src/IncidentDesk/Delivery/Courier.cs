using System.Security.Cryptography;
using IncidentDesk.Channels;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Incidents;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>Carries one claimed delivery to what becomes of it: a sent mail, a file in the outbox, or a reason why not.</summary>
public sealed class Courier(Database database, LastLook lastLook, Readying readying, Outbox outbox, Sending sending, TimeProvider clock)
{
    public async Task CarryAsync(Claimed claimed, CancellationToken cancellation)
    {
        var standing = await database.ReadAsync(reading => Standing.ReadAsync(reading, claimed.Id), cancellation);
        if (standing is null || !standing.IsHeldBy(claimed))
            return;
        var look = lastLook.Decide(standing, clock.GetUtcNow());
        await (look.Course switch
        {
            Course.Send => SendAsync(claimed, standing, cancellation),
            Course.Simulate => SimulateAsync(claimed, standing, look, cancellation),
            Course.FindContact => FindContactAsync(claimed, standing, cancellation),
            _ => EndAsync(claimed, standing, look, cancellation),
        });
    }

    private async Task SendAsync(Claimed claimed, Standing standing, CancellationToken cancellation)
    {
        var letter = await readying.LetterAsync(standing, cancellation);
        var begun = await database.WriteAsync(transaction => BeginAsync(transaction, claimed, letter), cancellation);
        if (begun is { } attempt)
            await sending.SendAsync(claimed, attempt.Standing, attempt.N, attempt.Bytes, cancellation);
    }

    /// <summary>The very last look, in the transaction that says "an attempt begins": whatever changed in between counts.</summary>
    private async Task<Begun?> BeginAsync(Transaction transaction, Claimed claimed, string letter)
    {
        var now = clock.GetUtcNow();
        var standing = await Standing.ReadAsync(transaction, claimed.Id);
        if (standing is null || !standing.IsHeldBy(claimed))
            return null;
        var look = lastLook.Decide(standing, now);
        if (look.Course != Course.Send || standing.Content != letter)
        {
            await Deliveries.MoveAsync(transaction, new(claimed.Id, Claimed, RetryWait, now, Actor.Desk)
            {
                Token = claimed.Token, NextAttemptAt = now, Note = "something changed just before sending: look again",
            });
            return null;
        }
        if (await Attempts.BeginAsync(transaction, claimed, look.Guard) is not { } n)
            return null;
        var bytes = AttemptHeader.Number(letter, n);
        await Attempts.WriteAsync(transaction, claimed.Id, n, Convert.ToHexStringLower(SHA256.HashData(bytes)), now);
        return new(standing, n, bytes);
    }

    private async Task SimulateAsync(Claimed claimed, Standing standing, Look look, CancellationToken cancellation)
    {
        var letter = await readying.LetterAsync(standing, cancellation);
        var file = await outbox.KeepAsync(standing.Number, standing.Id, AttemptHeader.Number(letter, 1), cancellation);
        await MoveAsync(claimed, look, Simulated, cancellation, move => move with
        {
            Note = $"outbox/{file}. {look.Why.En}", Said = DeliveryWords.Simulated(standing.RecipientName, look.Why),
        });
    }

    private Task EndAsync(Claimed claimed, Standing standing, Look look, CancellationToken cancellation) => look.Course switch
    {
        Course.Supersede => MoveAsync(claimed, look, Superseded, cancellation, move => move with { Note = look.Why.En }),
        Course.AskConsent => MoveAsync(claimed, look, AwaitingApproval, cancellation, move => move with
        {
            Note = look.Why.En, Said = DeliveryWords.Consent(standing.RecipientName),
        }),
        _ => MoveAsync(claimed, look, Suppressed, cancellation, move => move with
        {
            Note = look.Why.En, Said = DeliveryWords.Held(standing.RecipientName, look.Why),
        }),
    };

    private Task FindContactAsync(Claimed claimed, Standing standing, CancellationToken cancellation) =>
        database.WriteAsync(transaction => NewAddress.FindAsync(transaction, claimed, standing, clock.GetUtcNow()), cancellation);

    private Task MoveAsync(Claimed claimed, Look look, string to, CancellationToken cancellation, Func<Move, Move> with) =>
        database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync(
                "UPDATE deliveries SET guard = @guard WHERE id = @id AND state = 'claimed' AND lease_token = @token",
                new { guard = look.Guard, id = claimed.Id, token = claimed.Token });
            await Deliveries.MoveAsync(
                transaction, with(new(claimed.Id, Claimed, to, clock.GetUtcNow(), Actor.Desk) { Token = claimed.Token }));
        }, cancellation);

    private sealed record Begun(Standing Standing, long N, byte[] Bytes);
}
