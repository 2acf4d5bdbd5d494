using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Search;

/// <summary>Incidents, agencies and systems by words, the newest incident first; the wall stands inside the question, so nobody learns by what is counted or cut off.</summary>
public static class FindAnything
{
    /// <param name="Q">As it was typed.</param>
    public sealed record Query(string Q, int Limit, string? Cursor) : IRequest<Page<FoundThing>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<FoundThing>>
    {
        public async Task<Page<FoundThing>> Handle(Query query, CancellationToken cancellation)
        {
            var sought = SearchWords.Ask(query.Q);
            var place = new ListPlace("search", query.Q, "newest", caller.Id.ToString("D"));
            var after = place.Read(query.Cursor)?.Number(0);
            if (sought.Count == 0)
                return new([], null);
            return await database.ReadAsync(async reading =>
            {
                // Names stand before incidents, on the first page only, and take half of it at most.
                var names = after is null ? await NameHits.FindAsync(reading, sought, caller, Math.Min(query.Limit / 2, NameHits.Most)) : [];
                var rows = await RowsAsync(reading, sought, after, query.Limit - names.Count + 1L);
                var page = place.Page(rows, query.Limit - names.Count, row => [row.NumberOrder], row => row);
                var found = await IncidentHits.ExplainAsync(reading, page.Items, sought);
                return new Page<FoundThing>([.. names, .. found], page.NextCursor);
            }, cancellation);
        }

        private async Task<IReadOnlyList<IncidentHits.Row>> RowsAsync(Reading reading, IReadOnlyList<Sought> sought, long? after, long limit)
        {
            var text = await database.Search.AskAsync(reading, [.. sought.Select(one => (one.Runs, one.IsOpen))]);
            return await reading.QueryAsync<IncidentHits.Row>(
                $"""
                SELECT incidents.id, incidents.number, incidents.number_order, incidents.title, incidents.status, incidents.severity, agencies.code AS agency
                FROM incidents JOIN agencies ON agencies.id = incidents.agency_id
                WHERE {text.Sql} AND {caller.MaySee("incidents")} {(after is null ? "" : "AND incidents.number_order < @after")}
                ORDER BY incidents.number_order DESC LIMIT @limit
                """,
                new { words = text.Words, places = text.Places, after = after ?? 0, limit });
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/search", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Text("q") ?? "", query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<FoundThing>>().Lists("q").WithSummary("Incidents, agencies and systems by words, forgiving about marks").Needs(Scopes.Report, Scopes.Read);
}
