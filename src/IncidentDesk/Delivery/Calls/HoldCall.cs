using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery.Calls;

/// <summary>
/// A person takes a call for some minutes, so that two do not make it, or lays it back unmade. Who lets the time run out has left everybody in
/// doubt whether they called, and an alarm asks them.
/// </summary>
public static class HoldCall
{
    public static readonly TimeSpan Time = TimeSpan.FromMinutes(10);

    /// <param name="LaysBack">The call was not made and is anybody's again.</param>
    public sealed record Command(Guid Delivery, bool LaysBack) : IRequest<TaskOutcome>;

    private sealed record NoBody;

    public sealed class Handler(Database database, LastLook lastLook, Caller caller, TimeProvider clock) : IRequestHandler<Command, TaskOutcome>
    {
        public Task<TaskOutcome> Handle(Command command, CancellationToken cancellation) =>
            caller.Person is { } person
                ? database.WriteAsync(transaction => command.LaysBack
                    ? LayBackAsync(transaction, command.Delivery, HolderOf(person))
                    : TakeAsync(transaction, command.Delivery, HolderOf(person)), cancellation)
                : Task.FromResult<TaskOutcome>(new TaskOutcome.NeedsAPerson());

        private async Task<TaskOutcome> TakeAsync(Transaction transaction, Guid id, string holder)
        {
            if (await Standing.ReadAsync(transaction, id) is not { } standing)
                return new TaskOutcome.NoSuchDelivery();
            if (standing.Channel != PersonChannels.Call || standing.State is not (Queued or RetryWait or InDoubt))
                return await HeldAsync(transaction, id, holder);
            var now = clock.GetUtcNow();
            switch (lastLook.Decide(standing, now).Course)
            {
                case Course.Send:
                    break;
                case Course.Simulate or Course.Suppress:
                    await WakeAsync(transaction, id, now);
                    return new TaskOutcome.GuardRefuses();
                default:
                    await WakeAsync(transaction, id, now);
                    return new TaskOutcome.NotNow();
            }
            if (await Claims.HoldAsync(transaction, id, standing.State, holder, Time, now) is null)
                return new TaskOutcome.NotNow();
            await Deliveries.TellAsync(transaction, new(id, standing.State, Claimed, now, Actor.Of(caller)));
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "delivery.hold", id.ToString("D"), "held", now);
            return await TaskOutcome.DoneAsync(transaction, id);
        }

        private async Task<TaskOutcome> LayBackAsync(Transaction transaction, Guid id, string holder)
        {
            var now = clock.GetUtcNow();
            if (await Standing.ReadAsync(transaction, id) is null)
                return new TaskOutcome.NoSuchDelivery();
            if ((await HolderAsync(transaction, id))?.ClaimedBy != holder || !await Deliveries.MoveAsync(
                transaction, new(id, Claimed, RetryWait, now, Actor.Of(caller)) { NextAttemptAt = now, Note = "laid back, not called" }))
                return new TaskOutcome.NotNow();
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "delivery.hold", id.ToString("D"), "laid-back", now);
            return await TaskOutcome.DoneAsync(transaction, id);
        }

        // Whoever holds it already may say so twice; anybody else is told who has it, and until when.
        private static async Task<TaskOutcome> HeldAsync(Transaction transaction, Guid id, string holder)
        {
            var held = await HolderAsync(transaction, id);
            return held?.ClaimedBy == holder ? await TaskOutcome.DoneAsync(transaction, id) : new TaskOutcome.NotNow(held?.Name, held?.NextAttemptAt);
        }

        private static Task<Holder?> HolderAsync(Transaction transaction, Guid id) => transaction.SingleAsync<Holder>(
            """
            SELECT deliveries.claimed_by, people.name, deliveries.next_attempt_at FROM deliveries
            JOIN people ON deliveries.claimed_by = 'person:' || people.id
            WHERE deliveries.id = @id AND deliveries.state = 'claimed' AND deliveries.channel = 'call'
            """,
            new { id });

        // A rule has something against it by now: the round of the tasks finds out what, and ends it so.
        private static Task WakeAsync(Transaction transaction, Guid id, DateTimeOffset now) => transaction.ExecuteAsync(
            "UPDATE deliveries SET next_attempt_at = @now WHERE id = @id AND state IN ('queued', 'retry-wait')", new { id, now });

        private static string HolderOf(Guid person) => $"person:{person:D}";

        private sealed record Holder(string ClaimedBy, string Name, DateTimeOffset? NextAttemptAt);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPut("/deliveries/{delivery:guid}/hold", async (Guid delivery, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            await Body.ReadAsync<NoBody>(http, TaskOutcome.MostBytes, cancellation);
            return (await sender.Send(new Command(delivery, LaysBack: false), cancellation)).ToResult();
        })
        .Produces<DeliveryDetail>().WithSummary("Take a call for some minutes, so that two do not make it").NeedsDesk(Scopes.Work);
        doors.MapDelete("/deliveries/{delivery:guid}/hold", async (Guid delivery, ISender sender, CancellationToken cancellation) =>
            (await sender.Send(new Command(delivery, LaysBack: true), cancellation)).ToResult())
        .Produces<DeliveryDetail>().WithSummary("Lay a call back that was not made").NeedsDesk(Scopes.Work);
    }
}
