using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Scenarios;

/// <summary>One review: what changed, until when, and what came of it.</summary>
public static class ShowScenarioReview
{
    public sealed record Query(Guid Review) : IRequest<ScenarioReviewView>;

    public sealed class Handler(Database database, Caller caller, AuditBook book, TimeProvider clock) : IRequestHandler<Query, ScenarioReviewView>
    {
        public async Task<ScenarioReviewView> Handle(Query query, CancellationToken cancellation)
        {
            var found = await database.ReadAsync(reading => ScenarioRows.FindAsync(reading, query.Review, caller, clock.GetUtcNow()), cancellation)
                ?? throw new RefusedException(Problems.NotFound());
            book.Opened(caller, "scenario-review", found.Id);
            return found;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/scenario-reviews/{review:guid}", async (Guid review, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new Query(review), cancellation);
            ETags.Write(http.Response, found.Version);
            return Results.Json(found, Json.Options);
        })
        .Produces<ScenarioReviewView>().WithSummary("One review of a response scenario").Needs(Scopes.Report, Scopes.Read);
}
