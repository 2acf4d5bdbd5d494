using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Keys;

/// <summary>
/// A key gets a new secret; the one before opens for as long as the caller names, so that the other side can change over without a gap. A second
/// rotation ends what was left of the first: two secrets open, never three.
/// </summary>
public static class RotateKey
{
    public sealed record RotationBody
    {
        /// <summary>How long the old secret still opens; 0 ends it at once.</summary>
        public required int OverlapHours { get; init; }

        /// <summary>When the key shall end from now on; as before where absent.</summary>
        public DateTimeOffset? ExpiresAt { get; init; }
    }

    /// <param name="Version">The version that the caller read, or <see cref="ETags.Any"/>.</param>
    public sealed record Command(Guid Key, RotationBody Body, long Version) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Rotated(ShownOnce Shown) : Outcome;

        public sealed record Stale : Outcome;

        public sealed record NotLive : Outcome;

        public sealed record NoSuchKey : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.OverlapHours).From(0, KeyLife.MostOverlapHours);
            RuleFor(command => command.Body.ExpiresAt).EndsInTime(clock);
        }
    }

    public sealed class Handler(Database database, KeyRing keys, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var outcome = await database.WriteAsync(transaction => RotateAsync(transaction, command, clock.GetUtcNow()), cancellation);
            keys.Forget();
            return outcome;
        }

        private async Task<Outcome> RotateAsync(Transaction transaction, Command command, DateTimeOffset now)
        {
            if (await KeyView.FindAsync(transaction, command.Key, now) is not { } before)
                return new Outcome.NoSuchKey();
            if (command.Version != ETags.Any && command.Version != before.Version)
                return new Outcome.Stale();
            if (before.State != KeyView.Live)
                return new Outcome.NotLive();
            await KeyLimits.RefuseMoreThanAsync(transaction, caller, before);
            var (shown, hash) = KeyRing.Mint();
            // Two administrators at once: one row changes, the other is told that what was read is stale.
            var turned = await transaction.ExecuteAsync(
                """
                UPDATE keys SET old_hash = hash, old_until_at = @until, hash = @hash, rotated_at = @now, expires_at = @expiresAt, version = version + 1
                WHERE id = @id AND version = @version AND revoked_at IS NULL
                """,
                new
                {
                    id = before.Id, version = before.Version, hash, now, until = now.AddHours(command.Body.OverlapHours),
                    expiresAt = command.Body.ExpiresAt ?? before.ExpiresAt,
                });
            if (turned == 0)
                return new Outcome.Stale();
            await AuditTrail.AppendAsync(
                transaction, Actor.Of(caller).Word, "key.rotate", before.Id.ToString("D"), $"overlap {command.Body.OverlapHours} h", now);
            return new Outcome.Rotated(new((await KeyView.FindAsync(transaction, before.Id, now))!, shown));
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/keys/{key:guid}/rotation", async (Guid key, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<RotationBody>(http, KeyLimits.MostBytes, cancellation);
            var shown = Answer(await sender.Send(new Command(key, body.Value, version), cancellation));
            ShownOnce.Tell(http.Response, shown);
            return Results.Json(shown, Json.Options);
        })
        .Accepts<RotationBody>("application/json").Produces<ShownOnce>()
        .WithSummary("Give a key a new secret; the old one opens for as long as is named").NeedsDesk(Scopes.Admin).NeedsFreshProof();

    public static ShownOnce Answer(Outcome outcome) => outcome switch
    {
        Outcome.Rotated rotated => rotated.Shown,
        Outcome.Stale => throw new RefusedException(Problems.Stale()),
        Outcome.NotLive => throw new RefusedException(Problems.Conflict("not-in-this-status") with
        {
            Detail = "This key opens nothing any more: add another.", DetailVi = "Khóa này không còn hiệu lực: hãy tạo khóa khác.",
        }),
        _ => throw new RefusedException(Problems.NotFound()),
    };
}
