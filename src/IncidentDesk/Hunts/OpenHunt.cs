using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>The desk opens a hunt: what is thought to have happened, what to look for, who looks, over which time and until when.</summary>
public static class OpenHunt
{
    public sealed record Command(HuntBody Body) : IRequest<HuntView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock) => RuleFor(command => command.Body).SetValidator(new HuntRules(clock));
    }

    public sealed class Handler(Database database, HuntScope scope, Caller caller, TimeProvider clock) : IRequestHandler<Command, HuntView>
    {
        public Task<HuntView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var id = await HuntWriting.OpenAsync(transaction, command.Body, null, Actor.Of(caller), now);
                await scope.WidenAsync(transaction, id, command.Body.Scope, now);
                return (await HuntReading.ViewAsync(transaction, id, caller))!;
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/hunts", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<HuntBody>(http, HuntRules.MostBytes, cancellation);
            var opened = await sender.Send(new Command(body.Value), cancellation);
            return Made.Say(http, opened, $"/api/v1/hunts/{opened.Id:D}", opened.Version);
        })
        .Accepts<HuntBody>("application/json").Produces<HuntView>(StatusCodes.Status201Created).WithSummary("Open a threat hunt").NeedsDesk(Scopes.Work, Scopes.Admin);
}
