using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Passwords;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Links;

/// <summary>Whoever holds the link sets the password of the one it was made for. A second factor that is set up stays.</summary>
public static class UseLink
{
    public sealed record Command(string Token, string Password) : IRequest<Outcome>;

    public abstract record Outcome
    {
        /// <param name="Strength">enough, good or strong.</param>
        public sealed record Set(string Strength) : Outcome;

        public sealed record NotGood : Outcome;

        public sealed record BadPassword(PasswordRules.Verdict Verdict) : Outcome;
    }

    public sealed class Handler(Database database, DeskSettings settings, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            if (await database.ReadAsync(reading => PersonLink.FindAsync(reading, command.Token, now), cancellation) is not { } lead)
                return new Outcome.NotGood();
            var context = await database.ReadAsync(reading => PasswordContext.OfAsync(reading, lead.Person, settings.Name), cancellation);
            var verdict = Passwords.Judge(command.Password, context);
            if (verdict != PasswordRules.Verdict.Good)
                return new Outcome.BadPassword(verdict);
            var hash = Passwords.HashOf(command.Password);
            return await database.WriteAsync(transaction => SetAsync(transaction, lead, hash, now), cancellation)
                ? new Outcome.Set(PasswordRules.StrengthOf(command.Password))
                : new Outcome.NotGood();
        }

        private static async Task<bool> SetAsync(Transaction transaction, PersonLink.Lead lead, string hash, DateTimeOffset now)
        {
            if (!await PersonLink.UseAsync(transaction, lead.Id, now))
                return false;
            await transaction.ExecuteAsync(
                "UPDATE people SET password_hash = @hash, password_changed_at = @now, version = version + 1 WHERE id = @person",
                new { hash, now, person = lead.Person });
            await SessionRows.EndAllAsync(transaction, lead.Person, "password-set", now);
            await AuditTrail.AppendAsync(transaction, $"person:{lead.Person:D}", "person.password", lead.Person.ToString("D"), lead.Kind, now);
            return true;
        }
    }
}
