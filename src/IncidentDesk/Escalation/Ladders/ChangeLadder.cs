using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>Somebody sets a ladder anew. Incidents that climb already go on with the one they took.</summary>
public static class ChangeLadder
{
    public const int MostBytes = 64 << 10;

    /// <param name="Version">The version that the caller read, or <see cref="ETags.Any"/>.</param>
    public sealed record Command(string Severity, LadderBody Body, long Version) : IRequest<LadderView?>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new LadderRules());
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, LadderView?>
    {
        public Task<LadderView?> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                if (await LadderRows.FindAsync(transaction, command.Severity) is not { } before)
                    return null;
                await command.Body.RefuseUnknownPeopleAsync(transaction);
                var version = command.Version == ETags.Any ? before.Version : command.Version;
                if (!await LadderRows.ChangeAsync(transaction, command.Severity, command.Body.ToLadder(), version))
                    throw new RefusedException(Problems.Stale());
                await AuditTrail.AppendAsync(
                    transaction, Actor.Of(caller).Word, "ladder.change", command.Severity, "changed", clock.GetUtcNow());
                return await LadderView.OfAsync(transaction, (await LadderRows.FindAsync(transaction, command.Severity))!);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/ladders/{severity}", async (string severity, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<LadderBody>(http, MostBytes, cancellation);
            var ladder = await sender.Send(new Command(severity, body.Value, version), cancellation) ?? throw new RefusedException(Problems.NotFound());
            ETags.Write(http.Response, ladder.Version);
            return Results.Json(ladder, Json.Options);
        })
        .Accepts<LadderBody>("application/json").Produces<LadderView>().WithSummary("Set the ladder of a severity")
        .NeedsDesk(Scopes.Approve, Scopes.Admin).NeedsFreshProof();
}
