using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Rules.Coordination;
using IncidentDesk.Storage;

namespace IncidentDesk.Coordination;

/// <summary>Each half minute: answers that have left stop their clock, reminders fire, and what is near or past its deadline is an alarm. With nothing due it writes nothing.</summary>
public sealed class CoordinationClock(Database database, CoordinationMails mails, TimeProvider clock, ILogger<CoordinationClock> log)
    : TurningLoop("coordination", "The coordination requests could not be looked after", TimeSpan.FromSeconds(30), clock, log)
{
    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        // What the server took is what left; a simulated delivery answers nobody.
        foreach (var left in await FindAsync<Left>(
            """
            SELECT coordination_requests.id, min(delivery_history.at) AS at FROM coordination_requests
            JOIN coordination_sendings ON coordination_sendings.request_id = coordination_requests.id AND coordination_sendings.part = 'whole'
            JOIN deliveries ON deliveries.id = coordination_sendings.delivery_id AND deliveries.state IN ('accepted', 'delivered', 'acknowledged')
            JOIN delivery_history ON delivery_history.delivery_id = deliveries.id AND delivery_history.to_state IN ('accepted', 'delivered', 'acknowledged')
            WHERE coordination_requests.state = 'open' AND @now > 0 GROUP BY coordination_requests.id
            """, now, cancellation))
            await database.WriteAsync(transaction => Answered.SetAsync(transaction, left.Id, left.At, now), cancellation);
        foreach (var request in await FindAsync<Guid>(
            """
            SELECT id FROM coordination_requests WHERE state = 'open'
              AND EXISTS (SELECT 1 FROM coordination_reminders WHERE coordination_reminders.request_id = coordination_requests.id AND fired_at IS NULL AND at <= @now)
            """, now, cancellation))
            await database.WriteAsync(transaction => FireAsync(transaction, request, now), cancellation);
        foreach (var near in await FindAsync<Near>(
            """
            SELECT coordination_requests.id, coordination_requests.incident_id, coordination_requests.reference, coordination_requests.deadline_at FROM coordination_requests
            WHERE state = 'open' AND deadline_at <= @near AND NOT EXISTS (SELECT 1 FROM alarms WHERE alarms.ended_at IS NULL AND alarms.subject = coordination_requests.id
                AND alarms.kind = CASE WHEN coordination_requests.deadline_at < @now THEN 'coordination-overdue' ELSE 'coordination-near' END)
            """, now, cancellation))
            await database.WriteAsync(transaction => AlarmAsync(transaction, near, now), cancellation);
    }

    private async Task FireAsync(Transaction transaction, Guid request, DateTimeOffset now)
    {
        var due = await transaction.QueryAsync<long>(
            "UPDATE coordination_reminders SET fired_at = @now WHERE request_id = @request AND fired_at IS NULL AND at <= @now RETURNING n", new { request, now });
        if (due.Count == 0)
            return;
        var n = due.Max();
        await transaction.ExecuteAsync("UPDATE coordination_reminders SET folded_into = @n WHERE request_id = @request AND n < @n AND fired_at = @now", new { request, n, now });
        var owing = await transaction.QueryAsync<Guid>(
            """
            SELECT coordination_agencies.agency_id FROM coordination_agencies WHERE coordination_agencies.request_id = @request AND EXISTS (
                SELECT 1 FROM coordination_items WHERE coordination_items.request_id = @request AND NOT EXISTS (
                    SELECT 1 FROM coordination_answers WHERE coordination_answers.request_id = @request AND coordination_answers.item = coordination_items.n
                      AND coordination_answers.completes_at IS NOT NULL
                      AND (coordination_answers.agency_id IS NULL OR coordination_answers.agency_id = coordination_agencies.agency_id)))
            """,
            new { request });
        await mails.RemindAsync(transaction, request, n, owing, now);
        await transaction.ExecuteAsync(
            "UPDATE coordination_reminders SET reminded = @reminded WHERE request_id = @request AND n = @n", new { request, n, reminded = (long)owing.Count });
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "coordination.remind", request.ToString("D"), $"reminder {n} to {owing.Count}", now);
        await Changes.TellAsync(transaction, "coordination", request, null, "reminded", null, now);
    }

    private static async Task AlarmAsync(Transaction transaction, Near near, DateTimeOffset now)
    {
        var isLate = near.DeadlineAt < now;
        if (isLate)
            await Alarms.EndAsync(transaction, Answered.Near, near.Id.ToString("D"), now);
        await Alarms.RaiseAsync(
            transaction, isLate ? Answered.Overdue : Answered.Near, isLate ? "critical" : "high", near.Id.ToString("D"), near.IncidentId,
            isLate ? $"The coordination request {near.Reference} is past its deadline and its answer has not left." : $"The coordination request {near.Reference} must be answered within a day.",
            isLate ? $"Yêu cầu điều phối {near.Reference} đã quá hạn mà trả lời chưa được gửi." : $"Yêu cầu điều phối {near.Reference} phải trả lời trong vòng một ngày.", now);
    }

    private Task<IReadOnlyList<T>> FindAsync<T>(string sql, DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync(reading => reading.QueryAsync<T>(sql, new { now, near = now + CoordinationRules.Near }), cancellation);

    private sealed record Left(Guid Id, DateTimeOffset At);

    private sealed record Near(Guid Id, Guid? IncidentId, string Reference, DateTimeOffset DeadlineAt);
}
