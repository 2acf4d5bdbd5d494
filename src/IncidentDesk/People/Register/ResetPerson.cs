using FluentValidation;
using IncidentDesk.Operations;
using IncidentDesk.People.Account;
using IncidentDesk.People.Links;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Register;

/// <summary>
/// An administrator lets somebody in again who lost the password, or invites again: a new link, shown once. The old password works no more and all sessions end at once.
/// The administrator never knows the new password.
/// </summary>
public static class ResetPerson
{
    /// <param name="SecondFactor">True takes the second factor away too: the device is lost and so are the recovery codes.</param>
    public sealed record ResetBody(string Reason, bool SecondFactor = false);

    public sealed record Command(Guid Person, ResetBody Body, long Version) : IRequest<PersonAct>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
    }

    public sealed class Handler(Database database, DeskSettings settings, SessionBook sessions, Caller caller, TimeProvider clock) : IRequestHandler<Command, PersonAct>
    {
        public async Task<PersonAct> Handle(Command command, CancellationToken cancellation)
        {
            var act = await PersonAct.DoAsync(
                database, caller, command.Person, command.Version, (transaction, person) => ResetAsync(transaction, person, command.Body), cancellation);
            sessions.Forget();
            return act;
        }

        private async Task<PersonAct> ResetAsync(Transaction transaction, PersonView person, ResetBody body)
        {
            if (person.State == "ended")
                return new PersonAct.Refused("not-in-this-status");
            var now = clock.GetUtcNow();
            var link = await RunAsync(transaction, person.Id, person.State == "invited", body, Audit.Actor.Of(caller).Word, settings.Address, now);
            return await PersonAct.WrittenAsync(
                transaction, caller, person.Id, "person.reset", body.SecondFactor ? "password and second factor" : "password", now, link);
        }
    }

    /// <summary>As part of a larger transaction.</summary>
    public static async Task<PersonLink.Shown> RunAsync(
        Transaction transaction, Guid person, bool isInvited, ResetBody body, string by, string address, DateTimeOffset now)
    {
        await transaction.ExecuteAsync(
            "UPDATE people SET password_hash = @none, version = version + 1 WHERE id = @person", new { none = Passwords.None, person });
        if (body.SecondFactor)
            await FactorRows.RemoveAsync(transaction, person);
        await SessionRows.EndAllAsync(transaction, person, "reset", now);
        return await PersonLink.IssueAsync(transaction, person, isInvited ? PersonLink.Invitation : PersonLink.Reset, body.Reason.Trim(), by, address, now);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/people/{person:guid}/reset", async (Guid person, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<ResetBody>(http, PersonBody.MostBytes, cancellation);
            return (await sender.Send(new Command(person, body.Value, version), cancellation)).ToResult(http);
        })
        .Accepts<ResetBody>("application/json").Produces<PersonView>()
        .WithSummary("Let somebody set a new password; the link is shown this once").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
