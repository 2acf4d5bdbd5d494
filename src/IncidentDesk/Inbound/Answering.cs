using IncidentDesk.Audit;
using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Delivery;
using IncidentDesk.Rules.Inbound;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Inbound;

/// <summary>
/// What a mail changes, in one transaction with its row: a state by a legal move, a line in the incident's story, the audit. It never
/// approves and never releases anything, and nothing is ever written back to whoever sent it.
/// </summary>
public sealed class Answering(MailSender sender, TimeProvider clock)
{
    /// <returns>False when it was handled already, or must wait until the attempt under way has ended.</returns>
    public async Task<bool> ApplyAsync(Transaction transaction, string hash, ReadMail mail)
    {
        if (!await InboundRows.HoldAsync(transaction, hash))
            return false;
        var matched = await Matching.FindAsync(transaction, mail);
        var judged = Judging.Judge(mail, matched, sender.From.Address);
        var course = judged.Counts ? AnswerCourse.Of(judged.Kind, matched.Delivery!.State) : AnswerCourse.Noted;
        if (course.IsTooEarly)
            return false;
        var now = clock.GetUtcNow();
        var note = InboundWords.Of(judged, matched, course);
        if (matched.Delivery is { } delivery && course.Through.Count > 0)
            await MoveAsync(transaction, delivery, judged, course, now);
        if (matched.Incident is { } incident && note.ForTimeline is { } line)
            await InboundNotes.AddAsync(transaction, incident, hash, judged, ActorOf(judged), line, now);
        await InboundRows.FinishAsync(
            transaction, hash, judged.Kind, BelongsTo(judged, matched), matched.Incident?.Id, note.ForList, now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "inbound.handle", hash, judged.Kind, now);
        return true;
    }

    /// <summary>A mail that broke the desk's own reading is kept, shown, and left to a person.</summary>
    public async Task GiveUpAsync(Transaction transaction, string hash)
    {
        if (!await InboundRows.HoldAsync(transaction, hash))
            return;
        var now = clock.GetUtcNow();
        await InboundRows.FinishAsync(transaction, hash, MailKinds.Unmatched, null, null, InboundWords.NotUnderstood, now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "inbound.handle", hash, MailKinds.Unmatched, now);
    }

    // A bounce is a refusal for good, however late: the move itself starts the next channel, or says that none is left.
    private static async Task MoveAsync(
        Transaction transaction, DeliveryAtHand delivery, Judgement judged, AnswerCourse course, DateTimeOffset now)
    {
        var last = new Move(delivery.Id, delivery.State, course.Through[^1], now, ActorOf(judged))
        {
            Note = InboundWords.Reason(judged), Said = InboundWords.Said(judged, delivery.Recipient),
        };
        if (!await Deliveries.MoveAlongAsync(transaction, delivery.State, course.Through, last))
            throw new InvalidOperationException($"Delivery {delivery.Id} is held and yet did not move on from {delivery.State}.");
    }

    // What does not fit the delivery that it names is not shown as that delivery's.
    private static Guid? BelongsTo(Judgement judged, Matched matched) => judged.Kind == MailKinds.Unmatched ? null : matched.Delivery?.Id;

    // A mail names its writer; nobody has signed in. So the name is the address, and there is no id.
    private static Actor ActorOf(Judgement judged) => judged is { Kind: MailKinds.Reply, Sender.Length: > 0 } ? new("person", null, judged.Sender) : Actor.Desk;
}
