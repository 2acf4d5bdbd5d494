using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Drills;

/// <summary>The drills, newest first.</summary>
public static class ListDrills
{
    public sealed record Query(IReadOnlyList<string> State, string? Kind, int Limit, string? Cursor) : IRequest<Page<DrillSummary>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<DrillSummary>>
    {
        public Task<Page<DrillSummary>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("drills", $"{string.Join(',', query.State)}|{query.Kind}", "newest", caller.Id.ToString("D"));
                // Both words stand in the text: they come from closed lists.
                var rows = await reading.QueryAsync<Row>(
                    $"""
                    SELECT drills.id, drills.name, drills.kind, drills.state, drills.starts_at, drills.ends_at, drills.started_at, drills.ended_at,
                        (SELECT count(*) FROM drill_systems JOIN systems ON systems.id = drill_systems.system_id WHERE drill_systems.drill_id = drills.id AND {caller.MaySee("systems")}) AS systems,
                        (SELECT count(*) FROM drill_incidents JOIN incidents ON incidents.id = drill_incidents.incident_id
                            WHERE drill_incidents.drill_id = drills.id AND {caller.MaySee("incidents")}) AS incidents,
                        drills.version
                    FROM drills
                    WHERE {DrillRows.MaySee(caller)} AND drills.id < @before
                      AND {(query.State.Count == 0 ? "1 = 1" : $"drills.state IN ('{string.Join("', '", query.State)}')")}
                      AND {(query.Kind is null ? "1 = 1" : $"drills.kind = '{query.Kind}'")}
                    ORDER BY drills.id DESC LIMIT @limit
                    """,
                    new { before = place.Read(query.Cursor)?.Text(0) ?? "g", limit = query.Limit + 1L });
                return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => new DrillSummary(
                    row.Id, row.Name, row.Kind, row.State, DrillReading.SpanOf(row.StartsAt, row.EndsAt), row.StartedAt, row.EndedAt, row.Systems, row.Incidents, row.Version));
            }, cancellation);

        private sealed record Row(
            Guid Id, string Name, string Kind, string State, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
            long Systems, long Incidents, long Version);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/drills", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Words("state", DrillStates.All), query.Word("kind", DrillStates.Kinds), query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<DrillSummary>>().Lists("state", "kind").WithSummary("Drills, newest first").Needs(Scopes.Report, Scopes.Read);
}
