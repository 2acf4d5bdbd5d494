using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Handovers;

/// <summary>
/// The next shift accepts one thing of a handover, or whoever is on duty, or, once others were called, whoever of the desk steps in. With the last one nobody is
/// called any more. Who leaves accepts nothing of their own.
/// </summary>
public static class AcceptItem
{
    public const string Alarm = "handover-unaccepted";

    public sealed record Command(Guid Handover, Guid Item) : IRequest<HandoverView>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, HandoverView>
    {
        public Task<HandoverView> Handle(Command command, CancellationToken cancellation)
        {
            var person = caller.Person ?? throw new RefusedException(Problems.Forbidden("needs-a-person"));
            return database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                // The handover is taken first, so that of two who accept the last two things one sees both.
                var held = await transaction.SingleAsync<Held>(
                    "UPDATE duty_handovers SET version = version + 1 WHERE id = @id RETURNING from_person, to_person, step", new { id = command.Handover })
                    ?? throw new RefusedException(Problems.NotFound());
                if (held.FromPerson == person)
                    throw new RefusedException(Problems.Conflict("same-person"));
                if (held.Step == 0 && held.ToPerson is { } next && next != person && !await IsOnDutyAsync(transaction, person, now))
                    throw new RefusedException(Problems.Conflict("not-your-shift"));
                await AcceptAsync(transaction, command, person, now);
                return (await HandoverRows.FindAsync(transaction, command.Handover))!;
            }, cancellation);
        }

        private static async Task<bool> IsOnDutyAsync(Reading reading, Guid person, DateTimeOffset now) => await reading.SingleAsync<long>(
            "SELECT count(*) FROM desk_shifts WHERE person_id = @person AND starts_at <= @now AND ends_at > @now", new { person, now }) > 0;

        private async Task AcceptAsync(Transaction transaction, Command command, Guid person, DateTimeOffset now)
        {
            var accepted = await transaction.ExecuteAsync(
                "UPDATE duty_handover_items SET accepted_at = @now, accepted_by = @person WHERE id = @item AND handover_id = @handover AND accepted_at IS NULL",
                new { now, person, item = command.Item, handover = command.Handover });
            if (accepted == 0)
            {
                if (await transaction.SingleAsync<long>(
                    "SELECT count(*) FROM duty_handover_items WHERE id = @item AND handover_id = @handover", new { item = command.Item, handover = command.Handover }) == 0)
                    throw new RefusedException(Problems.NotFound());
                return;
            }
            var done = await transaction.ExecuteAsync(
                """
                UPDATE duty_handovers SET done_at = @now, climb_at = NULL WHERE id = @id AND done_at IS NULL
                  AND NOT EXISTS (SELECT 1 FROM duty_handover_items WHERE handover_id = @id AND accepted_at IS NULL)
                """,
                new { now, id = command.Handover });
            if (done == 1)
                await Alarms.EndAsync(transaction, Alarm, command.Handover.ToString("D"), now);
            await Changes.TellAsync(transaction, "duty", command.Handover, null, done == 1 ? "handed-over" : "accepted", null, now);
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "handover.accept", command.Item.ToString("D"), command.Handover.ToString("D"), now);
        }
    }

    private sealed record Held(Guid FromPerson, Guid? ToPerson, long Step);

    /// <summary>Nothing has to be said.</summary>
    public sealed record AcceptanceBody;

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/duty/handovers/{handover:guid}/items/{item:guid}/acceptance", async (Guid handover, Guid item, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            await Body.ReadAsync<AcceptanceBody>(http, AddShift.MostBytes, cancellation);
            var view = await sender.Send(new Command(handover, item), cancellation);
            ETags.Write(http.Response, view.Version);
            return Results.Json(view, Json.Options);
        })
        .Accepts<AcceptanceBody>("application/json").Produces<HandoverView>().WithSummary("Accept one thing of a handover").NeedsDesk(Scopes.Work);
}
