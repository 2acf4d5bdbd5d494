using FluentValidation;
using IncidentDesk.Approvals;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery;

/// <summary>The same decision as <see cref="DecideApproval"/>, found by the delivery that it is about.</summary>
public static class ApproveDelivery
{
    public sealed record Command(Guid Delivery, DecisionBody Body) : IRequest<Deciding.Outcome>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new DecideApproval.DecisionRules());
    }

    public sealed class Handler(Deciding deciding, Caller caller) : IRequestHandler<Command, Deciding.Outcome>
    {
        public Task<Deciding.Outcome> Handle(Command command, CancellationToken cancellation) =>
            deciding.DecideAsync(reading => LatestAsync(reading, command.Delivery), command.Body, caller, cancellation);

        private async Task<ApprovalRows.Row?> LatestAsync(Reading reading, Guid delivery)
        {
            // Of several questions about one letter the last one counts; the others were voided when it was written anew.
            var parameters = ApprovalRows.Parameters(caller);
            (parameters["kind"], parameters["delivery"]) = (DeliveryAsking.Kind, delivery);
            var rows = await ApprovalRows.OfAsync(
                reading,
                $"""
                approvals.kind = @kind AND approvals.subject = @delivery AND {ApprovalRows.MaySee(caller)}
                ORDER BY approvals.id DESC LIMIT 1
                """,
                parameters);
            return rows.SingleOrDefault();
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/deliveries/{delivery:guid}/approval", async (Guid delivery, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<DecisionBody>(http, DecideApproval.MostBytes, cancellation);
            return DecideApproval.Answer(await sender.Send(new Command(delivery, body.Value), cancellation));
        })
        .Accepts<DecisionBody>("application/json").Produces<ApprovalView>()
        .WithSummary("Approve or refuse a delivery, as the second person").Needs(Scopes.Approve);
}
