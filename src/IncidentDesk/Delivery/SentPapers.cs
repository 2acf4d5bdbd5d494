using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// A paper follows the delivery that carries it: taken by the other side, or handed over with proof, it is sent and meets its duty; what came back, or never left, meets
/// nothing, and the duty is owed as before. What was in doubt and had arrived after all was sent when it was tried, not when somebody heard of it.
/// </summary>
public static class SentPapers
{
    /// <summary>To be called in the transaction of every move.</summary>
    /// <exception cref="RefusedException">409 approval-stale: somebody wants it sent again, and the paper has changed since.</exception>
    public static async Task FollowAsync(Transaction transaction, Move move)
    {
        if (move.To is not (Queued or Accepted or Failed or Cancelled or Superseded or Simulated or Suppressed) || await FindAsync(transaction, move.Delivery) is not { } sending)
            return;
        if (move.To == Accepted)
            await MeetAsync(transaction, sending, move);
        else if (move.To == Queued)
            await AgainAsync(transaction, sending, move);
        else
            await ComeBackAsync(transaction, sending, move);
    }

    private static async Task MeetAsync(Transaction transaction, Row sending, Move move)
    {
        await PaperState.MoveAsync(transaction, sending.PaperId, PaperState.Sending, PaperState.Sent, move.Actor, $"delivery {move.Delivery:D}", move.At);
        var doubted = move.From == InDoubt ? await DoubtedAsync(transaction, move) : null;
        await SayAsync(transaction, sending, move, $"Paper sent: {sending.Number ?? sending.Form}.{AsOf(doubted)}", $"Đã gửi văn bản: {sending.Number ?? sending.Form}.{AsOfVi(doubted)}");
        // A drill's own participants may be written to; no law asks for it.
        if (sending is { ObligationId: { } obligation, IncidentId: { } incident })
            await MetObligation.RecordAsync(
                transaction, incident, obligation, sending.SentAt ?? doubted ?? move.At, move.Delivery, move.At, preliminary: sending.PreliminaryAt is not null);
    }

    // The newest doubtful attempt that had begun when they had it: it left no later than that, no later than it ended, and not before it began.
    private static async Task<DateTimeOffset?> DoubtedAsync(Reading reading, Move move)
    {
        var hadBy = move.ConfirmedAt ?? move.At;
        var attempts = await reading.QueryAsync<Doubted>(
            "SELECT at, coalesce(ended_at, at) AS ended_at FROM delivery_attempts WHERE delivery_id = @delivery AND verdict = 'unknown' ORDER BY n", new { delivery = move.Delivery });
        return (attempts.LastOrDefault(one => one.At <= hadBy) ?? (attempts.Count > 0 ? attempts[0] : null)) is not { } attempt ? null
            : hadBy < attempt.At ? attempt.At : hadBy < attempt.EndedAt ? hadBy : attempt.EndedAt;
    }

    private static string AsOf(DateTimeOffset? doubted) =>
        doubted is { } at ? $" It counts as sent at {VietnamTime.Shown(at)}: how that attempt ended was in doubt, and it has arrived." : "";

    private static string AsOfVi(DateTimeOffset? doubted) =>
        doubted is { } at ? $" Tính là đã gửi lúc {VietnamTime.Shown(at)}: lần gửi đó từng chưa rõ kết quả, nay biết là đã đến." : "";

    private static async Task AgainAsync(Transaction transaction, Row sending, Move move)
    {
        // Its first way into the line was the sending itself.
        if (sending.State == PaperState.Sending || move.From is not (Failed or Simulated or Suppressed))
            return;
        if (sending.VersionN != sending.Latest
            || !await PaperState.MoveAsync(transaction, sending.PaperId, PaperState.Approved, PaperState.Sending, move.Actor, move.Note, move.At))
            throw new RefusedException(Problems.Conflict("approval-stale"));
    }

    private static async Task ComeBackAsync(Transaction transaction, Row sending, Move move)
    {
        var from = move.From is Accepted or Delivered ? PaperState.Sent : PaperState.Sending;
        await PaperState.MoveAsync(transaction, sending.PaperId, from, PaperState.Approved, move.Actor, $"{move.To}: delivery {move.Delivery:D}", move.At);
        if (sending is { ObligationId: { } obligation, IncidentId: { } incident })
            await OweAgainAsync(transaction, incident, obligation, move);
    }

    private static async Task OweAgainAsync(Transaction transaction, Guid incident, Guid obligation, Move move)
    {
        var owed = await transaction.ExecuteAsync(
            """
            UPDATE obligations SET state = 'open', met_at = NULL, met_by = NULL, preliminary_at = NULL, change_at = @now
            WHERE incident_id = @incident AND id = @obligation AND met_by = @metBy AND state IN ('met', 'late')
            """,
            new { incident, obligation, metBy = move.Delivery.ToString("D"), now = move.At });
        if (owed == 0)
            return;
        await NextDueRow.SettleAsync(transaction, incident);
        // Merged meanwhile, it owes nothing by itself: the incident that stays does.
        await MetObligation.AskAboveAsync(transaction, incident, move.At);
        await MetObligation.TellAsync(transaction, incident, obligation, "opened", move.At);
    }

    private static async Task SayAsync(Transaction transaction, Row sending, Move move, string text, string textVi)
    {
        if (sending.IncidentId is { } incident)
            await Timeline.AddAsync(transaction, incident, move.At, "paper", move.Actor, sending.Visibility == "agency" ? "agency" : "internal", text, textVi);
    }

    private static Task<Row?> FindAsync(Reading reading, Guid delivery) => reading.SingleAsync<Row>(
        """
        SELECT paper_sendings.paper_id, paper_sendings.version_n, paper_sendings.obligation_id, paper_sendings.number, paper_sendings.sent_at,
            paper_sendings.preliminary_at,
            papers.incident_id, papers.state, papers.latest, papers.form, papers.visibility
        FROM paper_sendings JOIN papers ON papers.id = paper_sendings.paper_id WHERE paper_sendings.delivery_id = @delivery
        """,
        new { delivery });

    private sealed record Doubted(DateTimeOffset At, DateTimeOffset EndedAt);

    private sealed record Row(
        Guid PaperId, long VersionN, Guid? ObligationId, string? Number, DateTimeOffset? SentAt, DateTimeOffset? PreliminaryAt, Guid? IncidentId, string State, long Latest, string Form,
        string Visibility);
}
