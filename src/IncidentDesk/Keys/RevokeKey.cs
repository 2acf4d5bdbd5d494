using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Keys;

/// <summary>
/// A key opens nothing any more, on this node at once and on every other within seconds (<see cref="KeyRing"/>). Asked again it stays as it is.
/// </summary>
public static class RevokeKey
{
    public sealed record RevocationBody
    {
        public required string Reason { get; init; }
    }

    /// <param name="Version">The version that the caller read, or <see cref="ETags.Any"/>.</param>
    public sealed record Command(Guid Key, RevocationBody Body, long Version) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Revoked(KeyView Key) : Outcome;

        public sealed record Stale : Outcome;

        public sealed record NoSuchKey : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
    }

    public sealed class Handler(Database database, KeyRing keys, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var outcome = await database.WriteAsync(
                transaction => RevokeAsync(transaction, command, Actor.Of(caller).Word, clock.GetUtcNow()), cancellation);
            keys.Forget();
            return outcome;
        }
    }

    /// <summary>Also for who stands at the machine.</summary>
    public static async Task<Outcome> RevokeAsync(Transaction transaction, Command command, string by, DateTimeOffset now)
    {
        if (await KeyView.FindAsync(transaction, command.Key, now) is not { } before)
            return new Outcome.NoSuchKey();
        if (command.Version != ETags.Any && command.Version != before.Version)
            return new Outcome.Stale();
        var taken = await transaction.ExecuteAsync(
            """
            UPDATE keys SET revoked_at = @now, revoked_by = @by, revoked_reason = @reason, version = version + 1
            WHERE id = @id AND revoked_at IS NULL
            """,
            new { id = before.Id, now, by, reason = command.Body.Reason.Trim() });
        if (taken == 1)
            await AuditTrail.AppendAsync(transaction, by, "key.revoke", before.Id.ToString("D"), "revoked", now);
        return new Outcome.Revoked((await KeyView.FindAsync(transaction, before.Id, now))!);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/keys/{key:guid}/revocation", async (Guid key, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<RevocationBody>(http, KeyLimits.MostBytes, cancellation);
            var revoked = Answer(await sender.Send(new Command(key, body.Value, version), cancellation));
            ETags.Write(http.Response, revoked.Version);
            return Results.Json(revoked, Json.Options);
        })
        .Accepts<RevocationBody>("application/json").Produces<KeyView>().WithSummary("Revoke a key, with the reason").NeedsDesk(Scopes.Admin).NeedsFreshProof();

    public static KeyView Answer(Outcome outcome) => outcome switch
    {
        Outcome.Revoked revoked => revoked.Key,
        Outcome.Stale => throw new RefusedException(Problems.Stale()),
        _ => throw new RefusedException(Problems.NotFound()),
    };
}
