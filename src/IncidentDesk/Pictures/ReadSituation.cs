using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Pictures;

/// <summary>How things stand at this moment: what is open, the worst of it, and what came and went in the last day and week.</summary>
public static class ReadSituation
{
    private const int MostShown = 12;

    public sealed record Query : IRequest<Answer>;

    /// <param name="Worst">Open ones, the worst first; at most as many as the sheet has room for.</param>
    public sealed record Answer(Figures Figures, IReadOnlyList<IncidentSummary> Worst);

    public sealed record Figures(long Open, long Critical, long Unheld, long Overdue, long Day, long Week, long EndedWeek, long Alarms);

    public sealed class Handler(ISender sender, Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            var figures = await database.ReadAsync(reading => reading.SingleAsync<Figures>(
                $"""
                SELECT {Count("incidents.ended_at IS NULL")} AS open, {Count("incidents.ended_at IS NULL AND incidents.severity = 'critical'")} AS critical,
                    {Count("incidents.ended_at IS NULL AND incidents.acknowledged_at IS NULL AND incidents.assignee_id IS NULL")} AS unheld,
                    {Count("incidents.ended_at IS NULL AND incidents.next_due_at < @now")} AS overdue, {Count("incidents.received_at >= @day")} AS day,
                    {Count("incidents.received_at >= @week")} AS week, {Count("incidents.ended_at >= @week")} AS ended_week,
                    (SELECT count(*) FROM alarms LEFT JOIN incidents ON incidents.id = alarms.incident_id
                     WHERE alarms.ended_at IS NULL AND {caller.MaySee("incidents")} AND {OwnPeople.AlarmsFor(caller)}) AS alarms
                FROM incidents WHERE incidents.reality = 'real' AND {caller.MaySee("incidents")}
                """,
                new { now, day = now.AddDays(-1), week = now.AddDays(-7) }), cancellation);
            var worst = await sender.Send(new ListIncidents.Query(new() { Status = BoardDoor.Running }, "worst-first", MostShown, null), cancellation);
            return new(figures!, [.. worst.Items.Where(one => !one.Drill)]);
        }

        private static string Count(string condition) => $"CAST(coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) AS BIGINT)";
    }
}
