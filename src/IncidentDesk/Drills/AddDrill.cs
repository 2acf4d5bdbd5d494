using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Drills;

/// <summary>A drill is begun as a draft.</summary>
public static class AddDrill
{
    public sealed record Command(DrillBody Body) : IRequest<DrillView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new DrillRules());
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, DrillView>
    {
        public Task<DrillView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var id = await DrillWriting.AddAsync(
                    transaction, command.Body, caller, new(DrillStates.Draft, "add", Actor.Of(caller), clock.GetUtcNow()));
                return await DrillReading.ViewAsync(transaction, await DrillRows.RequireAsync(transaction, id, caller), caller);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/drills", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<DrillBody>(http, DrillRules.MostBytes, cancellation);
            var added = await sender.Send(new Command(body.Value), cancellation);
            return Made.Say(http, added, $"/api/v1/drills/{added.Id:D}", added.Version);
        })
        .Accepts<DrillBody>("application/json").Produces<DrillView>(StatusCodes.Status201Created)
        .WithSummary("Plan a drill").NeedsDesk(Scopes.Work, Scopes.Admin);
}
