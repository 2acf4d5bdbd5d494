using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Sharing;

/// <summary>
/// An administrator sends a centre a message that says it is a test, to its verified contact alone: by the same post room, and never further than the guard of the channel
/// and the mode of that centre allow. On a desk that simulates it is simulated and proves nothing.
/// </summary>
public static class TestLink
{
    private static readonly IReadOnlyList<string> Channels = ["mail", "sms", "voice", "webhook"];

    private const int MostBytes = 16 << 10;

    private sealed record NoBody;

    public sealed record Command(string Centre, string Channel) : IRequest<Answer>;

    /// <param name="Id">The delivery; how it went is read there.</param>
    public sealed record Answer(Guid Id, string Centre, string Channel);

    public sealed class Handler(Database database, Deliveries deliveries, Caller caller, TimeProvider clock) : IRequestHandler<Command, Answer>
    {
        public Task<Answer> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
                var name = Channels.Contains(command.Channel)
                    ? await transaction.SingleAsync<string>("SELECT name FROM centres WHERE id = @centre", new { centre = command.Centre })
                    : null;
                if (name is null)
                    throw new RefusedException(Problems.NotFound());
                if (caller.Person is null)
                    throw new RefusedException(Problems.Forbidden("needs-a-person"));
                var contact = await CentreContacts.UsableAsync(transaction, command.Centre, command.Channel, now)
                    ?? throw new RefusedException(Problems.Conflict("contact-missing").With("centre", command.Centre).With("channel", command.Channel));
                var id = Ids.Next(now);
                await deliveries.PlanAsync(transaction, new(
                    id, null, TestSend.Cause, id.ToString("D"), command.Channel, Addressee.Of(command.Centre, TestSend.Cause, name, contact), Automatic: true, now, DueAt: null) { By = by });
                await AuditTrail.AppendAsync(transaction, by.Word, "sharing.test-link", command.Centre, command.Channel, now);
                return new Answer(id, command.Centre, command.Channel);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/sharing-links/{centre}/{channel}/test", async (string centre, string channel, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            await Body.ReadAsync<NoBody>(http, MostBytes, cancellation);
            return Results.Json(await sender.Send(new Command(centre, channel), cancellation), Json.Options, statusCode: StatusCodes.Status202Accepted);
        })
        .Accepts<NoBody>("application/json").Produces<Answer>(StatusCodes.Status202Accepted).WithSummary("Send a centre a test by a channel, through its guard").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
