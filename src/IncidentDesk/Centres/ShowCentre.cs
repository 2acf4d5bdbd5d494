using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Centres;

/// <summary>One authority with its roles and contacts.</summary>
public static class ShowCentre
{
    public sealed record Query(string Centre) : IRequest<CentreView?>;

    public sealed class Handler(Database database, TimeProvider clock) : IRequestHandler<Query, CentreView?>
    {
        public Task<CentreView?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(reading => CentreRows.FindAsync(reading, query.Centre, clock.GetUtcNow()), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/centres/{centre}", async (string centre, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(centre), cancellation) ?? throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, found.Version) ? Results.Empty : Results.Json(found, Json.Options);
        })
        .Produces<CentreView>().WithSummary("One authority").Needs(Scopes.Report, Scopes.Read, Scopes.Admin);
}
