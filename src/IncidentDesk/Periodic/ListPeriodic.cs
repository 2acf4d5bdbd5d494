using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Periodic;

/// <summary>The duties that come with the calendar, earliest due first.</summary>
public static class ListPeriodic
{
    private static readonly IReadOnlyList<string> States = ["open", "met", "late", "waived"];

    public sealed record Query(IReadOnlyList<string> State, long? Year, int Limit, string? Cursor) : IRequest<Page<PeriodicView>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<PeriodicView>>
    {
        public Task<Page<PeriodicView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("periodic", $"{string.Join(',', query.State)}|{query.Year}", "due", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                // The words stand in the text: they come from a closed list.
                var states = query.State.Count > 0 ? $"periodic_duties.state IN ('{string.Join("', '", query.State)}')" : "1 = 1";
                var rows = await reading.QueryAsync<PeriodicView>(
                    $"""
                    {PeriodicView.Select(caller)} AND {states} {(query.Year is null ? "" : "AND periodic_duties.year = @year")}
                      AND (periodic_duties.due_at, periodic_duties.id) > (@due, @id)
                    ORDER BY periodic_duties.due_at, periodic_duties.id LIMIT @limit
                    """,
                    new { due = position?.Number(0) ?? long.MinValue, id = position?.Text(1) ?? "", year = query.Year ?? 0, limit = query.Limit + 1L });
                return place.Page(rows, query.Limit, row => [row.DueAt.ToUnixTimeMilliseconds(), row.Id.ToString("D")], row => row);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/obligations/periodic", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Words("state", States), query.Number("year", 2000, 2999), query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<PeriodicView>>().Lists("state", "year").WithSummary("Duties that come with the calendar, earliest due first").Needs(Scopes.Report, Scopes.Read);
}
