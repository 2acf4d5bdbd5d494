using IncidentDesk.Audit;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People;

/// <summary>
/// A person shows name and password. The answer never says which part was wrong, nor whether the name exists: in both cases the same is counted, compared and written.
/// </summary>
public static class SignIn
{
    /// <param name="Address">Where it comes from.</param>
    /// <param name="Device">The token of a device that somebody signed in with before.</param>
    public sealed record Command(string User, string Password, string Address = "", string? Device = null) : IRequest<Outcome>;

    public abstract record Outcome;

    /// <param name="HasSecondFactor">The password alone is not enough.</param>
    public sealed record SignedIn(Guid Id, string Name, bool HasSecondFactor) : Outcome;

    /// <summary>Their agency has ended: said to nobody but whoever has the right password.</summary>
    /// <param name="Successor">In Vietnamese; null where nobody took over.</param>
    public sealed record AgencyEnded(string? Successor, string? SuccessorEn) : Outcome;

    public sealed record Wrong : Outcome;

    public sealed record Wait(DateTimeOffset Until) : Outcome;

    public sealed class Handler(Database database, AuditBook book, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            var user = command.User.Trim().Normalize();
            var (count, person) = await database.WriteAsync(async transaction =>
            {
                var device = await KnownDevices.IsKnownAsync(transaction, user, command.Device) ? command.Device : null;
                return (await Attempts.CountAsync(transaction, AttemptPlace.OfSignIn(user, command.Address, device), now), await FindAsync(transaction, user, now));
            }, cancellation);
            // A name that nobody has may be a password typed into the wrong field: it stands nowhere, not even as a hash.
            var subject = person?.Id.ToString("D") ?? "unknown";
            if (!count.IsCounted)
            {
                book.Counted("session.start", "nobody", subject, "throttled");
                return new Wait(count.Until ?? now);
            }
            var fits = Passwords.Fits(person?.PasswordHash, command.Password);
            // Who is not there costs a write too, so that the answer takes as long.
            await database.WriteAsync(transaction => fits ? Attempts.TakeBackAsync(transaction, count.Places) : Task.CompletedTask, cancellation);
            if (fits && person!.AgencyEndedAt is not null)
            {
                book.Counted("session.start", "nobody", subject, "agency-ended");
                return new AgencyEnded(person.Successor, person.SuccessorEn ?? person.Successor);
            }
            if (fits)
                return new SignedIn(person!.Id, person.Name, person.FactorAt is not null);
            book.Counted("session.start", "nobody", subject, count.Until is null ? "refused" : "throttled");
            return count.Until is { } until ? new Wait(until) : new Wrong();
        }

        private static Task<Row?> FindAsync(Transaction transaction, string user, DateTimeOffset now) => transaction.SingleAsync<Row>(
            """
            SELECT people.id, people.name, people.password_hash, second_factors.confirmed_at AS factor_at,
                agencies.valid_to AS agency_ended_at, successors.name AS successor, successors.name_en AS successor_en
            FROM people LEFT JOIN second_factors ON second_factors.person_id = people.id
            LEFT JOIN agencies ON agencies.id = people.agency_id AND agencies.valid_to <= @now
            LEFT JOIN agencies successors ON successors.id = agencies.successor_id
            WHERE people.user_name = @user AND people.disabled_at IS NULL AND (people.ends_at IS NULL OR people.ends_at > @now)
            """,
            new { user, now });

        private sealed record Row(
            Guid Id, string Name, string PasswordHash, DateTimeOffset? FactorAt, DateTimeOffset? AgencyEndedAt, string? Successor, string? SuccessorEn);
    }
}
