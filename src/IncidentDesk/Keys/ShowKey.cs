using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Keys;

/// <summary>One key. When it was last used is no change of it, so the answer is never "not modified".</summary>
public static class ShowKey
{
    public sealed record Query(Guid Key) : IRequest<KeyView?>;

    public sealed class Handler(Database database, TimeProvider clock) : IRequestHandler<Query, KeyView?>
    {
        public Task<KeyView?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(reading => KeyView.FindAsync(reading, query.Key, clock.GetUtcNow()), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/keys/{key:guid}", async (Guid key, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(key), cancellation) ?? throw new RefusedException(Problems.NotFound());
            ETags.Write(http.Response, found.Version);
            return Results.Json(found, Json.Options);
        })
        .Produces<KeyView>().WithSummary("One key").NeedsDesk(Scopes.Admin);
}
