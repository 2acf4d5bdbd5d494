using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>One agency, by its code or its id.</summary>
public static class ShowAgency
{
    public sealed record Query(string Agency) : IRequest<AgencyView?>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, AgencyView?>
    {
        public Task<AgencyView?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(reading => AgencyView.FindAsync(reading, query.Agency, caller), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/agencies/{agency}", async (string agency, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(agency), cancellation) ?? throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, found.Version) ? Results.Empty : Results.Json(found, Json.Options);
        })
        .Produces<AgencyView>().WithSummary("One agency").Needs(Scopes.Report, Scopes.Read, Scopes.Admin);
}
