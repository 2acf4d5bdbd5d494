using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.People.Links;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Register;

/// <summary>
/// Somebody is invited: they get a link, shown once, by which they set their own password. The lead of an agency invites those who report for it, under names that begin with its
/// code: so that no answer says which names others have.
/// </summary>
public static class InvitePerson
{
    public sealed record Command(PersonBody Body) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Invited(PersonView Person, PersonLink.Shown Link) : Outcome;

        public sealed record UserTaken(Guid? Id) : Outcome;

        public sealed record NoSuchAgency : Outcome;

        /// <summary>The same for every name outside, whether somebody has it or not.</summary>
        public sealed record NotTheirName(string Beginning) : Outcome;

        /// <param name="Code">A rule code; null where it is the role that may not.</param>
        public sealed record Forbidden(string? Code) : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body).SetValidator(new PersonRules());
            RuleFor(command => command.Body.User).NotNull().WithFault("required");
        }
    }

    public sealed class Handler(Database database, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public Task<Outcome> Handle(Command command, CancellationToken cancellation) =>
            !MayInvite(caller, command.Body.Role) ? Task.FromResult<Outcome>(new Outcome.Forbidden(null))
            : caller.Person is null ? Task.FromResult<Outcome>(new Outcome.Forbidden("needs-a-person"))
            : database.WriteAsync(transaction => InviteAsync(transaction, command.Body), cancellation);

        private async Task<Outcome> InviteAsync(Transaction transaction, PersonBody body)
        {
            var (now, by) = (clock.GetUtcNow(), Actor.Of(caller).Word);
            // Another's agency is as unknown as one that does not exist.
            if (body.Agency is not null && await transaction.SingleAsync<long>(
                $"SELECT count(*) FROM agencies WHERE code = @code AND {MayName(caller)}",
                new { code = body.Agency }) == 0)
                return new Outcome.NoSuchAgency();
            if (BeginningFor(caller, body) is { } beginning && !body.User!.StartsWith(beginning, StringComparison.Ordinal))
                return new Outcome.NotTheirName(beginning);
            switch (await AddPerson.AddAsync(
                transaction, new(body.User!, body.Name, body.Role, body.Position, body.Agency, body.Phone, body.Email, "", by), Passwords.None, now))
            {
                case AddPerson.Outcome.Added added:
                    await transaction.ExecuteAsync("UPDATE people SET ends_at = @ends WHERE id = @id", new { id = added.Id, ends = body.EndsAt });
                    var link = await PersonLink.IssueAsync(transaction, added.Id, PersonLink.Invitation, null, by, settings.Address, now);
                    return new Outcome.Invited((await PersonView.FindAsync(transaction, added.Id, caller))!, link);
                case AddPerson.Outcome.NoSuchAgency:
                    return new Outcome.NoSuchAgency();
                default:
                    return new Outcome.UserTaken(await transaction.SingleAsync<Guid?>(
                        $"SELECT id FROM people WHERE user_name = @user AND {caller.MaySee("people")}", new { user = body.User }));
            }
        }
    }

    /// <summary>How the user names begin that the caller may give; null where any may be. No code of an agency has an underscore, so none of them begins another's names.</summary>
    private static string? BeginningFor(Caller caller, PersonBody body) => caller.IsDesk ? null : $"{body.Agency!.ToLowerInvariant()}_";

    /// <summary>The wall over the table agencies itself.</summary>
    public static string MayName(Caller caller) => caller.Agency is { } own
        ? $"agencies.id IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = '{own:D}')"
        : "1 = 1";

    public static bool MayInvite(Caller caller, string role) => caller.IsDesk ? caller.Has(Scopes.Admin) : role == "reporter" && caller.Has(Scopes.Approve);

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/people", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<PersonBody>(http, PersonBody.MostBytes, cancellation);
            switch (await sender.Send(new Command(body.Value), cancellation))
            {
                case Outcome.Invited invited:
                    return Made.Say(http, new { person = invited.Person, link = invited.Link }, $"/api/v1/people/{invited.Person.Id:D}", invited.Person.Version);
                case Outcome.NoSuchAgency:
                    throw new RefusedException(Problems.Validation(Faults.At("/agency", "unknown-reference", body.Value.Agency!)));
                case Outcome.NotTheirName name:
                    throw new RefusedException(Problems.Validation(Faults.Saying(
                        "/user", "bad-format",
                        $"The user names that you give begin with the code of the person's agency: write {name.Beginning}nguyen.van.an.",
                        $"Tên đăng nhập do bạn cấp phải bắt đầu bằng mã cơ quan của người được mời: hãy viết {name.Beginning}nguyen.van.an.")));
                case Outcome.UserTaken taken:
                    throw new RefusedException(Problems.IdempotencyConflict(
                        [Faults.Saying("/user", "differs", "This user name is taken: choose another.", "Tên đăng nhập này đã có người dùng: hãy chọn tên khác.")],
                        new { id = taken.Id }));
                case Outcome.Forbidden forbidden:
                    throw new RefusedException(Problems.Forbidden(forbidden.Code));
                default:
                    throw new InvalidOperationException("An outcome without an answer.");
            }
        })
        .Accepts<PersonBody>("application/json").Produces<PersonView>(StatusCodes.Status201Created)
        .WithSummary("Invite somebody; the link is shown this once. User names that an agency's lead gives begin with the agency's code: so-yte_nguyen.van.an")
        .Needs(Scopes.Admin, Scopes.Approve).NeedsFreshProof();
}
