using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Drills;

/// <summary>The plan changes. What was approved is a draft again: an approval means exactly what was read. What runs changes no more.</summary>
public static class ChangeDrill
{
    public sealed record Command(Guid Drill, DrillBody Body, long Version) : IRequest<DrillView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new DrillRules());
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, DrillView>
    {
        public Task<DrillView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var row = await DrillRows.RequireAsync(transaction, command.Drill, caller, command.Version, DrillStates.Draft);
                var parts = await DrillWriting.PartsAsync(transaction, command.Body, caller);
                await DrillRows.MoveAsync(
                    transaction, row, new(DrillStates.Draft, "change", Actor.Of(caller), clock.GetUtcNow()),
                    $", approved_at = NULL, approved_by = NULL, {DrillWriting.Columns}", DrillWriting.Values(command.Body, caller, row.WrittenBy));
                await DrillWriting.WritePartsAsync(transaction, row.Id, parts);
                return await DrillReading.ViewAsync(transaction, await DrillRows.RequireAsync(transaction, row.Id, caller), caller);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/drills/{drill:guid}", async (Guid drill, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<DrillBody>(http, DrillRules.MostBytes, cancellation);
            return DrillAnswer.Of(http, await sender.Send(new Command(drill, body.Value, version), cancellation));
        })
        .Accepts<DrillBody>("application/json").Produces<DrillView>().WithSummary("Change the plan of a drill; it is a draft again").NeedsDesk(Scopes.Work, Scopes.Admin);
}

internal static class DrillAnswer
{
    public static IResult Of(HttpContext http, DrillView drill)
    {
        ETags.Write(http.Response, drill.Version);
        return Results.Json(drill, Json.Options);
    }
}
