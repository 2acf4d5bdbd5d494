using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Rosters;

/// <summary>Who was asked says yes or no; who asked may take it back. With a yes the shifts change hands in that very moment, and ladders call the new holder.</summary>
public static class AnswerSwap
{
    private static readonly IReadOnlyList<string> Decisions = ["accept", "decline", "withdraw"];

    /// <param name="Decision">accept or decline by who was asked; withdraw by who asked.</param>
    public sealed record DecisionBody(string Decision);

    public sealed record Command(Guid Swap, DecisionBody Body, long Version) : IRequest<SwapView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Decision).OneOf(Decisions);
    }

    public sealed class Handler(Database database, DutyMails mails, Caller caller, TimeProvider clock) : IRequestHandler<Command, SwapView>
    {
        public Task<SwapView> Handle(Command command, CancellationToken cancellation) => database.WriteAsync(async transaction =>
        {
            var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
            var swap = await SwapRows.FindAsync(transaction, caller, command.Swap) ?? throw new RefusedException(Problems.NotFound());
            var person = caller.Person ?? throw new RefusedException(Problems.Forbidden("needs-a-person"));
            if (person != (command.Body.Decision == "withdraw" ? swap.AskedBy.Id : swap.AskedOf.Id))
                throw new RefusedException(Problems.Forbidden());
            var roster = await RosterRows.TakeAsync(transaction, caller, swap.Roster, ETags.Any);
            if (command.Version != ETags.Any && command.Version != swap.Version)
                throw new RefusedException(Problems.Stale());
            await EndAsync(transaction, swap, command.Body.Decision, now);
            if (command.Body.Decision == "accept")
                await ChangeHandsAsync(transaction, roster, swap, by, now);
            if (command.Body.Decision != "withdraw")
                await mails.SwapAnsweredAsync(transaction, swap.Id, swap.AskedBy.Id, now);
            await RosterLines.TellAsync(transaction, roster, $"swap-{StateOf(command.Body.Decision)}", swap.Id.ToString("D"), by, now);
            return (await SwapRows.FindAsync(transaction, caller, swap.Id))!;
        }, cancellation);

        private static async Task EndAsync(Transaction transaction, SwapView swap, string decision, DateTimeOffset now)
        {
            var ended = await transaction.ExecuteAsync(
                "UPDATE duty_swaps SET state = @state, answered_at = @now, version = version + 1 WHERE id = @id AND state = 'open'",
                new { id = swap.Id, state = StateOf(decision), now });
            if (ended == 0)
                throw new RefusedException(Problems.Conflict("swap-answered"));
        }

        private static async Task ChangeHandsAsync(Transaction transaction, RosterRow roster, SwapView swap, Actor by, DateTimeOffset now)
        {
            if (swap.Shift.StartsAt <= now || swap.Other?.StartsAt <= now)
                throw new RefusedException(Problems.Conflict("shift-begun"));
            await MoveAsync(transaction, roster, swap.Shift, swap.AskedBy.Id, swap.AskedOf.Id, by, now);
            if (swap.Other is { } other)
                await MoveAsync(transaction, roster, other, swap.AskedOf.Id, swap.AskedBy.Id, by, now);
            // Nobody is at two posts at once, and nobody notices that better than the one who says yes.
            if (roster.FaultsOf(await RosterRows.ShiftsAsync(transaction, roster.Id)).Any(fault =>
                fault.Kind == RosterFault.DoublePost && (Touches(fault, swap.Shift) || Touches(fault, swap.Other))))
                throw new RefusedException(Problems.Conflict("double-post"));
        }

        private static bool Touches(RosterFault fault, SwappedShift? shift) => shift is not null && fault.StartsAt < shift.EndsAt && fault.EndsAt > shift.StartsAt;

        // Who was given the shift in the meantime is not robbed of it.
        private static async Task MoveAsync(Transaction transaction, RosterRow roster, SwappedShift shift, Guid from, Guid to, Actor by, DateTimeOffset now)
        {
            var stands = (await RosterRows.ShiftsAsync(transaction, roster.Id)).Any(one => one.Id == shift.Id && one.PersonId == from);
            if (!stands || !await RosterLines.RemoveAsync(transaction, shift.Id, now))
                throw new RefusedException(Problems.Conflict("swap-answered"));
            await RosterLines.AddAsync(transaction, roster, new(to, shift.Post, shift.StartsAt, shift.EndsAt, shift.Id, "swap"), by, now);
        }
    }

    private static string StateOf(string decision) => decision switch { "accept" => "accepted", "decline" => "declined", _ => "withdrawn" };

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/duty/swaps/{swap:guid}/answer", async (Guid swap, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<DecisionBody>(http, AddShift.MostBytes, cancellation);
            var view = await sender.Send(new Command(swap, body.Value, version), cancellation);
            ETags.Write(http.Response, view.Version);
            return Results.Json(view, Json.Options);
        })
        .Accepts<DecisionBody>("application/json").Produces<SwapView>().WithSummary("Accept, decline or withdraw a swap").Needs(Scopes.Report, Scopes.Work);
}
