using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>What one agency answered to one letter.</summary>
public static class ShowReply
{
    public sealed record Query(Guid Advisory, string Agency) : IRequest<ReplyView?>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, ReplyView?>
    {
        public Task<ReplyView?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(reading => ReplyView.FindAsync(reading, query.Advisory, query.Agency, caller, clock.GetUtcNow()), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/advisories/{advisory:guid}/replies/{agency}", async (Guid advisory, string agency, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(advisory, agency), cancellation) ?? throw new RefusedException(Problems.NotFound());
            ETags.Write(http.Response, found.Version);
            return Results.Json(found, Json.Options);
        })
        .Produces<ReplyView>().WithSummary("What an agency answered to a warning letter").Needs(Scopes.Report, Scopes.Read);
}
