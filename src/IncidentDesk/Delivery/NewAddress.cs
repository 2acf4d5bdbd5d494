using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// The contact that a claimed delivery was planned for can no longer be used. With another one the mail is written anew for it,
/// and whoever approved the old content is asked again; with none it waits, and an alarm says so.
/// </summary>
public static class NewAddress
{
    public static async Task FindAsync(Transaction transaction, Claim claim, Standing standing, DateTimeOffset now)
    {
        var (contact, address) = await LookUpAsync(transaction, standing, now);
        var move = new Move(claim.Id, Claimed, RetryWait, now, Actor.Desk) { Token = claim.Token };
        if (address is null)
            await WaitAsync(transaction, claim, standing, move);
        else if (await Deliveries.MoveAsync(transaction, Again(move, standing)))
        {
            await transaction.ExecuteAsync(
                "UPDATE deliveries SET contact_id = @contact, address = @address, content = NULL, content_hash = NULL WHERE id = @id",
                new { id = claim.Id, contact, address });
            await Asking.VoidOpenAsync(transaction, DeliveryAsking.Kind, claim.Id.ToString("D"), now, "another contact is used now");
        }
    }

    private static async Task<(Guid? Contact, string? Address)> LookUpAsync(Transaction transaction, Standing standing, DateTimeOffset now)
    {
        if (standing.CentreId is { } centre)
            return await CentreContacts.UsableAsync(transaction, centre, standing.Channel, now) is { } contact ? (contact.Id, contact.Value) : default;
        return standing.PersonId is { } person && await PersonAddress.FindAsync(transaction, person) is { } row
            ? (null, PersonAddress.For(standing.Channel, row))
            : default;
    }

    private static Move Again(Move move, Standing standing) => standing.WasApproved || standing.NeedsApproval
        ? move with { To = AwaitingApproval, Note = "another contact is used now: the content changes with it and needs approval again" }
        : move with { NextAttemptAt = move.At, Note = "another contact is used now" };

    private static async Task WaitAsync(Transaction transaction, Claim claim, Standing standing, Move move)
    {
        var waits = move with
        {
            NextAttemptAt = move.At + Patience.Longest, Note = "no usable contact",
            Said = claim.CameFrom == RetryWait ? null : DeliveryWords.Unreachable(standing.Recipient),
        };
        if (!await Deliveries.MoveAsync(transaction, waits))
            return;
        var goesOn = await NextChannels.StartAsync(transaction, claim.Id, move.At);
        // A centre is reported missing by its mail; whom another channel has lost is missed by this delivery alone.
        if (standing is { CentreId: { } centre, Channel: "mail" })
            await MissingContact.RaiseAsync(transaction, centre, move.Delivery, move.At);
        else if (!goesOn)
            await UsedUp.RaiseAsync(transaction, claim.Id, move.At);
    }
}
