using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Delivery.Calls;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using MediatR;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// The recipient's side confirmed that it arrived, and a person of the desk says who and when. What was handed over by hand is proven in the same
/// breath: without its receipt nothing says that it was done.
/// </summary>
public static class AcknowledgeDelivery
{
    /// <param name="By">Who confirmed it, on the recipient's side.</param>
    /// <param name="Proof">Required for what was handed over by hand.</param>
    public sealed record AcknowledgementBody(DateTimeOffset At, string By, string? Note, ProofBody? Proof);

    /// <param name="Number">The number on the receipt.</param>
    /// <param name="Date">The date on it.</param>
    /// <param name="How">How it was handed over: registry, courier, fax.</param>
    public sealed record ProofBody(string Number, DateTimeOffset Date, string How);

    public sealed record Command(Guid Delivery, AcknowledgementBody Body) : IRequest<TaskOutcome>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.At).Must(IsPast).WithErrorCode("in-the-future");
            RuleFor(command => command.Body.By).TextBetween(1, 200);
            RuleFor(command => command.Body.Note).AtMostCharacters(2000);
            RuleFor(command => command.Body.Proof!.Number).TextBetween(1, 200).When(HasProof);
            RuleFor(command => command.Body.Proof!.How).TextBetween(1, 500).When(HasProof);
            RuleFor(command => command.Body.Proof!.Date).Must(IsPast).WithErrorCode("in-the-future").When(HasProof);
            bool IsPast(DateTimeOffset at) => at <= clock.GetUtcNow() + TaskOutcome.ClockSlack;
        }

        private static bool HasProof(Command command) => command.Body.Proof is not null;
    }

    public sealed class Handler(Database database, Readying readying, Caller caller, TimeProvider clock) : IRequestHandler<Command, TaskOutcome>
    {
        public Task<TaskOutcome> Handle(Command command, CancellationToken cancellation) =>
            caller.Person is null
                ? Task.FromResult<TaskOutcome>(new TaskOutcome.NeedsAPerson())
                : database.WriteAsync(transaction => AcknowledgeAsync(transaction, command), cancellation);

        private async Task<TaskOutcome> AcknowledgeAsync(Transaction transaction, Command command)
        {
            var (id, body, now) = (command.Delivery, command.Body, clock.GetUtcNow());
            if (await Standing.ReadAsync(transaction, id) is not { } standing)
                return new TaskOutcome.NoSuchDelivery();
            if (standing.State == Acknowledged)
                return await FirstAsync(transaction, id);
            var isByHand = standing.Channel == PersonChannels.ByHand;
            if (PathOf(standing.State, isByHand) is not { } path)
                return new TaskOutcome.NotNow();
            if (isByHand && body.Proof is null && standing.State is not (Accepted or Delivered))
                throw new RefusedException(Problems.Validation(Faults.At("/proof", "required")));
            if (isByHand && body.Proof is { } proof)
                await ProveAsync(transaction, standing, body, proof);
            await Deliveries.MoveAlongAsync(transaction, standing.State, path, new(id, standing.State, Acknowledged, now, Actor.Of(caller))
            {
                Note = $"{body.By.Trim()}: {Words(body)}".TrimEnd(':', ' ') + (standing.State == InDoubt ? $" (confirmed for {VietnamTime.Wire(body.At)})" : ""),
                ConfirmedAt = body.At,
                Said = isByHand && body.Proof is not null ? TaskWords.HandedOver(standing, Words(body)) : TaskWords.Acknowledged(standing, body.By.Trim()),
            });
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "delivery.acknowledge", id.ToString("D"), "acknowledged", now);
            return await TaskOutcome.DoneAsync(transaction, id);
        }

        /// <summary>A paper needs no machine, so its proof counts in any mode; all else must have left before anybody can confirm it.</summary>
        private static IReadOnlyList<string>? PathOf(string state, bool isByHand) => (state, isByHand) switch
        {
            (Accepted or Delivered, _) => [Acknowledged],
            (InDoubt, _) => [Accepted, Acknowledged],
            (Queued or RetryWait, true) => [Claimed, Accepted, Acknowledged],
            (Simulated or Suppressed or Failed, true) => [Queued, Claimed, Accepted, Acknowledged],
            _ => null,
        };

        private async Task ProveAsync(Transaction transaction, Standing standing, AcknowledgementBody body, ProofBody proof)
        {
            var hash = standing.ContentHash ?? await readying.HashAsync(transaction, standing.Id);
            var n = await transaction.SingleAsync<long>(
                "UPDATE deliveries SET attempts = attempts + 1 WHERE id = @id RETURNING attempts", new { id = standing.Id });
            await transaction.ExecuteAsync(
                "INSERT INTO delivery_attempts (delivery_id, n, at, ended_at, verdict, reply, hash) VALUES (@id, @n, @date, @at, 'ok', @reply, @hash)",
                new { id = standing.Id, n, date = proof.Date, at = body.At, reply = Attempts.Printable($"{body.By.Trim()}: {Words(body)}"), hash });
        }

        private static string Words(AcknowledgementBody body) => string.Join(
            ". ", new[] { body.Proof is { } proof ? $"{proof.Number.Trim()}, {proof.How.Trim()}" : null, body.Note?.Trim() }.Where(words => words is { Length: > 0 }));

        private static async Task<TaskOutcome> FirstAsync(Transaction transaction, Guid id)
        {
            var first = await transaction.SingleAsync<First>(
                "SELECT note, at FROM delivery_history WHERE delivery_id = @id AND to_state = 'acknowledged' ORDER BY n DESC LIMIT 1", new { id });
            return new TaskOutcome.AcknowledgedAlready(first?.Note, first?.At);
        }

        private sealed record First(string? Note, DateTimeOffset At);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/deliveries/{delivery:guid}/acknowledgement", async (Guid delivery, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<AcknowledgementBody>(http, TaskOutcome.MostBytes, cancellation);
            return (await sender.Send(new Command(delivery, body.Value), cancellation)).ToResult();
        })
        .Accepts<AcknowledgementBody>("application/json").Produces<DeliveryDetail>()
        .WithSummary("Say that the recipient confirmed it; a person's word, by hand with its receipt").NeedsDesk(Scopes.Work);
}
