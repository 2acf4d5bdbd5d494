using System.Globalization;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Account;

/// <summary>A person ends one of their own sessions, or all but the one they sit at.</summary>
public static class EndSessions
{
    /// <param name="Session">Null ends all the others.</param>
    public sealed record Command(Guid? Session) : IRequest<int>;

    public sealed class Handler(Database database, SessionBook sessions, Caller caller, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command command, CancellationToken cancellation)
        {
            var ended = await database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var count = command.Session is { } one
                    ? await SessionRows.EndAsync(transaction, caller.Id, one, "owner", now)
                    : await SessionRows.EndAllAsync(transaction, caller.Id, "owner", now, caller.Session);
                if (count > 0)
                    await AuditTrail.AppendAsync(
                        transaction, Actor.Of(caller).Word, "session.end", caller.Id.ToString("D"), count.ToString(CultureInfo.InvariantCulture), now);
                return count;
            }, cancellation);
            sessions.Forget();
            return ended;
        }
    }
}
