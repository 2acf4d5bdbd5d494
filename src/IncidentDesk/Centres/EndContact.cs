using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Centres;

/// <summary>
/// A contact is no longer right: its validity shall end. A second person agrees first, because nothing reaches a centre whose last contact
/// is gone. The row stays, because deliveries were sent there.
/// </summary>
public static class EndContact
{
    /// <param name="Version">The version of the centre that the caller read, or <see cref="ETags.Any"/>.</param>
    public sealed record Command(string Centre, Guid Contact, long Version) : IRequest<Approval?>;

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
            return await ContactAct.AskAsync(
                transaction, command.Contact, new(command.Centre, null),
                new($"{contact.NameEn}, {contact.Channel}: {contact.Value} ends and is used no more.",
                    $"{contact.Name}, {contact.Channel}: {contact.Value} hết hiệu lực, không dùng nữa."),
                Actor.Of(caller), person, now);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapDelete("/centres/{centre}/contacts/{contact:guid}",
            async (string centre, Guid contact, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return ChangeContact.Answer(await sender.Send(new Command(centre, contact, ETags.Require(http.Request)), cancellation));
        })
        .Produces<ChangeContact.AskedView>(StatusCodes.Status202Accepted)
        .WithSummary("Ask to end the validity of a contact; a second person decides").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
