using IncidentDesk.Audit;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Account;

/// <summary>A person sets up the second factor, makes new recovery codes, or takes it off where the desk does not ask for it.</summary>
public static class SetUpFactor
{
    /// <summary>The secret to scan; null when the second factor is set up.</summary>
    public sealed record Secret(bool IsAgain) : IRequest<string?>;

    /// <summary>The first code proves that the program has the secret. Answers the recovery codes, shown once; null when the code was wrong.</summary>
    public sealed record Confirm(string Code) : IRequest<IReadOnlyList<string>?>;

    public sealed record NewCodes : IRequest<IReadOnlyList<string>>;

    /// <summary>False where the desk asks for a second factor.</summary>
    public sealed record TurnOff : IRequest<bool>;

    public sealed class Handler(Database database, FactorRows factors, SessionBook sessions, SessionRules rules, Caller caller, TimeProvider clock)
        : IRequestHandler<Secret, string?>, IRequestHandler<Confirm, IReadOnlyList<string>?>, IRequestHandler<NewCodes, IReadOnlyList<string>>, IRequestHandler<TurnOff, bool>
    {
        public Task<string?> Handle(Secret query, CancellationToken cancellation) =>
            database.WriteAsync(transaction => factors.SecretToConfirmAsync(transaction, caller.Id, query.IsAgain, clock.GetUtcNow()), cancellation);

        public async Task<IReadOnlyList<string>?> Handle(Confirm command, CancellationToken cancellation)
        {
            var (codes, hashes) = Codes();
            var isRight = await database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                if (!await factors.TakeCodeAsync(transaction, caller.Id, command.Code, now, isSetUp: false))
                    return false;
                await FactorRows.ConfirmAsync(transaction, caller.Id, now);
                await FactorRows.KeepCodesAsync(transaction, caller.Id, hashes, now);
                await SessionRows.ProveAsync(transaction, caller.Session!.Value, now);
                // What was signed in with a password alone does not stay beside it.
                await SessionRows.EndAllAsync(transaction, caller.Id, "second-factor", now, caller.Session);
                await WriteAsync(transaction, "second-factor.on", now);
                return true;
            }, cancellation);
            sessions.Forget();
            return isRight ? codes : null;
        }

        public async Task<IReadOnlyList<string>> Handle(NewCodes command, CancellationToken cancellation)
        {
            var (codes, hashes) = Codes();
            await database.WriteAsync(async transaction =>
            {
                await FactorRows.KeepCodesAsync(transaction, caller.Id, hashes, clock.GetUtcNow());
                await WriteAsync(transaction, "second-factor.codes", clock.GetUtcNow());
            }, cancellation);
            return codes;
        }

        public async Task<bool> Handle(TurnOff command, CancellationToken cancellation)
        {
            if (rules.AsksTwice(caller.IsDesk))
                return false;
            await database.WriteAsync(async transaction =>
            {
                await FactorRows.RemoveAsync(transaction, caller.Id);
                await WriteAsync(transaction, "second-factor.off", clock.GetUtcNow());
            }, cancellation);
            sessions.Forget();
            return true;
        }

        private (IReadOnlyList<string> Codes, IReadOnlyList<string> Hashes) Codes()
        {
            var codes = FactorRows.MakeCodes();
            return (codes, [.. codes.AsParallel().AsOrdered().Select(code => FactorRows.RecoveryHash(caller.Id, code))]);
        }

        private Task WriteAsync(Transaction transaction, string action, DateTimeOffset now) =>
            AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, action, caller.Id.ToString("D"), "done", now);
    }
}
