using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.People.Account;
using IncidentDesk.People.Links;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Register;

/// <summary>A person's access ends, with a reason, or is given back. Their record stays: what they did keeps its name.</summary>
public static class EndPerson
{
    /// <param name="Reason">Null gives the access back.</param>
    public sealed record Command(Guid Person, string? Reason, long Version) : IRequest<PersonAct>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Reason).TextBetween(1, 2000);
    }

    public sealed class Handler(Database database, SessionBook sessions, KeyRing keys, Caller caller, TimeProvider clock) : IRequestHandler<Command, PersonAct>
    {
        public async Task<PersonAct> Handle(Command command, CancellationToken cancellation)
        {
            var act = await PersonAct.DoAsync(
                database, caller, command.Person, command.Version,
                (transaction, person) => command.Reason is { } reason ? EndAsync(transaction, person, reason) : GiveBackAsync(transaction, person), cancellation);
            sessions.Forget();
            keys.Forget();
            return act;
        }

        private async Task<PersonAct> EndAsync(Transaction transaction, PersonView person, string reason)
        {
            if (person.State == "ended")
                return new PersonAct.Refused("not-in-this-status");
            if (await PersonAct.IsLastAdministratorAsync(transaction, person))
                return new PersonAct.Refused("last-administrator");
            var now = clock.GetUtcNow();
            await transaction.ExecuteAsync(
                "UPDATE people SET disabled_at = @now, ended_reason = @reason, version = version + 1 WHERE id = @id", new { id = person.Id, now, reason = reason.Trim() });
            await SessionRows.EndAllAsync(transaction, person.Id, "person-ended", now);
            await CalendarLinks.EndAsync(transaction, person.Id, Actor.Of(caller).Word, now);
            await PersonLink.VoidAsync(transaction, person.Id, now);
            return await PersonAct.WrittenAsync(transaction, caller, person.Id, "person.end", "ended", now);
        }

        private async Task<PersonAct> GiveBackAsync(Transaction transaction, PersonView person)
        {
            if (person.State != "ended")
                return new PersonAct.Refused("not-in-this-status");
            // A sign-in that was under way when the access ended does not come back with it.
            await SessionRows.EndAllAsync(transaction, person.Id, "person-ended", clock.GetUtcNow());
            await CalendarLinks.EndAsync(transaction, person.Id, Actor.Of(caller).Word, clock.GetUtcNow());
            await transaction.ExecuteAsync(
                "UPDATE people SET disabled_at = NULL, ends_at = NULL, ended_reason = NULL, version = version + 1 WHERE id = @id", new { id = person.Id });
            return await PersonAct.WrittenAsync(transaction, caller, person.Id, "person.give-back", "active", clock.GetUtcNow());
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPut("/people/{person:guid}/ending", async (Guid person, HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                var version = ETags.Require(http.Request);
                var body = await Body.ReadAsync<ReasonBody>(http, PersonBody.MostBytes, cancellation);
                return (await sender.Send(new Command(person, body.Value.Reason, version), cancellation)).ToResult(http);
            })
            .Accepts<ReasonBody>("application/json").Produces<PersonView>().WithSummary("End a person's access; their sessions and keys end with it")
            .NeedsDesk(Scopes.Admin).NeedsFreshProof();
        doors.MapDelete("/people/{person:guid}/ending", async (Guid person, HttpContext http, ISender sender, CancellationToken cancellation) =>
            (await sender.Send(new Command(person, null, ETags.Require(http.Request)), cancellation)).ToResult(http))
            .Produces<PersonView>().WithSummary("Give a person's access back").NeedsDesk(Scopes.Admin).NeedsFreshProof();
    }
}
