using FluentValidation;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Centres;

/// <summary>A person asks to change where a centre is reached. Nothing changes before a second person has agreed.</summary>
public static class ChangeContact
{
    /// <param name="Version">The version of the centre that the caller read, or <see cref="ETags.Any"/>.</param>
    public sealed record Command(string Centre, Guid Contact, CentreContactBody Body, long Version) : IRequest<Approval?>;

    /// <summary>What was asked for and is not done yet.</summary>
    public sealed record AskedView(ApprovalBrief Approval);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new CentreContactRules());
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, Approval?>
    {
        public Task<Approval?> Handle(Command command, CancellationToken cancellation) => caller.Person is not { } person
            ? throw new RefusedException(Problems.Forbidden("needs-a-person"))
            : database.WriteAsync(transaction => AskAsync(transaction, command, person), cancellation);

        private async Task<Approval?> AskAsync(Transaction transaction, Command command, Guid person)
        {
            var now = clock.GetUtcNow();
            if (await AskedContact.FindAsync(transaction, command.Centre, command.Contact, command.Version, now) is not { } contact)
                return null;
            if (contact.Channel != command.Body.Channel)
                throw new RefusedException(Problems.Validation(Faults.At("/channel", "differs")));
            var value = ContactValue.Of(command.Body.Channel, command.Body.Value);
            return await ContactAct.AskAsync(
                transaction, command.Contact, new(command.Centre, command.Body),
                new($"{contact.NameEn}, {contact.Channel}: {contact.Value} becomes {value}. Source: {command.Body.Source}.",
                    $"{contact.Name}, {contact.Channel}: đổi {contact.Value} thành {value}. Nguồn: {command.Body.Source}."),
                Actor.Of(caller), person, now);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/centres/{centre}/contacts/{contact:guid}",
            async (string centre, Guid contact, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<CentreContactBody>(http, ContactRows.MostBytes, cancellation);
            return Answer(await sender.Send(new Command(centre, contact, body.Value, version), cancellation));
        })
        .Accepts<CentreContactBody>("application/json").Produces<AskedView>(StatusCodes.Status202Accepted)
        .WithSummary("Ask to change a contact; a second person decides").NeedsDesk(Scopes.Admin).NeedsFreshProof();

    public static IResult Answer(Approval? asked) => asked is null
        ? throw new RefusedException(Problems.NotFound())
        : Results.Json(new AskedView(asked.Brief), Json.Options, statusCode: StatusCodes.Status202Accepted);
}
