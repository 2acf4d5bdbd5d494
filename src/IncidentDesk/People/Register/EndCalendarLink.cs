using IncidentDesk.People.Account;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Register;

/// <summary>An administrator takes a person's calendar link back, as after the loss of a phone.</summary>
public static class EndCalendarLink
{
    public sealed record Command(Guid Person) : IRequest<PersonAct>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, PersonAct>
    {
        public Task<PersonAct> Handle(Command command, CancellationToken cancellation) =>
            PersonAct.DoAsync(database, caller, command.Person, ETags.Any, async (transaction, person) =>
            {
                var now = clock.GetUtcNow();
                var ended = await CalendarLinks.EndAsync(transaction, person.Id, Actor.Of(caller).Word, now);
                return await PersonAct.WrittenAsync(transaction, caller, person.Id, "calendar-link.revoke", ended == 0 ? "none" : "revoked", now);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapDelete("/people/{person:guid}/calendar-link", async (Guid person, HttpContext http, ISender sender, CancellationToken cancellation) =>
            (await sender.Send(new Command(person), cancellation)).ToResult(http))
        .Produces<PersonView>().WithSummary("Take a person's calendar link back").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
