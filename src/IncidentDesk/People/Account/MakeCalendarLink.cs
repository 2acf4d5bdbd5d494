using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Account;

/// <summary>A person makes, renews or takes back the link of their own calendar. A key has no calendar: it must not open more than it was given.</summary>
public static class MakeCalendarLink
{
    /// <param name="Revokes">Takes it back instead.</param>
    public sealed record Command(bool Revokes) : IRequest<Shown?>;

    /// <param name="Address">Shown this once.</param>
    public sealed record Shown(Guid Id, string Address, DateTimeOffset MadeAt);

    private sealed record NoBody;

    public sealed class Handler(Database database, Caller caller, DeskSettings settings, TimeProvider clock) : IRequestHandler<Command, Shown?>
    {
        public Task<Shown?> Handle(Command command, CancellationToken cancellation) => database.WriteAsync<Shown?>(async transaction =>
        {
            var (now, by) = (clock.GetUtcNow(), Actor.Of(caller).Word);
            if (command.Revokes)
            {
                if (await CalendarLinks.EndAsync(transaction, caller.Id, by, now) > 0)
                    await AuditTrail.AppendAsync(transaction, by, "calendar-link.revoke", caller.Id.ToString("D"), "revoked", now);
                return null;
            }
            var made = await CalendarLinks.MakeAsync(transaction, caller.Id, by, now);
            await AuditTrail.AppendAsync(transaction, by, "calendar-link.make", made.Id.ToString("D"), "made", now);
            return new Shown(made.Id, $"{settings.Address}/calendar/{made.Token}.ics", made.MadeAt);
        }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/calendar-links", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                await Body.ReadAsync<NoBody>(http, 1 << 10, cancellation);
                AccountDoor.Person(http);
                var shown = await sender.Send(new Command(Revokes: false), cancellation);
                http.Response.Headers.CacheControl = "no-store";
                return Made.Say(http, shown);
            })
            .Produces<Shown>(StatusCodes.Status201Created).WithSummary("Make the link of one's own calendar, or a new one in its place; shown once").Needs().NeedsFreshProof();
        doors.MapDelete("/calendar-links", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                AccountDoor.Person(http);
                await sender.Send(new Command(Revokes: true), cancellation);
                return Results.NoContent();
            })
            .Produces(StatusCodes.Status204NoContent).WithSummary("Take the link of one's own calendar back").Needs();
    }
}
