using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Scenarios;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Scenarios;

/// <summary>The reviews of response scenarios, earliest due first.</summary>
public static class ListScenarioReviews
{
    /// <param name="State">open, overdue, done, void; empty: all.</param>
    /// <param name="System">Code or id.</param>
    /// <param name="Agency">Code: that agency and those below it.</param>
    public sealed record Query(IReadOnlyList<string> State, string? System, string? Agency, int Limit, string? Cursor) : IRequest<Page<ScenarioReviewView>>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<ScenarioReviewView>>
    {
        public Task<Page<ScenarioReviewView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var now = clock.GetUtcNow();
                var place = new ListPlace("scenario-reviews", $"{string.Join(',', query.State)}|{query.System}|{query.Agency}", "due", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await ScenarioRows.QueryAsync(
                    reading, $"(scenario_reviews.due_at, scenario_reviews.id) > (@due, @id) AND {Filter(query)}",
                    new
                    {
                        now, due = position?.Number(0) ?? long.MinValue, id = position?.Text(1) ?? "", system = query.System ?? "", agency = query.Agency ?? "",
                        limit = query.Limit + 1L,
                    },
                    caller, now, ScenarioRows.InList);
                return place.Page(rows, query.Limit, row => [row.DueAt.ToUnixTimeMilliseconds(), row.Id.ToString("D")], row => row);
            }, cancellation);

        private static string Filter(Query query) => string.Join(" AND ", new[]
        {
            query.State.Count == 0 ? "1 = 1" : $"({string.Join(" OR ", query.State.Select(ScenarioRows.Is))})",
            query.System is null ? "1 = 1" : "(systems.code = @system OR systems.id = @system)",
            query.Agency is null ? "1 = 1"
                : "scenario_reviews.agency_id IN (SELECT descendant_id FROM agency_tree JOIN agencies AS tops ON tops.id = ancestor_id WHERE tops.code = @agency)",
        });
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/scenario-reviews", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Words("state", ScenarioTerm.States), query.Text("system", 60), query.Text("agency", 60), query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<ScenarioReviewView>>().Lists("state", "system", "agency")
        .WithSummary("Reviews of response scenarios that changes of systems ask for, earliest due first").Needs(Scopes.Report, Scopes.Read);
}
