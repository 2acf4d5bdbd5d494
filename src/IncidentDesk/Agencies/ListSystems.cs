using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>The information systems by code, or by name as Vietnamese readers expect it.</summary>
public static class ListSystems
{
    public sealed record Query(string? Agency, long? Level, string? Sort, int Limit, string? Cursor) : IRequest<Page<SystemView>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<SystemView>>
    {
        public Task<Page<SystemView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var byName = query.Sort == "name";
                var order = byName ? "systems.sort_key" : "systems.code";
                var place = new ListPlace("systems", $"{query.Agency}|{query.Level}", byName ? "name" : "code", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await SystemView.QueryAsync(
                    reading,
                    $"""
                    WHERE {caller.MaySee("systems")} AND ({order}, systems.id) > (@value, @id)
                      AND {(query.Agency is null ? "1 = 1" : "agencies.code = @agency")}
                      AND {(query.Level is null ? "1 = 1" : "systems.level = @level")}
                    ORDER BY {order}, systems.id LIMIT @limit
                    """,
                    new
                    {
                        value = position?.Text(0) ?? "", id = position?.Text(1) ?? "", agency = query.Agency ?? "", level = query.Level ?? 0,
                        limit = query.Limit + 1L,
                    });
                return place.Page(rows, query.Limit, row => [byName ? SortKey.Of(row.Name) : row.Code, row.Id.ToString("D")], row => row);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/systems", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Text("agency"), query.Number("level", 1, 5), query.Word("sort", "code", "name"), query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<SystemView>>().Lists("agency", "level", "sort").WithSummary("Information systems, by code or by name").Needs(Scopes.Report, Scopes.Read, Scopes.Admin);
}
