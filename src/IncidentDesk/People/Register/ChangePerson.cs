using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Register;

/// <summary>An administrator changes what a person is: role, position, agency, phone, last day. Who loses rights loses them on every node within seconds.</summary>
public static class ChangePerson
{
    public sealed record Command(Guid Person, PersonBody Body, long Version) : IRequest<PersonAct>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new PersonRules());
    }

    public sealed class Handler(Database database, SessionBook sessions, KeyRing keys, Caller caller, TimeProvider clock) : IRequestHandler<Command, PersonAct>
    {
        public async Task<PersonAct> Handle(Command command, CancellationToken cancellation)
        {
            var act = await PersonAct.DoAsync(
                database, caller, command.Person, command.Version, (transaction, person) => ChangeAsync(transaction, person, command.Body), cancellation);
            sessions.Forget();
            keys.Forget();
            return act;
        }

        private async Task<PersonAct> ChangeAsync(Transaction transaction, PersonView person, PersonBody body)
        {
            if (body.User is not null && body.User != person.User)
                throw new RefusedException(Problems.Validation(Faults.Saying(
                    "/user", "differs", "A user name never changes: invite under a new one and end this one.",
                    "Tên đăng nhập không bao giờ thay đổi: hãy mời tên mới và kết thúc tên này.")));
            if ((body.Role != "admin" || body.EndsAt is not null) && await PersonAct.IsLastAdministratorAsync(transaction, person))
                return new PersonAct.Refused("last-administrator");
            Guid? agency = body.Agency is null ? null : await transaction.SingleAsync<Guid?>("SELECT id FROM agencies WHERE code = @code", new { code = body.Agency })
                ?? throw new RefusedException(Problems.Validation(Faults.At("/agency", "unknown-reference", body.Agency)));
            await transaction.ExecuteAsync(
                """
                UPDATE people SET name = @name, role = @role, position = @position, agency_id = @agency, phone = @phone, email = @email, ends_at = @ends,
                    version = version + 1
                WHERE id = @id
                """,
                new
                {
                    id = person.Id, name = body.Name.Trim(), role = body.Role, position = body.Position, agency, phone = body.Phone, email = body.Email, ends = body.EndsAt,
                });
            // What began with the old rights ends: pages that stand open, keys, the calendar.
            if (body.Role != person.Role || body.Agency != person.Agency)
                await PersonAct.EndAllAsync(transaction, person.Id, Actor.Of(caller).Word, clock.GetUtcNow());
            var outcome = body.Role == person.Role ? "changed" : $"{person.Role} -> {body.Role}";
            return await PersonAct.WrittenAsync(transaction, caller, person.Id, "person.change", outcome, clock.GetUtcNow());
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/people/{person:guid}", async (Guid person, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<PersonBody>(http, PersonBody.MostBytes, cancellation);
            return (await sender.Send(new Command(person, body.Value, version), cancellation)).ToResult(http);
        })
        .Accepts<PersonBody>("application/json").Produces<PersonView>().WithSummary("Change a person").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
