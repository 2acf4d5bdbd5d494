using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery.Calls;

/// <summary>A person says what came of a call they made. Nothing else ever moves a call on: one that nobody recorded was not made.</summary>
public static class RecordCall
{
    /// <param name="Outcome">answered, no-answer, busy, wrong-number, refused or message-left.</param>
    /// <param name="SpokeWith">Who answered, by name; given, their word is the acknowledgement.</param>
    /// <param name="At">When the call was made.</param>
    /// <param name="Note">What was said; a reception number where they gave one.</param>
    public sealed record CallBody(string Outcome, string? SpokeWith, DateTimeOffset At, string Note);

    public sealed record Command(Guid Delivery, CallBody Body) : IRequest<TaskOutcome>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Outcome).OneOf(CallOutcomes.All);
            RuleFor(command => command.Body.SpokeWith).TextBetween(1, 200);
            RuleFor(command => command.Body.Note).TextBetween(1, 2000);
            RuleFor(command => command.Body.At).Must(at => at <= clock.GetUtcNow() + TaskOutcome.ClockSlack).WithErrorCode("in-the-future");
        }
    }

    public sealed class Handler(
        Database database, Readying readying, WrittenFollowUp followUp, Caller caller, TimeProvider clock) : IRequestHandler<Command, TaskOutcome>
    {
        public Task<TaskOutcome> Handle(Command command, CancellationToken cancellation) =>
            caller.Person is { } person
                ? database.WriteAsync(transaction => RecordAsync(transaction, command.Delivery, command.Body, person), cancellation)
                : Task.FromResult<TaskOutcome>(new TaskOutcome.NeedsAPerson());

        private async Task<TaskOutcome> RecordAsync(Transaction transaction, Guid id, CallBody body, Guid person)
        {
            if (await Standing.ReadAsync(transaction, id) is not { } standing)
                return new TaskOutcome.NoSuchDelivery();
            if (standing.Channel == PersonChannels.Call && await IsSaidAlreadyAsync(transaction, id, body))
                return await TaskOutcome.DoneAsync(transaction, id);
            if (standing.Channel != PersonChannels.Call || standing.State is not (Queued or RetryWait or InDoubt or Claimed))
                return new TaskOutcome.NotNow();
            var now = clock.GetUtcNow();
            var hash = standing.ContentHash ?? await readying.HashAsync(transaction, id);
            await WriteAsync(transaction, standing, body, person, hash, now);
            IReadOnlyList<string> path = [.. standing.State == Claimed ? [] : new[] { Claimed }, .. CallOutcomes.PathOf(body.Outcome, body.SpokeWith is not null)];
            await Deliveries.MoveAlongAsync(transaction, standing.State, path, new(id, standing.State, path[^1], now, Actor.Of(caller))
            {
                Note = $"{body.Outcome}: {body.Note.Trim()}", Said = TaskWords.Called(standing, body.Outcome, body.SpokeWith?.Trim(), body.Note.Trim()),
                NextAttemptAt = path[^1] == RetryWait ? now + CallOutcomes.Again : null,
            });
            if (body.Outcome == CallOutcomes.Answered
                && standing is { IncidentId: { } incident, CentreId: { } centre, CauseKind: "report" or "forward" or "obligation" })
                await followUp.OpenAsync(transaction, incident, centre, body.At);
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "delivery.call", id.ToString("D"), body.Outcome, now);
            return await TaskOutcome.DoneAsync(transaction, id);
        }

        /// <summary>An answer that was lost on its way is asked for again: the same words twice are one call.</summary>
        private static async Task<bool> IsSaidAlreadyAsync(Transaction transaction, Guid id, CallBody body) =>
            await transaction.SingleAsync<long>(
                "SELECT count(*) FROM delivery_calls WHERE delivery_id = @id AND outcome = @outcome AND at = @at AND note = @note",
                new { id, outcome = body.Outcome, at = body.At, note = body.Note.Trim() }) > 0;

        private static async Task WriteAsync(
            Transaction transaction, Standing standing, CallBody body, Guid person, string hash, DateTimeOffset now)
        {
            var n = await transaction.SingleAsync<long>(
                "UPDATE deliveries SET attempts = attempts + 1 WHERE id = @id RETURNING attempts", new { id = standing.Id });
            await transaction.ExecuteAsync(
                """
                INSERT INTO delivery_attempts (delivery_id, n, at, ended_at, verdict, reply, hash) VALUES (@id, @n, @at, @at, @verdict, @reply, @hash)
                """,
                new { id = standing.Id, n, at = body.At, verdict = CallOutcomes.VerdictOf(body.Outcome), reply = Attempts.Printable(Words(body)), hash });
            await transaction.ExecuteAsync(
                """
                INSERT INTO delivery_calls (delivery_id, n, outcome, spoke_with, at, note, person_id, recorded_at)
                VALUES (@id, @n, @outcome, @spokeWith, @at, @note, @person, @now)
                """,
                new
                {
                    id = standing.Id, n, outcome = body.Outcome, spokeWith = body.SpokeWith?.Trim(), at = body.At, note = body.Note.Trim(), person, now,
                });
        }

        private static string Words(CallBody body) =>
            body.SpokeWith is { } name ? $"{body.Outcome} ({name.Trim()}): {body.Note.Trim()}" : $"{body.Outcome}: {body.Note.Trim()}";
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/deliveries/{delivery:guid}/call-outcome", async (Guid delivery, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<CallBody>(http, TaskOutcome.MostBytes, cancellation);
            return (await sender.Send(new Command(delivery, body.Value), cancellation)).ToResult();
        })
        .Accepts<CallBody>("application/json").Produces<DeliveryDetail>().WithSummary("Say what came of a call; a person's word").NeedsDesk(Scopes.Work);
}
