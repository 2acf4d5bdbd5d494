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
            if (await AskedContact.FindAsync(transaction, command.Centre, command.Contact, now) is not { } contact)
                return null;
            if (command.Version != ETags.Any && command.Version != contact.CentreVersion)
                throw new RefusedException(Problems.Stale());
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

/// <summary>A contact that somebody wants to change, with the name of its centre.</summary>
internal sealed record AskedContact(string Channel, string Value, string Name, string NameEn, long CentreVersion)
{
    public static Task<AskedContact?> FindAsync(Reading reading, string centre, Guid contact, DateTimeOffset now) =>
        reading.SingleAsync<AskedContact>(
            """
            SELECT centre_contacts.channel, centre_contacts.value, centres.name, centres.name_en, centres.version AS centre_version
            FROM centre_contacts JOIN centres ON centres.id = centre_contacts.centre_id
            WHERE centre_contacts.id = @contact AND centre_contacts.centre_id = @centre
              AND (centre_contacts.valid_to IS NULL OR centre_contacts.valid_to > @now)
            """,
            new { contact, centre, now });
}
