using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>The list behind the board and behind GET /incidents: worst first, newest, or by what is due next.</summary>
public static class ListIncidents
{
    public sealed record Query(IncidentFilter Filter, string Sort, int Limit, string? Cursor) : IRequest<Page<IncidentSummary>>;

    public static readonly IReadOnlyList<string> Sorts = ["worst-first", "newest", "due"];

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<IncidentSummary>>
    {
        public Task<Page<IncidentSummary>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(reading => ReadAsync(reading, query), cancellation);

        private async Task<Page<IncidentSummary>> ReadAsync(Reading reading, Query query)
        {
            var place = new ListPlace("incidents", query.Filter.ToString(), query.Sort, caller.Id.ToString("D"));
            var order = IncidentOrder.Of(query.Sort);
            var position = place.Read(query.Cursor);
            var text = await query.Filter.AskAsync(database.Search, reading);
            var wanted = $"{caller.MaySee("incidents")} AND {query.Filter.Condition(text)} AND {(position is null ? "1 = 1" : order.After)}";
            // The bare ids are put in order first, and only the page that is shown is looked up whole.
            var rows = await reading.QueryAsync<IncidentSummary.Row>(
                $"""
                {IncidentSummary.Select}
                WHERE incidents.id IN (SELECT incidents.id FROM incidents WHERE {wanted} ORDER BY {order.By} LIMIT @limit)
                ORDER BY {order.By}
                """,
                query.Filter.Parameters(text, clock.GetUtcNow(), position, query.Limit + 1L));
            var next = await NextDue.OfAsync(reading, rows.Select(row => row.Id));
            return place.Page(rows, query.Limit, order.Position, row => row.ToSummary(next.GetValueOrDefault(row.Id)));
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents", (HttpContext http, ISender sender, ReferenceLibrary library, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(
                IncidentFilter.Of(query, library.RuleBook.Taxonomy), query.Word("sort", Sorts) ?? Sorts[0], query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<IncidentSummary>>().Lists([.. IncidentFilter.Names, "sort"]).WithSummary("Incidents, worst first").Needs(Scopes.Report, Scopes.Read);
}
