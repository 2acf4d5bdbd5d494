using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Coordination;

/// <summary>Orders to keep things as they are, newest first; and one of them.</summary>
public static class ListOrders
{
    /// <param name="Standing">Only those that are not lifted.</param>
    public sealed record Query(bool Standing, int Limit, string? Cursor) : IRequest<Page<OrderView>>;

    public sealed record One(Guid Order) : IRequest<OrderView?>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<OrderView>>, IRequestHandler<One, OrderView?>
    {
        public Task<Page<OrderView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("preservation", query.Standing.ToString(), "newest", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await reading.QueryAsync<OrderView.Row>(
                    $"""
                    SELECT {OrderView.Columns} FROM preservation_orders
                    WHERE {OrderView.MaySee(caller)} AND {(query.Standing ? "lifted_at IS NULL" : "1 = 1")} AND {(position is null ? "1 = 1" : "id < @id")}
                    ORDER BY id DESC LIMIT @limit
                    """,
                    new { id = position?.Text(0) ?? "", limit = query.Limit + 1L });
                var views = (await OrderView.WithTargetsAsync(reading, rows, caller)).ToDictionary(view => view.Id);
                return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => views[row.Id]);
            }, cancellation);

        public Task<OrderView?> Handle(One query, CancellationToken cancellation) =>
            database.ReadAsync(reading => OrderView.FindAsync(reading, query.Order, caller), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/preservation-orders", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Flag("standing") ?? false, query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        }).Produces<Page<OrderView>>().Lists("standing").WithSummary("Orders to keep things as they are, newest first").Needs(Scopes.Report, Scopes.Read);
        doors.MapGet("/preservation-orders/{order:guid}", async (Guid order, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new One(order), cancellation) ?? throw new RefusedException(Problems.NotFound());
            ETags.Write(http.Response, found.Version);
            return Results.Json(found, Json.Options);
        }).Produces<OrderView>().WithSummary("One order to keep things as they are").Needs(Scopes.Report, Scopes.Read);
    }
}
