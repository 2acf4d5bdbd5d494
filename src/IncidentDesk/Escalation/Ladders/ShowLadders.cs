using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>Whom the desk would call, per severity; new incidents take a copy of it.</summary>
public static class ShowLadders
{
    /// <param name="Severity">Null for all of them.</param>
    public sealed record Query(string? Severity) : IRequest<IReadOnlyList<LadderView>>;

    public sealed class Handler(Database database) : IRequestHandler<Query, IReadOnlyList<LadderView>>
    {
        public Task<IReadOnlyList<LadderView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync<IReadOnlyList<LadderView>>(async reading =>
            {
                var views = new List<LadderView>();
                foreach (var row in await LadderRows.AllAsync(reading))
                    if (query.Severity is null || query.Severity == row.Severity)
                        views.Add(await LadderView.OfAsync(reading, row));
                return views;
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/ladders", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            // There are four: the page never ends in the middle, and so there is never a cursor to come back with.
            query.Limit();
            query.Done();
            return new Page<LadderView>(await sender.Send(new Query(null), cancellation), null);
        }).Asks("limit").WithSummary("Whom the desk calls, per severity").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
        doors.MapGet("/ladders/{severity}", async (string severity, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            if (!Words.Severities.Contains(severity) || await sender.Send(new Query(severity), cancellation) is not [var ladder])
                throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, ladder.Version) ? Results.Empty : Results.Json(ladder, Json.Options);
        }).Produces<LadderView>().WithSummary("The ladder of one severity").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
    }
}
