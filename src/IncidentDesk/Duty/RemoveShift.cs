using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty;

/// <summary>A line leaves the duty table. The row stays, because somebody may have been called by it.</summary>
public static class RemoveShift
{
    /// <param name="Version">The version that the caller read, or <see cref="ETags.Any"/>.</param>
    public sealed record Command(Guid Id, long Version) : IRequest<Outcome>;

    public enum Outcome
    {
        Removed,
        Stale,
        NoSuchShift,
        OfARoster,
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public Task<Outcome> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                if (await DutyRows.FindAsync(transaction, command.Id) is not { } shift)
                    return Outcome.NoSuchShift;
                if (command.Version != ETags.Any && command.Version != shift.Version)
                    return Outcome.Stale;
                if (await transaction.SingleAsync<Guid?>("SELECT roster_id FROM duty_shifts WHERE id = @id", new { id = command.Id }) is not null)
                    return Outcome.OfARoster;
                var removed = await transaction.ExecuteAsync(
                    "UPDATE duty_shifts SET removed_at = @now, version = version + 1 WHERE id = @id AND removed_at IS NULL", new { id = command.Id, now });
                if (removed == 0)
                    return Outcome.NoSuchShift;
                await Changes.TellAsync(transaction, "duty", command.Id, null, "removed", null, now);
                await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "duty.remove", command.Id.ToString("D"), "removed", now);
                return Outcome.Removed;
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapDelete("/duty/{shift:guid}", async (Guid shift, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return await sender.Send(new Command(shift, ETags.Require(http.Request)), cancellation) switch
            {
                Outcome.Removed => Results.NoContent(),
                Outcome.Stale => throw new RefusedException(Problems.Stale()),
                Outcome.OfARoster => throw new RefusedException(Problems.Conflict("roster-line")),
                _ => throw new RefusedException(Problems.NotFound()),
            };
        })
        .Produces(StatusCodes.Status204NoContent).WithSummary("Take a line off the duty table").NeedsDesk(Scopes.Approve, Scopes.Admin);
}
