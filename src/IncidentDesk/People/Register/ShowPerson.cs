using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Register;

/// <summary>One person.</summary>
public static class ShowPerson
{
    public sealed record Query(Guid Person) : IRequest<PersonView?>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, PersonView?>
    {
        public async Task<PersonView?> Handle(Query query, CancellationToken cancellation) =>
            (await database.ReadAsync(reading => PersonView.FindAsync(reading, query.Person, caller), cancellation))?.For(caller);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/people/{person:guid}", async (Guid person, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(person), cancellation) ?? throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, found.Version) ? Results.Empty : Results.Json(found, Json.Options);
        })
        .Produces<PersonView>().WithSummary("One person").Needs(Scopes.Read, Scopes.Approve, Scopes.Admin);
}
