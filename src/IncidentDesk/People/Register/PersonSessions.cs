using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Register;

/// <summary>Where a person is signed in, and how an administrator ends all of it.</summary>
public static class PersonSessions
{
    public sealed record Query(Guid Person) : IRequest<IReadOnlyList<SessionRows.View>?>;

    public sealed record EndAll(Guid Person) : IRequest<PersonAct>;

    public sealed class Handler(Database database, SessionBook sessions, SessionRules rules, Caller caller, TimeProvider clock)
        : IRequestHandler<Query, IReadOnlyList<SessionRows.View>?>, IRequestHandler<EndAll, PersonAct>
    {
        public Task<IReadOnlyList<SessionRows.View>?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(
                async reading => await PersonView.FindAsync(reading, query.Person, caller) is null
                    ? null
                    : await SessionRows.OpenOfAsync(reading, query.Person, rules, clock.GetUtcNow()),
                cancellation);

        public async Task<PersonAct> Handle(EndAll command, CancellationToken cancellation)
        {
            var act = await PersonAct.DoAsync(database, caller, command.Person, ETags.Any, async (transaction, person) =>
            {
                var now = clock.GetUtcNow();
                var ended = await SessionRows.EndAllAsync(transaction, person.Id, "administrator", now);
                return await PersonAct.WrittenAsync(transaction, caller, person.Id, "session.end", ended.ToString(System.Globalization.CultureInfo.InvariantCulture), now);
            }, cancellation);
            sessions.Forget();
            return act;
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/people/{person:guid}/sessions", async (Guid person, HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                QueryString.Of(http.Request).Done();
                var open = await sender.Send(new Query(person), cancellation) ?? throw new RefusedException(Problems.NotFound());
                return new Page<SessionRows.View>([.. open], null);
            })
            .Produces<Page<SessionRows.View>>().WithSummary("Where a person is signed in").NeedsDesk(Scopes.Admin);
        doors.MapDelete("/people/{person:guid}/sessions", async (Guid person, HttpContext http, ISender sender, CancellationToken cancellation) =>
            (await sender.Send(new EndAll(person), cancellation)).ToResult(http))
            .Produces<PersonView>().WithSummary("Sign a person out everywhere").NeedsDesk(Scopes.Admin).NeedsFreshProof();
    }
}
