using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Coordination;

/// <summary>A person lifts an order and says why: what it kept may be restored again.</summary>
public static class LiftPreservation
{
    public sealed record LiftingBody(string Reason);

    public sealed record Command(Guid Order, LiftingBody Body, long Version) : IRequest<OrderView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, OrderView>
    {
        public Task<OrderView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
                var order = await OrderView.FindAsync(transaction, command.Order, caller) ?? throw new RefusedException(Problems.NotFound());
                if (caller.Person is null)
                    throw new RefusedException(Problems.Forbidden("needs-a-person"));
                if (command.Version != ETags.Any && command.Version != order.Version)
                    throw new RefusedException(Problems.Stale());
                var reason = command.Body.Reason.Trim();
                if (await transaction.ExecuteAsync(
                    """
                    UPDATE preservation_orders SET lifted_at = @now, lifted_by = @by, lifted_by_name = @name, lift_reason = @reason, version = version + 1
                    WHERE id = @id AND lifted_at IS NULL
                    """,
                    new { id = order.Id, now, by = by.Word, name = by.Name, reason }) == 0)
                    throw new RefusedException(Problems.Conflict("order-lifted"));
                foreach (var incident in await transaction.QueryAsync<Kept>(
                    """
                    SELECT incidents.id, incidents.number, incidents.agency_id FROM preservation_targets JOIN incidents ON incidents.id = preservation_targets.incident_id
                    WHERE preservation_targets.order_id = @id ORDER BY preservation_targets.n
                    """,
                    new { id = order.Id }))
                {
                    await Timeline.AddAsync(
                        transaction, incident.Id, now, "evidence", by, "agency", $"No longer to be kept as it is: {reason}", $"Không còn phải giữ nguyên hiện trạng: {reason}");
                    await Changes.TellAsync(transaction, "incident", incident.Id, incident.Number, "released", incident.AgencyId, now);
                }
                await AuditTrail.AppendAsync(transaction, by.Word, "preservation.lift", order.Id.ToString("D"), "lifted", now);
                return (await OrderView.FindAsync(transaction, order.Id, caller))!;
            }, cancellation);

        private sealed record Kept(Guid Id, string Number, Guid AgencyId);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/preservation-orders/{order:guid}/lifting", async (Guid order, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<LiftingBody>(http, RequestRules.MostBytes, cancellation);
            var lifted = await sender.Send(new Command(order, body.Value, version), cancellation);
            ETags.Write(http.Response, lifted.Version);
            return Results.Json(lifted, Json.Options);
        })
        .Accepts<LiftingBody>("application/json").Produces<OrderView>().WithSummary("Lift an order to keep things as they are, with the reason").NeedsDesk(Scopes.Work, Scopes.Admin);
}
