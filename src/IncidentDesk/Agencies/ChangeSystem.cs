using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>An administrator changes an information system. What was triaged with its old level stays as it was triaged.</summary>
public static class ChangeSystem
{
    /// <param name="Version">The version that the caller read, or <see cref="ETags.Any"/>.</param>
    public sealed record Command(string System, SystemBody Body, long Version) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Changed(SystemView System) : Outcome;

        public sealed record Stale : Outcome;

        public sealed record NoSuchSystem : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new SystemRules());
    }

    public sealed class Handler(Database database, AgencyRegister register, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var outcome = await database.WriteAsync(transaction => ChangeAsync(transaction, command), cancellation);
            register.Forget();
            return outcome;
        }

        private async Task<Outcome> ChangeAsync(Transaction transaction, Command command)
        {
            await AgencyTree.HoldAsync(transaction);
            var body = command.Body;
            if (await SystemView.FindAsync(transaction, command.System, caller) is not { } before)
                return new Outcome.NoSuchSystem();
            if (command.Version != ETags.Any && command.Version != before.Version)
                return new Outcome.Stale();
            RegisterBodies.RefuseOtherCode(body.Code, before.Code);
            if (body.Agency is not null && body.Agency != before.Agency)
                throw new RefusedException(Problems.Validation(Faults.At("/agency", "unknown-reference", body.Agency)));
            var now = clock.GetUtcNow();
            await UpdateAsync(transaction, before.Id, body, now);
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "system.change", before.Id.ToString("D"), "changed", now);
            return new Outcome.Changed((await SystemView.FindAsync(transaction, before.Id.ToString("D"), caller))!);
        }
    }

    /// <summary>What was confirmed of the level goes with the level.</summary>
    public static async Task UpdateAsync(Transaction transaction, Guid id, SystemBody body, DateTimeOffset now) =>
        await transaction.ExecuteAsync(
            """
            UPDATE systems SET name = @name, personal_data = @personalData, exposure = @exposure, provider = @provider,
                basic_subjects = @basicSubjects, sensitive_subjects = @sensitiveSubjects, purpose = @purpose, reach = @reach, harm = @harm,
                sort_key = @sortKey, version = version + 1,
                level_confirmed_at = CASE WHEN level = @level THEN level_confirmed_at END,
                level_confirmed_by = CASE WHEN level = @level THEN level_confirmed_by END,
                level_reason = CASE WHEN level = @level THEN level_reason END,
                level = @level, change_at = @now
            WHERE id = @id
            """,
            SystemRows.Columns(id, null, body, now));

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/systems/{system}", async (string system, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<SystemBody>(http, RegisterBodies.MostBytes, cancellation);
            switch (await sender.Send(new Command(system, body.Value, version), cancellation))
            {
                case Outcome.Changed changed:
                    ETags.Write(http.Response, changed.System.Version);
                    return Results.Json(changed.System, Json.Options);
                case Outcome.Stale:
                    throw new RefusedException(Problems.Stale());
                default:
                    throw new RefusedException(Problems.NotFound());
            }
        })
        .Accepts<SystemBody>("application/json").Produces<SystemView>().WithSummary("Change an information system").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
