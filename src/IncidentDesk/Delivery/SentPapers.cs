using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// A paper follows the delivery that carries it: taken by the other side, or handed over with proof, it is sent and meets its duty; what came back, or never left, meets
/// nothing, and the duty is owed as before. What was in doubt and had arrived after all was sent when it was tried, not when somebody heard of it, and also where it was
/// sent again meanwhile.
/// </summary>
public static class SentPapers
{
    /// <summary>To be called in the transaction of every move.</summary>
    /// <exception cref="RefusedException">409 approval-stale: somebody wants it sent again, and the paper has changed since.</exception>
    public static async Task FollowAsync(Transaction transaction, Move move)
    {
        if (move.To is not (Queued or Accepted or Acknowledged or Failed or Cancelled or Superseded or Simulated or Suppressed)
            || await FindAsync(transaction, move.Delivery) is not { } sending)
            return;
        if (move.To == Accepted)
            await MeetAsync(transaction, sending, move);
        else if (move.To == Acknowledged)
            await CorrectAsync(transaction, sending, move);
        else if (move.To == Queued)
            await AgainAsync(transaction, sending, move);
        else
            await ComeBackAsync(transaction, sending, move);
    }

    private static async Task MeetAsync(Transaction transaction, Row sending, Move move)
    {
        await PaperState.MoveAsync(transaction, sending.PaperId, PaperState.Sending, PaperState.Sent, move.Actor, $"delivery {move.Delivery:D}", move.At);
        var doubted = move.From == InDoubt ? await DoubtedAttempt.SentAsync(transaction, move.Delivery, move.ConfirmedAt ?? move.At) : null;
        await SayAsync(transaction, sending, move, $"Paper sent: {sending.Number ?? sending.Form}.{AsOf(doubted)}", $"Đã gửi văn bản: {sending.Number ?? sending.Form}.{AsOfVi(doubted)}");
        // A drill's own participants may be written to; no law asks for it.
        if (sending is { ObligationId: { } obligation, IncidentId: { } incident })
            await MetObligation.RecordAsync(
                transaction, incident, obligation, sending.SentAt ?? doubted ?? move.At, move.Delivery, move.At, preliminary: sending.PreliminaryAt is not null);
    }

    // The receipt of a mail names no attempt; a person who says when they had it does.
    private static async Task CorrectAsync(Transaction transaction, Row sending, Move move)
    {
        if (sending is { SentAt: null, IncidentId: { } incident } && move.ConfirmedAt is { } hadBy
            && await DoubtedAttempt.SentBeforeTakenAsync(transaction, move.Delivery, hadBy) is { } sentAt
            && await MetBySending.WasEarlierAsync(transaction, incident, move.Delivery, sentAt, move.At))
            await SayAsync(
                transaction, sending, move, $"Paper sent earlier than was recorded: {sending.Number ?? sending.Form}.{AsOf(sentAt)}",
                $"Văn bản đã gửi sớm hơn thời điểm ghi nhận: {sending.Number ?? sending.Form}.{AsOfVi(sentAt)}");
    }

    private static string AsOf(DateTimeOffset? doubted) =>
        doubted is { } at ? $" It counts as sent at {VietnamTime.Shown(at)}: how that attempt ended was in doubt, and it has arrived." : "";

    private static string AsOfVi(DateTimeOffset? doubted) =>
        doubted is { } at ? $" Tính là đã gửi lúc {VietnamTime.Shown(at)}: lần gửi đó từng chưa rõ kết quả, nay biết là đã đến." : "";

    private static async Task AgainAsync(Transaction transaction, Row sending, Move move)
    {
        // Its first way into the line was the sending itself. A paper that is on its way already is so by another delivery, perhaps with a newer version.
        if (move.From is not (Failed or Simulated or Suppressed))
            return;
        if (sending.VersionN != sending.Latest
            || !await PaperState.MoveAsync(transaction, sending.PaperId, PaperState.Approved, PaperState.Sending, move.Actor, move.Note, move.At))
            throw new RefusedException(Problems.Conflict("approval-stale"));
    }

    private static async Task ComeBackAsync(Transaction transaction, Row sending, Move move)
    {
        var from = move.From is Accepted or Delivered ? PaperState.Sent : PaperState.Sending;
        if (!await GoesOtherwiseAsync(transaction, sending.PaperId, move.Delivery))
            await PaperState.MoveAsync(transaction, sending.PaperId, from, PaperState.Approved, move.Actor, $"{move.To}: delivery {move.Delivery:D}", move.At);
        if (sending is { ObligationId: not null, IncidentId: { } incident })
            await OtherSendings.OweAgainAsync(transaction, incident, move.Delivery, move.At);
    }

    // By another delivery it is under way still, or was sent.
    private static async Task<bool> GoesOtherwiseAsync(Reading reading, Guid paper, Guid delivery) => await reading.SingleAsync<long>(
        """
        SELECT count(*) FROM paper_sendings JOIN deliveries ON deliveries.id = paper_sendings.delivery_id
        WHERE paper_sendings.paper_id = @paper AND deliveries.id <> @delivery AND deliveries.state NOT IN ('failed', 'cancelled', 'superseded', 'simulated', 'suppressed')
        """,
        new { paper, delivery }) > 0;

    private static async Task SayAsync(Transaction transaction, Row sending, Move move, string text, string textVi)
    {
        if (sending.IncidentId is { } incident)
            await Timeline.AddAsync(transaction, incident, move.At, "paper", move.Actor, sending.Visibility == "agency" ? "agency" : "internal", text, textVi);
    }

    private static Task<Row?> FindAsync(Reading reading, Guid delivery) => reading.SingleAsync<Row>(
        """
        SELECT paper_sendings.paper_id, paper_sendings.version_n, paper_sendings.obligation_id, paper_sendings.number, paper_sendings.sent_at,
            paper_sendings.preliminary_at,
            papers.incident_id, papers.latest, papers.form, papers.visibility
        FROM paper_sendings JOIN papers ON papers.id = paper_sendings.paper_id WHERE paper_sendings.delivery_id = @delivery
        """,
        new { delivery });

    private sealed record Row(
        Guid PaperId, long VersionN, Guid? ObligationId, string? Number, DateTimeOffset? SentAt, DateTimeOffset? PreliminaryAt, Guid? IncidentId, long Latest, string Form,
        string Visibility);
}
