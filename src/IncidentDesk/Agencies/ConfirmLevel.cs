using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>
/// A person says which protection level a system has, and why. What the facts suggest stands beside it and binds nobody. What was triaged with the
/// level before stays as it was triaged.
/// </summary>
public static class ConfirmLevel
{
    public sealed record LevelBody
    {
        /// <summary>Protection level 1-5.</summary>
        public required int Level { get; init; }
        public required string Reason { get; init; }
    }

    /// <param name="Version">The version that the caller read, or <see cref="ETags.Any"/>.</param>
    public sealed record Command(string System, LevelBody Body, long Version) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Confirmed(SystemView System) : Outcome;

        public sealed record NeedsAPerson : Outcome;

        public sealed record Stale : Outcome;

        public sealed record NoSuchSystem : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Level).From(1, 5);
            RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
        }
    }

    public sealed class Handler(Database database, AgencyRegister register, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            if (caller.Person is not { } person)
                return new Outcome.NeedsAPerson();
            var outcome = await database.WriteAsync(transaction => ConfirmAsync(transaction, command, person), cancellation);
            register.Forget();
            return outcome;
        }

        private async Task<Outcome> ConfirmAsync(Transaction transaction, Command command, Guid person)
        {
            await AgencyTree.HoldAsync(transaction);
            if (await SystemView.FindAsync(transaction, command.System, caller) is not { } before)
                return new Outcome.NoSuchSystem();
            if (command.Version != ETags.Any && command.Version != before.Version)
                return new Outcome.Stale();
            var now = clock.GetUtcNow();
            await transaction.ExecuteAsync(
                """
                UPDATE systems SET level = @level, level_confirmed_at = @now, level_confirmed_by = @person, level_reason = @reason,
                    version = version + 1, change_at = @now
                WHERE id = @id
                """,
                new { id = before.Id, level = (long)command.Body.Level, now, person, reason = command.Body.Reason.Trim() });
            await AuditTrail.AppendAsync(
                transaction, Actor.Of(caller).Word, "system.level", before.Id.ToString("D"), $"{before.Level} -> {command.Body.Level}", now);
            return new Outcome.Confirmed((await SystemView.FindAsync(transaction, before.Id.ToString("D"), caller))!);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/systems/{system}/level", async (string system, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<LevelBody>(http, RegisterBodies.MostBytes, cancellation);
            var confirmed = Answer(await sender.Send(new Command(system, body.Value, version), cancellation));
            ETags.Write(http.Response, confirmed.Version);
            return Results.Json(confirmed, Json.Options);
        })
        .Accepts<LevelBody>("application/json").Produces<SystemView>()
        .WithSummary("Confirm the protection level of an information system").NeedsDesk(Scopes.Admin).NeedsFreshProof();

    public static SystemView Answer(Outcome outcome) => outcome switch
    {
        Outcome.Confirmed confirmed => confirmed.System,
        Outcome.NeedsAPerson => throw new RefusedException(Problems.Forbidden("needs-a-person")),
        Outcome.Stale => throw new RefusedException(Problems.Stale()),
        _ => throw new RefusedException(Problems.NotFound()),
    };
}
