using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Periodic;

/// <summary>Whoever may approve at the desk says that a periodic duty need not be done, and why.</summary>
public static class WaivePeriodic
{
    public sealed record WaiverBody
    {
        public required string Reason { get; init; }
    }

    public sealed record Command(Guid Duty, WaiverBody Body) : IRequest<SettlePeriodic>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, SettlePeriodic>
    {
        public Task<SettlePeriodic> Handle(Command command, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            return caller.Person is null
                ? Task.FromResult<SettlePeriodic>(new SettlePeriodic.NeedsAPerson())
                : database.WriteAsync(transaction => SettlePeriodic.DoAsync(
                    transaction, caller, command.Duty, "state = 'waived', reason = @text", now, command.Body.Reason.Trim(), "periodic.waive", now), cancellation);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/obligations/periodic/{duty:guid}/waiver", async (Guid duty, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<WaiverBody>(http, 64 << 10, cancellation);
            return Results.Json((await sender.Send(new Command(duty, body.Value), cancellation)).Answer(), Json.Options);
        })
        .Accepts<WaiverBody>("application/json").Produces<PeriodicView>().WithSummary("Waive a periodic duty, with the reason").NeedsDesk(Scopes.Approve);
}
