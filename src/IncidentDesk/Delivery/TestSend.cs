using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery;

/// <summary>An administrator sends a message that says it is a test: by the same guard and the same post room as every other.</summary>
public static class TestSend
{
    public const string Cause = "test";

    /// <summary>The channels that a machine carries; a call and what goes by hand are tried by doing them.</summary>
    private static readonly IReadOnlyList<string> Channels = ["mail", "sms", "voice", "webhook"];

    public sealed record Command(string Channel, Target Body) : IRequest<DeliveryView>;

    public sealed record Target
    {
        /// <summary>A mail address, a phone number, an https address: what the channel needs.</summary>
        public required string To { get; init; }
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.To).TextBetween(1, 500)
            .Must((command, written) => ContactValue.Of(command.Channel, written ?? "") is not null).WithErrorCode("bad-format");
    }

    public sealed class Handler(Database database, Deliveries deliveries, Caller caller, TimeProvider clock) : IRequestHandler<Command, DeliveryView>
    {
        public Task<DeliveryView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var id = Ids.Next(now);
                var address = ContactValue.Of(command.Channel, command.Body.To)!;
                // Each test is one of its own: two that go to the same phone are two.
                await deliveries.PlanAsync(transaction, new(
                    id, null, Cause, id.ToString("D"), command.Channel, new(Cause, Cause, address, null, null, address), Automatic: true, now, DueAt: null));
                await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "channel.test", command.Channel, "planned", now);
                return (await DeliveryViews.RowsAsync(transaction, "deliveries.id = @id", "deliveries.id", new { id })).Single().ToView([]);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/channels/{channel}/test", async (string channel, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            if (!Channels.Contains(channel))
                throw new RefusedException(Problems.NotFound());
            var body = await Body.ReadAsync<Target>(http, ContactRows.MostBytes, cancellation);
            return Results.Json(await sender.Send(new Command(channel, body.Value), cancellation), statusCode: StatusCodes.Status202Accepted);
        })
        .Accepts<Target>("application/json").Produces<DeliveryView>(StatusCodes.Status202Accepted)
        .WithSummary("Send a test by a channel, through its guard").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
