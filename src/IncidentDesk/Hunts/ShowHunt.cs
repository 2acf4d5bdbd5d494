using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>One hunt: what is looked for, how it stands, and which incidents came of it.</summary>
public static class ShowHunt
{
    public sealed record Query(Guid Hunt) : IRequest<HuntView?>;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, HuntView?>
    {
        public async Task<HuntView?> Handle(Query query, CancellationToken cancellation)
        {
            var found = await database.ReadAsync(reading => HuntReading.ViewAsync(reading, query.Hunt, caller), cancellation);
            if (found is not null)
                book.Opened(caller, "hunt", found.Id);
            return found;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/hunts/{hunt:guid}", async (Guid hunt, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(hunt), cancellation) ?? throw new RefusedException(Problems.NotFound());
            ETags.Write(http.Response, found.Version);
            return Results.Json(found, Json.Options);
        })
        .Produces<HuntView>().WithSummary("One threat hunt").Needs(Scopes.Report, Scopes.Read);
}
