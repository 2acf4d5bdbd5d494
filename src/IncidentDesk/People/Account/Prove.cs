using IncidentDesk.Audit;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Account;

/// <summary>Somebody who is known by one thing shows another: a password, a code of the second factor, or a recovery code, which is used up; or both at once.</summary>
public static class Prove
{
    /// <param name="Password">Null where a code alone is shown.</param>
    /// <param name="Code">Null where a password alone is shown.</param>
    /// <param name="Where">From where it is tried.</param>
    public sealed record Command(Guid Person, string? Password, string? Code, Place Where) : IRequest<Outcome>;

    /// <param name="Session">Of somebody who is in; null between password and code.</param>
    /// <param name="Device">The token of a device that somebody signed in with before.</param>
    public sealed record Place(Guid? Session, string? Device, string Address)
    {
        public static Place Of(HttpContext http) =>
            new((http.Items[typeof(Caller)] as Caller)?.Session, KnownDevices.Of(http), SessionCookie.AddressOf(http));
    }

    public abstract record Outcome
    {
        public sealed record Proved : Outcome;

        public sealed record Wrong : Outcome;

        public sealed record Wait(DateTimeOffset Until) : Outcome;
    }

    public sealed class Handler(Database database, FactorRows factors, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var (now, person) = (clock.GetUtcNow(), command.Person);
            var (places, count, hash) = await database.WriteAsync(async transaction =>
            {
                var places = await PlacesAsync(transaction, person, command.Where);
                return (places, await Attempts.CountAsync(transaction, places, now), await transaction.SingleAsync<string>(
                    "SELECT password_hash FROM people WHERE id = @person AND disabled_at IS NULL AND (ends_at IS NULL OR ends_at > @now)", new { person, now }));
            }, cancellation);
            if (!count.IsCounted)
                return new Outcome.Wait(count.Until ?? now);
            // A code is used up by asking, so it is asked for only behind the right password.
            var isRight = hash is { Length: > 0 } && (command.Password is not null || command.Code is not null)
                && (command.Password is not { } password || Passwords.Fits(hash, password))
                && (command.Code is not { } code || await TakeAsync(person, code, now, cancellation));
            await database.WriteAsync(async transaction =>
            {
                if (isRight)
                    await Attempts.TakeBackAsync(transaction, places);
                else
                    await AuditTrail.AppendAsync(transaction, $"person:{person:D}", "session.prove", person.ToString("D"), "refused", now);
            }, cancellation);
            return isRight ? new Outcome.Proved() : count.Until is { } until ? new Outcome.Wait(until) : new Outcome.Wrong();
        }

        private static async Task<IReadOnlyList<AttemptPlace>> PlacesAsync(Reading reading, Guid person, Place where) =>
            where.Session is { } session ? AttemptPlace.OfProof(person, session.ToString("D"), isTrusted: true)
            : where.Device is { } device && await KnownDevices.IsKnownAsync(reading, person, device) ? AttemptPlace.OfProof(person, device, isTrusted: true)
            : AttemptPlace.OfProof(person, where.Address, isTrusted: false);

        private async Task<bool> TakeAsync(Guid person, string code, DateTimeOffset now, CancellationToken cancellation)
        {
            if (code.Count(char.IsAsciiLetterOrDigit) == 6)
                return await database.WriteAsync(transaction => factors.TakeCodeAsync(transaction, person, code, now), cancellation);
            var hash = FactorRows.RecoveryHash(person, code.Length > 100 ? "" : code);
            return await database.WriteAsync(async transaction =>
            {
                if (!await FactorRows.TakeRecoveryCodeAsync(transaction, person, hash, now))
                    return false;
                await AuditTrail.AppendAsync(transaction, $"person:{person:D}", "second-factor.recovery-code", person.ToString("D"), "used", now);
                return true;
            }, cancellation);
        }
    }
}
