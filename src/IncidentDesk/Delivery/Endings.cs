using IncidentDesk.Audit;
using IncidentDesk.Channels;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>Writes what became of an attempt on the row, with the peer's own words, if the claim still holds it.</summary>
public static class Endings
{
    /// <returns>False when the claim no longer holds the row: the result came too late and nothing was written.</returns>
    public static async Task<bool> WriteAsync(
        Transaction transaction, Standing standing, Claim claim, long n, Outcome outcome, DateTimeOffset now)
    {
        if (!await Deliveries.MoveAsync(transaction, MoveOf(standing, claim, n, outcome, now)))
            return false;
        if (outcome.Attempted)
            await Attempts.EndAsync(transaction, claim.Id, n, outcome, now);
        else
            await Attempts.TakeBackAsync(transaction, claim.Id, n);
        await RaiseOrEndAsync(transaction, standing, outcome, now);
        return true;
    }

    public static Move MoveOf(Standing standing, Claim claim, long n, Outcome outcome, DateTimeOffset now)
    {
        var words = WordsOf(outcome);
        var state = StateOf(outcome.Verdict);
        // That this attempt did not get through says nothing of the earlier one.
        var move = new Move(claim.Id, Claimed, state == RetryWait && standing.MayHaveArrived ? InDoubt : state, now, Actor.Desk)
        {
            Token = claim.Token, Note = $"{Attempts.Word(outcome.Verdict)}: {words.En}",
        };
        if (!outcome.Attempted)
            return move with { NextAttemptAt = now + Patience.After(0, outcome.RetryAfter) };
        var next = now + Patience.After(n, outcome.RetryAfter);
        return outcome.Verdict switch
        {
            Verdict.Ok => move with { Said = DeliveryWords.Taken(standing.Recipient) },
            Verdict.Permanent => move with { Said = DeliveryWords.Refused(standing.Recipient, words) },
            Verdict.Unknown => move with { NextAttemptAt = next, Said = DeliveryWords.Doubt(standing.Recipient, words) },
            // Days of "not now" are one line of the story; the attempts tell the rest.
            _ => move with
            {
                NextAttemptAt = next,
                Said = claim.CameFrom is RetryWait or InDoubt ? null : DeliveryWords.Waits(standing.Recipient, words),
            },
        };
    }

    private static string StateOf(Verdict verdict) => verdict switch
    {
        Verdict.Ok => Accepted,
        Verdict.Permanent => Failed,
        Verdict.Unknown => InDoubt,
        _ => RetryWait,
    };

    private static Text WordsOf(Outcome outcome)
    {
        var reply = Attempts.Printable(outcome.Reply);
        return new(outcome.ReplyVi is { } vi ? Attempts.Printable(vi) : reply, reply);
    }

    private static async Task RaiseOrEndAsync(Transaction transaction, Standing standing, Outcome outcome, DateTimeOffset now)
    {
        if (outcome.Blame == Blame.Setting)
            await Alarms.RaiseAsync(
                transaction, DeliveryAlarms.ChannelSetting, "high", standing.Channel, null,
                $"The channel {standing.Channel} cannot send with its settings: {WordsOf(outcome).En}",
                $"Kênh {standing.Channel} không gửi được với cài đặt hiện tại: {WordsOf(outcome).Vi}", now);
        else if (outcome.Verdict == Verdict.Ok)
            await Alarms.EndAsync(transaction, DeliveryAlarms.ChannelSetting, standing.Channel, now);
    }
}
