using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>One information system, by its id, or by its code where that leads to one alone.</summary>
public static class ShowSystem
{
    public sealed record Query(string System) : IRequest<SystemView?>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, SystemView?>
    {
        public Task<SystemView?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(reading => SystemView.FindAsync(reading, query.System, caller), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/systems/{system}", async (string system, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(system), cancellation) ?? throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, found.Version) ? Results.Empty : Results.Json(found, Json.Options);
        })
        .Produces<SystemView>().WithSummary("One information system").Needs(Scopes.Report, Scopes.Read, Scopes.Admin);
}
