using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>More agencies or systems are asked to look. Who is asked already is not asked again.</summary>
public static class WidenHunt
{
    public sealed record Command(Guid Hunt, ScopeBody Body, long Version) : IRequest<HuntView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new ScopeRules());
    }

    public sealed class Handler(Database database, HuntScope scope, Caller caller, TimeProvider clock) : IRequestHandler<Command, HuntView>
    {
        public Task<HuntView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var row = await EndHunt.OpenAsync(transaction, command.Hunt, command.Version, caller);
                var added = await scope.WidenAsync(transaction, row.Id, command.Body, now);
                await transaction.ExecuteAsync("UPDATE hunts SET version = version + 1 WHERE id = @id", new { id = row.Id });
                await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "hunt.scope", row.Id.ToString("D"), $"{added} more", now);
                return (await HuntReading.ViewAsync(transaction, row.Id, caller))!;
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/hunts/{hunt:guid}/scope", async (Guid hunt, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<ScopeBody>(http, HuntRules.MostBytes, cancellation);
            var widened = await sender.Send(new Command(hunt, body.Value, version), cancellation);
            ETags.Write(http.Response, widened.Version);
            return Results.Json(widened, Json.Options);
        })
        .Accepts<ScopeBody>("application/json").Produces<HuntView>().WithSummary("Ask more agencies or systems to hunt").NeedsDesk(Scopes.Work, Scopes.Admin);
}
