using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Approvals;

/// <summary>What waits for a second person, and what was decided; newest first. Each says what approving it does just now.</summary>
public static class ListApprovals
{
    private static readonly IReadOnlyList<string> States = [Approval.Open, Approval.Approved, Approval.Refused, Approval.Void];

    public sealed record Query(IReadOnlyList<string> States, string Filters, int Limit, string? Cursor) : IRequest<Page<ApprovalView>>;

    public sealed class Handler(Database database, ApprovedActs acts, Caller caller) : IRequestHandler<Query, Page<ApprovalView>>
    {
        public Task<Page<ApprovalView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("approvals", query.Filters, "newest", caller.Id.ToString("D"));
                var after = place.Read(query.Cursor)?.Text(0);
                var parameters = ApprovalRows.Parameters(caller);
                (parameters["states"], parameters["after"], parameters["limit"]) = (query.States, after, query.Limit + 1L);
                var rows = await ApprovalRows.OfAsync(
                    reading,
                    $"""
                    {ApprovalRows.MaySee(caller)}
                    {(query.States.Count == 0 ? "" : "AND approvals.state IN @states")}
                    {(after is null ? "" : "AND approvals.id < @after")}
                    ORDER BY approvals.id DESC LIMIT @limit
                    """,
                    parameters);
                var views = new Dictionary<Guid, ApprovalView>();
                foreach (var row in rows.Take(query.Limit))
                    views[row.Id] = await acts.ViewAsync(reading, row);
                return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => views[row.Id]);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/approvals", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Words("state", States), "", query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted with { Filters = query.Filters }, cancellation);
        })
        .Produces<Page<ApprovalView>>().Lists("state").WithSummary("What needs a second person")
        .Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Approve, Scopes.Admin);
}
