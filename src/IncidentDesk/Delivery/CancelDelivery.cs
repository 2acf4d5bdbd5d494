using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Delivery.Calls;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// A person takes back what has not left, with a reason. What the law wants stays owed: its obligation goes on. What a courier holds at this
/// moment cannot be stopped; what is in doubt may have arrived, and is only not repeated.
/// </summary>
public static class CancelDelivery
{
    public sealed record CancellationBody(string Reason);

    public sealed record Command(Guid Delivery, CancellationBody Body) : IRequest<TaskOutcome>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, TaskOutcome>
    {
        public Task<TaskOutcome> Handle(Command command, CancellationToken cancellation) =>
            caller.Person is null
                ? Task.FromResult<TaskOutcome>(new TaskOutcome.NeedsAPerson())
                : database.WriteAsync(transaction => CancelAsync(transaction, command), cancellation);

        private async Task<TaskOutcome> CancelAsync(Transaction transaction, Command command)
        {
            var (id, reason, by) = (command.Delivery, command.Body.Reason.Trim(), Actor.Of(caller));
            if (await Standing.ReadAsync(transaction, id) is not { } standing)
                return new TaskOutcome.NoSuchDelivery();
            var move = new Move(id, standing.State, Cancelled, clock.GetUtcNow(), by) { Note = reason, Said = TaskWords.CalledOff(standing, reason) };
            if (standing.State is not (Planned or AwaitingApproval or Queued or RetryWait or InDoubt) || !await Deliveries.MoveAsync(transaction, move))
                return new TaskOutcome.NotNow();
            await AuditTrail.AppendAsync(transaction, by.Word, "delivery.cancel", id.ToString("D"), standing.State, move.At);
            return await TaskOutcome.DoneAsync(transaction, id);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/deliveries/{delivery:guid}/cancellation", async (Guid delivery, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<CancellationBody>(http, TaskOutcome.MostBytes, cancellation);
            return (await sender.Send(new Command(delivery, body.Value), cancellation)).ToResult();
        })
        .Accepts<CancellationBody>("application/json").Produces<DeliveryDetail>()
        .WithSummary("Take back what has not left; a person's word, with a reason").NeedsDesk(Scopes.Work);
}
