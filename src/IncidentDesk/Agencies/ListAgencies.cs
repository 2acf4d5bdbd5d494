using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>The agencies by code, or by name as Vietnamese readers expect it: an agency sees itself and those below it, the desk sees all.</summary>
public static class ListAgencies
{
    public sealed record Query(string? Kind, string? Parent, string? Sort, int Limit, string? Cursor) : IRequest<Page<AgencyView>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<AgencyView>>
    {
        public Task<Page<AgencyView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var byName = query.Sort == "name";
                var place = new ListPlace("agencies", $"{query.Kind}|{query.Parent}", byName ? "name" : "code", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await reading.QueryAsync<AgencyView>(
                    $"""
                    {AgencyView.Select}
                    WHERE {AgencyView.MaySee(caller)} AND {(byName ? "(agencies.sort_key, agencies.code) > (@name, @after)" : "agencies.code > @after")}
                      AND {(query.Kind is null ? "1 = 1" : "agencies.kind = @kind")}
                      AND {(query.Parent is null ? "1 = 1" : "parent.code = @parent")}
                    ORDER BY {(byName ? "agencies.sort_key, agencies.code" : "agencies.code")} LIMIT @limit
                    """,
                    new
                    {
                        after = position?.Text(0) ?? "", name = byName ? position?.Text(1) ?? "" : "", kind = query.Kind ?? "", parent = query.Parent ?? "",
                        limit = query.Limit + 1L,
                    });
                return place.Page(rows, query.Limit, row => byName ? [row.Code, SortKey.Of(row.Name)] : [row.Code], row => row);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/agencies", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Word("kind", Words.AgencyKinds), query.Text("parent"), query.Word("sort", "code", "name"), query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<AgencyView>>().Lists("kind", "parent", "sort").WithSummary("Agencies, by code or by name").Needs(Scopes.Report, Scopes.Read, Scopes.Admin);
}
