using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>The agencies by code: an agency sees itself and those below it, the desk sees all.</summary>
public static class ListAgencies
{
    public sealed record Query(string? Kind, string? Parent, int Limit, string? Cursor) : IRequest<Page<AgencyView>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<AgencyView>>
    {
        public Task<Page<AgencyView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("agencies", $"{query.Kind}|{query.Parent}", "code", caller.Id.ToString("D"));
                var rows = await reading.QueryAsync<AgencyView>(
                    $"""
                    {AgencyView.Select}
                    WHERE {AgencyView.MaySee(caller)} AND agencies.code > @after
                      AND {(query.Kind is null ? "1 = 1" : "agencies.kind = @kind")}
                      AND {(query.Parent is null ? "1 = 1" : "parent.code = @parent")}
                    ORDER BY agencies.code LIMIT @limit
                    """,
                    new
                    {
                        after = place.Read(query.Cursor)?.Text(0) ?? "", kind = query.Kind ?? "", parent = query.Parent ?? "",
                        limit = query.Limit + 1L,
                    });
                return place.Page(rows, query.Limit, row => [row.Code], row => row);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/agencies", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Word("kind", Words.AgencyKinds), query.Text("parent"), query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<AgencyView>>().Lists("kind", "parent").WithSummary("Agencies, by code").Needs(Scopes.Report, Scopes.Read, Scopes.Admin);
}
