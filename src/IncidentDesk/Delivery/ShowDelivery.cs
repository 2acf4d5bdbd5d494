using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery;

/// <summary>One delivery with its history.</summary>
public static class ShowDelivery
{
    public sealed record Query(Guid Delivery) : IRequest<DeliveryDetail?>;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, DeliveryDetail?>
    {
        public async Task<DeliveryDetail?> Handle(Query query, CancellationToken cancellation)
        {
            var shown = await database.ReadAsync<DeliveryDetail?>(
                async reading => await DeliveryDetail.FindAsync(reading, query.Delivery, $"{caller.MaySee("incidents")} AND {OwnPeople.DeliveriesFor(caller)}") is { } found
                    ? found.For(caller) : null, cancellation);
            if (shown is not null)
                book.Opened(caller, "delivery", query.Delivery);
            return shown;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/deliveries/{delivery:guid}", async (Guid delivery, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return await sender.Send(new Query(delivery), cancellation) is { } detail
                ? Results.Json(detail, Json.Options)
                : throw new RefusedException(Problems.NotFound());
        })
        .Produces<DeliveryDetail>().WithSummary("One message, with every move and attempt").Needs(Scopes.Report, Scopes.Read);
}
