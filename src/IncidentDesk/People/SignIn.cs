using IncidentDesk.Storage;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace IncidentDesk.People;

/// <summary>A person shows name and password. The answer never says which part was wrong, nor whether the name exists.</summary>
public static class SignIn
{
    public sealed record Command(string User, string Password) : IRequest<Outcome>;

    public abstract record Outcome;

    public sealed record SignedIn(Guid Id, string Name, string Role, Guid? Agency) : Outcome;

    public sealed record Wrong : Outcome;

    public sealed record Wait(DateTimeOffset Until) : Outcome;

    public sealed class Handler(Database database, UnknownNames unknown, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        private static readonly PasswordHasher<string> Hasher = new();

        // Checked when there is no such person, so that the answer takes as long.
        private static readonly string NobodysHash = Hasher.HashPassword("", "nobody has this password");

        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            var user = command.User.Trim().Normalize();
            var person = await CountAttemptAsync(user, now, cancellation);
            if (person is null)
                return RefuseUnknown(user, command.Password, now);
            if (!person.Counted)
                return new Wait(person.ThrottledUntil ?? now);
            if (Hasher.VerifyHashedPassword(user, person.PasswordHash, command.Password) == PasswordVerificationResult.Failed)
                return person.ThrottledUntil is { } until ? new Wait(until) : new Wrong();
            await ForgetAttemptsAsync(person.Id, cancellation);
            return new SignedIn(person.Id, person.Name, person.Role, person.AgencyId);
        }

        /// <summary>
        /// Counted before the password is looked at: a thousand guesses at once are a thousand attempts, not one. A success takes it back.
        /// </summary>
        private Task<Row?> CountAttemptAsync(string user, DateTimeOffset now, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var counted = await transaction.SingleAsync<Row>(
                    """
                    UPDATE people SET failed_attempts = failed_attempts + 1
                    WHERE user_name = @user AND disabled_at IS NULL AND (throttled_until IS NULL OR throttled_until <= @now)
                    RETURNING id, name, role, agency_id, password_hash, failed_attempts
                    """,
                    new { user, now });
                if (counted is null)
                    return await transaction.SingleAsync<Row>(
                        """
                        SELECT id, name, role, agency_id, password_hash, failed_attempts, throttled_until FROM people
                        WHERE user_name = @user AND disabled_at IS NULL
                        """,
                        new { user });
                var until = Throttle.Until((int)counted.FailedAttempts, now);
                if (until is not null)
                    await transaction.ExecuteAsync(
                        "UPDATE people SET throttled_until = @until WHERE id = @id", new { until, id = counted.Id });
                return counted with { Counted = true, ThrottledUntil = until };
            }, cancellation);

        private Outcome RefuseUnknown(string user, string password, DateTimeOffset now)
        {
            if (unknown.WaitOf(user, now) is { } still)
                return new Wait(still);
            Hasher.VerifyHashedPassword(user, NobodysHash, password);
            return unknown.Count(user, now) is { } until ? new Wait(until) : new Wrong();
        }

        private Task<int> ForgetAttemptsAsync(Guid id, CancellationToken cancellation) =>
            database.WriteAsync(
                transaction => transaction.ExecuteAsync(
                    "UPDATE people SET failed_attempts = 0, throttled_until = NULL WHERE id = @id", new { id }),
                cancellation);

        private sealed record Row
        {
            public Guid Id { get; init; }
            public string Name { get; init; } = "";
            public string Role { get; init; } = "";
            public Guid? AgencyId { get; init; }
            public string PasswordHash { get; init; } = "";
            public long FailedAttempts { get; init; }
            public DateTimeOffset? ThrottledUntil { get; init; }

            /// <summary>False where the attempt was not even counted, because the person still has to wait.</summary>
            public bool Counted { get; init; }
        }
    }

    /// <summary>The hash that <c>password_hash</c> holds; for whoever makes people.</summary>
    public static string HashOf(string password) => new PasswordHasher<string>().HashPassword("", password);
}
