using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Centres;

/// <summary>A contact is no longer right: its validity ends now. The row stays, because deliveries were sent there.</summary>
public static class EndContact
{
    public sealed record Command(string Centre, Guid Contact) : IRequest<ContactAnswer?>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, ContactAnswer?>
    {
        public Task<ContactAnswer?> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var ended = await transaction.ExecuteAsync(
                    """
                    UPDATE centre_contacts SET valid_to = @now
                    WHERE id = @id AND centre_id = @centre AND (valid_to IS NULL OR valid_to > @now)
                    """,
                    new { id = command.Contact, centre = command.Centre, now });
                if (ended == 0)
                    return null;
                await ContactRows.TouchAsync(transaction, command.Centre);
                await AuditTrail.AppendAsync(
                    transaction, Actor.Of(caller).Word, "contact.end", command.Contact.ToString("D"), "ended", now);
                return await ContactRows.AnswerAsync(transaction, command.Centre, command.Contact, now);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapDelete("/centres/{centre}/contacts/{contact:guid}",
            async (string centre, Guid contact, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var answer = await sender.Send(new Command(centre, contact), cancellation) ?? throw new RefusedException(Problems.NotFound());
            ETags.Write(http.Response, answer.CentreVersion);
            return Results.Json(answer.Contact, Json.Options);
        })
        .Produces<ContactView>().WithSummary("End the validity of a contact").NeedsDesk(Scopes.Admin);
}
