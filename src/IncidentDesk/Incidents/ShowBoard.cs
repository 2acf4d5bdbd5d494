using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>What stands on the board: what the law wants next, and what the ladder does next, in one list by time.</summary>
public static class ShowBoard
{
    public const int Most = 200;

    public sealed record Query(IncidentFilter Filter, string? Cursor) : IRequest<Answer>;

    public sealed record Answer(IReadOnlyList<BoardGroup> Groups, int Count, string? NextCursor, DateTimeOffset? LastEndedAt, string? LastEnded, long Running);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock, ISender sender) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellation)
        {
            var page = await sender.Send(new ListIncidents.Query(query.Filter, "due", Most, query.Cursor), cancellation);
            return await database.ReadAsync(async reading =>
            {
                var called = caller.IsDesk && query.Cursor is null && page.NextCursor is not null ? await CalledAsync(reading, query.Filter) : [];
                var all = page.Items.Concat(called).DistinctBy(incident => incident.Id).ToList();
                var ladders = caller.IsDesk ? await LadderDue.OfAsync(reading, all.Select(incident => incident.Id)) : new Dictionary<Guid, LadderDue>();
                var groups = BoardGroup.Of(all.Select(incident => new BoardItem(incident, ladders.GetValueOrDefault(incident.Id))), clock.GetUtcNow());
                return all.Count > 0 ? new Answer(groups, all.Count, page.NextCursor, null, null, all.Count) : await EmptyAsync(reading);
            }, cancellation);
        }

        // A call of the next minutes is due before a paper of next week, which the page may be full of.
        private async Task<IReadOnlyList<IncidentSummary>> CalledAsync(Reading reading, IncidentFilter filter)
        {
            var now = clock.GetUtcNow();
            var ids = await reading.QueryAsync<Guid>(
                $"SELECT incident_id FROM incident_ladders WHERE climb_at IS NOT NULL ORDER BY climb_at, incident_id LIMIT {Most}");
            if (ids.Count == 0)
                return [];
            var text = await filter.AskAsync(database.Search, reading);
            var rows = await reading.QueryAsync<IncidentSummary.Row>(
                $"""
                {IncidentSummary.Select}
                WHERE incidents.id IN ({string.Join(", ", ids.Select(id => $"'{id:D}'"))}) AND {caller.MaySee("incidents")} AND {filter.Condition(text)}
                """,
                filter.Parameters(text, now, null, Most));
            var next = await NextDue.OfAsync(reading, rows.Select(row => row.Id));
            return [.. rows.Select(row => row.ToSummary(next.GetValueOrDefault(row.Id)))];
        }

        // Nothing to show: then the board says what there would be, or when it was last busy.
        private async Task<Answer> EmptyAsync(Reading reading)
        {
            var running = await reading.SingleAsync<long>($"SELECT count(*) FROM incidents WHERE ended_at IS NULL AND {caller.MaySee("incidents")}");
            var last = await reading.SingleAsync<Ended>(
                $"SELECT number, ended_at FROM incidents WHERE ended_at IS NOT NULL AND {caller.MaySee("incidents")} ORDER BY ended_at DESC LIMIT 1");
            return new([], 0, null, last?.EndedAt, last?.Number, running);
        }
    }

    private sealed record Ended(string Number, DateTimeOffset EndedAt);
}
