using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Centres;

/// <summary>How far messages to this centre may go, whatever the channel allows. It can only take away: the least of all modes decides.</summary>
public static class SetGuard
{
    public static readonly IReadOnlyList<string> Modes = ["disabled", "simulate", "allow-list", "live"];

    /// <param name="Mode">disabled, simulate, allow-list or live, which sets no limit.</param>
    public sealed record GuardBody(string Mode);

    public sealed record Command(string Centre, string Mode, long Version) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Set(CentreView Centre) : Outcome;

        public sealed record Stale : Outcome;

        public sealed record NoSuchCentre : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Mode).OneOf(Modes);
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public Task<Outcome> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync<Outcome>(async transaction =>
            {
                var now = clock.GetUtcNow();
                var set = await transaction.ExecuteAsync(
                    """
                    UPDATE centres SET guard_mode = @mode, version = version + 1 WHERE id = @centre AND (version = @version OR @version = -1)
                    """,
                    new { mode = command.Mode, centre = command.Centre, version = command.Version });
                if (set == 0)
                    return await CentreRows.FindAsync(transaction, command.Centre, now) is null ? new Outcome.NoSuchCentre() : new Outcome.Stale();
                await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "centre.guard", command.Centre, command.Mode, now);
                return new Outcome.Set((await CentreRows.FindAsync(transaction, command.Centre, now))!);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/centres/{centre}/guard", async (string centre, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<GuardBody>(http, ContactRows.MostBytes, cancellation);
            var version = ETags.Require(http.Request);
            var set = Answer(await sender.Send(new Command(centre, body.Value.Mode, version), cancellation));
            ETags.Write(http.Response, set.Version);
            return Results.Json(set, Json.Options);
        })
        .Accepts<GuardBody>("application/json").Produces<CentreView>()
        .WithSummary("How far messages to this centre may go").NeedsDesk(Scopes.Admin).NeedsFreshProof();

    /// <exception cref="RefusedException">It was not set.</exception>
    public static CentreView Answer(Outcome outcome) => outcome switch
    {
        Outcome.Set set => set.Centre,
        Outcome.Stale => throw new RefusedException(Problems.Stale()),
        _ => throw new RefusedException(Problems.NotFound()),
    };
}
