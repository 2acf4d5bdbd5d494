using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>Who is always called when the ladder has nobody left: seen, and set anew.</summary>
public static class StandingFallback
{
    public sealed record FallbackBody(IReadOnlyList<Guid> People);

    public sealed record Query : IRequest<FallbackView>;

    /// <param name="Version">The version that the caller read, or <see cref="ETags.Any"/>.</param>
    public sealed record Command(FallbackBody Body, long Version) : IRequest<FallbackView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        private const int Most = 50;

        public Validator()
        {
            RuleFor(command => command.Body.People).Must(people => people.Count <= Most).WithFault("too-many", Most);
            RuleFor(command => command.Body.People).Must(people => people.Distinct().Count() == people.Count).WithErrorCode("duplicate-field");
        }
    }

    public sealed class Shower(Database database, Caller caller) : IRequestHandler<Query, FallbackView>
    {
        public async Task<FallbackView> Handle(Query query, CancellationToken cancellation) => (await database.ReadAsync(FallbackRows.ReadAsync, cancellation)).For(caller);
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, FallbackView>
    {
        public Task<FallbackView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                await RefuseUnknownAsync(transaction, command.Body.People);
                var version = command.Version == ETags.Any ? (await FallbackRows.ReadAsync(transaction)).Version : command.Version;
                if (!await FallbackRows.ChangeAsync(transaction, command.Body.People, version))
                    throw new RefusedException(Problems.Stale());
                await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "ladder.change", "fallback", "changed", clock.GetUtcNow());
                return await FallbackRows.ReadAsync(transaction);
            }, cancellation);

        private static async Task RefuseUnknownAsync(Reading reading, IReadOnlyList<Guid> people)
        {
            var faults = new List<Fault>();
            for (var place = 0; place < people.Count; place++)
                if (!await PeopleOfDesk.HasAsync(reading, people[place]))
                    faults.Add(Faults.At($"/people/{place}", "unknown-reference", people[place]));
            if (faults.Count > 0)
                throw new RefusedException(Problems.Validation(faults));
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/ladders/fallback", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(), cancellation);
            return ETags.NotModified(http, found.Version) ? Results.Empty : Results.Json(found, Json.Options);
        }).Produces<FallbackView>().WithSummary("Who is called when a ladder has nobody left").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
        doors.MapPut("/ladders/fallback", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var version = ETags.Require(http.Request);
            var body = await Body.ReadAsync<FallbackBody>(http, ChangeLadder.MostBytes, cancellation);
            var changed = await sender.Send(new Command(body.Value, version), cancellation);
            ETags.Write(http.Response, changed.Version);
            return Results.Json(changed, Json.Options);
        }).Accepts<FallbackBody>("application/json").Produces<FallbackView>().WithSummary("Set the standing fallback")
            .NeedsDesk(Scopes.Approve, Scopes.Admin).NeedsFreshProof();
    }
}
