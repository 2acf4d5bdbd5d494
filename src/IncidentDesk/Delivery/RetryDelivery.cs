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
/// Somebody wants it sent again, or now instead of later. It goes past the same last look as everything else: what needs a second person, or may
/// not leave, still does not.
/// </summary>
public static class RetryDelivery
{
    public sealed record RetryBody(string Reason);

    public sealed record Command(Guid Delivery, RetryBody Body) : IRequest<TaskOutcome>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, TaskOutcome>
    {
        public Task<TaskOutcome> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(transaction => RetryAsync(transaction, command), cancellation);

        private async Task<TaskOutcome> RetryAsync(Transaction transaction, Command command)
        {
            var (id, now, by) = (command.Delivery, clock.GetUtcNow(), Actor.Of(caller));
            if (await Standing.ReadAsync(transaction, id) is not { } standing)
                return new TaskOutcome.NoSuchDelivery();
            var goes = standing.State switch
            {
                Failed or Simulated or Suppressed => await Deliveries.MoveAsync(transaction, new(id, standing.State, Queued, now, by)
                {
                    NextAttemptAt = now, Note = command.Body.Reason.Trim(), Said = TaskWords.Retried(standing),
                }),
                RetryWait => await HurryAsync(transaction, id, now, by),
                _ => false,
            };
            if (!goes)
                return new TaskOutcome.NotNow();
            await AuditTrail.AppendAsync(transaction, by.Word, "delivery.retry", id.ToString("D"), standing.State, now);
            return await TaskOutcome.DoneAsync(transaction, id);
        }

        // It is on its way by itself; only its patience is cut short. An open task waits for nobody but a person.
        private static async Task<bool> HurryAsync(Transaction transaction, Guid id, DateTimeOffset now, Actor by)
        {
            var hurried = await transaction.ExecuteAsync(
                "UPDATE deliveries SET next_attempt_at = @now WHERE id = @id AND state = 'retry-wait' AND next_attempt_at IS NOT NULL", new { id, now });
            if (hurried == 1)
                await Deliveries.TellAsync(transaction, new(id, RetryWait, RetryWait, now, by));
            return hurried == 1;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/deliveries/{delivery:guid}/retry", async (Guid delivery, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<RetryBody>(http, TaskOutcome.MostBytes, cancellation);
            return (await sender.Send(new Command(delivery, body.Value), cancellation)).ToResult();
        })
        .Accepts<RetryBody>("application/json").Produces<DeliveryDetail>().WithSummary("Send it again, or now instead of later").NeedsDesk(Scopes.Work);
}
