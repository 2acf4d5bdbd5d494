using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.People.Links;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Passwords;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Account;

/// <summary>A person changes the password: the present one is shown first, and every other session ends.</summary>
public static class ChangePassword
{
    public sealed record Command(string Present, string Password) : IRequest<Outcome>;

    public abstract record Outcome
    {
        /// <param name="Strength">enough, good or strong.</param>
        public sealed record Changed(string Strength) : Outcome;

        public sealed record BadPassword(PasswordRules.Verdict Verdict) : Outcome;

        public sealed record NotProved(Prove.Outcome Why) : Outcome;

        /// <summary>It is the one they have: whoever knows it would know it still.</summary>
        public sealed record Same : Outcome;
    }

    public sealed class Handler(Database database, ISender sender, SessionBook sessions, DeskSettings settings, Caller caller, TimeProvider clock)
        : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            // Tries are counted, so this comes first: judging is slow, and whoever sits at another's session shall not ask for it as often as they like.
            if (await sender.Send(new Prove.Command(caller.Id, command.Present, null, new(caller.Session, null, "")), cancellation) is not Prove.Outcome.Proved and var why)
                return new Outcome.NotProved(why);
            var context = await database.ReadAsync(reading => PasswordContext.OfAsync(reading, caller.Id, settings.Name), cancellation);
            var verdict = Passwords.Judge(command.Password, context);
            if (verdict != PasswordRules.Verdict.Good)
                return new Outcome.BadPassword(verdict);
            // Said only to who has shown the present one.
            if (PasswordRules.Normal(command.Password) == PasswordRules.Normal(command.Present))
                return new Outcome.Same();
            var hash = Passwords.HashOf(command.Password);
            await database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                await transaction.ExecuteAsync(
                    "UPDATE people SET password_hash = @hash, password_changed_at = @now, version = version + 1 WHERE id = @id", new { hash, now, id = caller.Id });
                await SessionRows.EndAllAsync(transaction, caller.Id, "password-changed", now, caller.Session);
                // Where there is a second factor, a password is half of a proof: what is dangerous asks for both still.
                if (await FactorRows.FindAsync(transaction, caller.Id) is not { ConfirmedAt: not null })
                    await SessionRows.ProveAsync(transaction, caller.Session!.Value, now);
                await PersonLink.VoidAsync(transaction, caller.Id, now);
                await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "person.password", caller.Id.ToString("D"), "changed", now);
            }, cancellation);
            sessions.Forget();
            return new Outcome.Changed(PasswordRules.StrengthOf(command.Password));
        }
    }
}
