using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Coordination;

/// <summary>The requests of centres, open ones first, and of these the one whose deadline comes first; and one of them.</summary>
public static class ListRequests
{
    private static readonly IReadOnlyList<string> States = ["open", "answered", "closed", "withdrawn"];

    /// <param name="Overdue">Only open ones past their deadline.</param>
    public sealed record Query(IReadOnlyList<string> State, bool Overdue, int Limit, string? Cursor) : IRequest<Page<RequestSummary>>;

    public sealed record One(Guid Request) : IRequest<RequestView?>;

    public sealed class Handler(Database database, AuditBook book, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<RequestSummary>>, IRequestHandler<One, RequestView?>
    {
        private const string Order = "CASE WHEN coordination_requests.state = 'open' THEN 0 ELSE 1 END",
            Due = "CASE WHEN coordination_requests.state = 'open' THEN coordination_requests.deadline_at ELSE -coordination_requests.received_at END";

        public Task<Page<RequestSummary>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("coordination", $"{string.Join(',', query.State)}|{query.Overdue}", "due", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await reading.QueryAsync<RequestRow>(
                    $"""
                    {RequestRows.Select}
                    WHERE {RequestRows.MaySee(caller)} AND {(query.State.Count == 0 ? "1 = 1" : $"coordination_requests.state IN ('{string.Join("', '", query.State)}')")}
                      AND {(query.Overdue ? "coordination_requests.state = 'open' AND coordination_requests.deadline_at < @now" : "1 = 1")}
                      AND {(position is null ? "1 = 1" : $"({Order}, {Due}, coordination_requests.id) > (@order, @due, @id)")}
                    ORDER BY {Order}, {Due}, coordination_requests.id LIMIT @limit
                    """,
                    new
                    {
                        now = clock.GetUtcNow(), order = position?.Number(0) ?? 0, due = position?.Number(1) ?? 0, id = position?.Text(2) ?? "", limit = query.Limit + 1L,
                    });
                return place.Page(
                    rows, query.Limit,
                    row => [row.State == "open" ? 0L : 1L, row.State == "open" ? row.DeadlineAt.ToUnixTimeMilliseconds() : -row.ReceivedAt.ToUnixTimeMilliseconds(), row.Id.ToString("D")],
                    row => new RequestSummary(
                        row.Id, row.CentreId, row.CentreName, row.Reference, row.Subject, row.ReceivedAt, row.DeadlineAt, row.State, row.AnsweredAt,
                        caller.IsDesk ? row.Number : null, row.Version));
            }, cancellation);

        public async Task<RequestView?> Handle(One query, CancellationToken cancellation)
        {
            var found = await database.ReadAsync(reading => RequestView.FindAsync(reading, query.Request, caller), cancellation);
            if (found is not null)
                book.Opened(caller, "coordination", found.Id);
            return found;
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/coordination-requests", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Words("state", States), query.Flag("overdue") ?? false, query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        }).Produces<Page<RequestSummary>>().Lists("state", "overdue").WithSummary("Coordination requests, the next deadline first").Needs(Scopes.Report, Scopes.Read);
        doors.MapGet("/coordination-requests/{request:guid}", async (Guid request, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new One(request), cancellation) ?? throw new RefusedException(Problems.NotFound());
            ETags.Write(http.Response, found.Version);
            return Results.Json(found, Json.Options);
        }).Produces<RequestView>().WithSummary("One coordination request").Needs(Scopes.Report, Scopes.Read);
    }
}
