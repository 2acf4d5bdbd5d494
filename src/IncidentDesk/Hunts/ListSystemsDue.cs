using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Hunts;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>Which systems are to be hunted through and scanned, the longest overdue first; what was never done stands before all of it.</summary>
public static class ListSystemsDue
{
    /// <param name="Kind">hunt or scan; null: whichever of the two is due first.</param>
    /// <param name="State">never, overdue, soon, in-time; empty: never and overdue.</param>
    /// <param name="Agency">Code: that agency and those below it.</param>
    public sealed record Query(string? Kind, IReadOnlyList<string> State, string? Agency, int Limit, string? Cursor) : IRequest<Page<Line>>;

    /// <param name="Province">Code of the agency at the top of the tree in which the system's agency stands.</param>
    /// <param name="HuntDueAt">Null: it was never hunted through.</param>
    public sealed record Line(
        string Province, string Agency, string AgencyName, string AgencyNameEn, string System, string Name, long Level, DateTimeOffset? HuntedAt, DateTimeOffset? HuntDueAt,
        string Hunt, DateTimeOffset? ScannedAt, DateTimeOffset? ScanDueAt, string Scan);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<Line>>
    {
        public Task<Page<Line>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var now = clock.GetUtcNow();
                var place = new ListPlace("hunts-due", $"{query.Kind}|{string.Join(',', query.State)}|{query.Agency}", "due", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await reading.QueryAsync<Row>(
                    $"""
                    SELECT * FROM ({DueSystems.Select(caller, query.Kind)}) AS due_systems
                    WHERE ({string.Join(" OR ", States(query).Select(DueSystems.Is))}) AND (due, id) > (@due, @id)
                      AND {(query.Agency is null ? "1 = 1" : "agency_id IN (SELECT descendant_id FROM agency_tree JOIN agencies ON agencies.id = ancestor_id WHERE agencies.code = @agency)")}
                    ORDER BY due, id LIMIT @limit
                    """,
                    new
                    {
                        now, soon = now + HuntCycle.Ahead, due = position?.Number(0) ?? -1, id = position?.Text(1) ?? "", agency = query.Agency ?? "", limit = query.Limit + 1L,
                    });
                return place.Page(rows, query.Limit, row => [row.Due, row.Id.ToString("D")], row => new Line(
                    row.Province, row.Agency, row.AgencyName, row.AgencyNameEn, row.System, row.Name, row.Level, row.HuntedAt, row.HuntDueAt,
                    HuntCycle.StandingOf(row.HuntDueAt, now), row.ScannedAt, row.ScanDueAt, HuntCycle.StandingOf(row.ScanDueAt, now)));
            }, cancellation);

        private static IReadOnlyList<string> States(Query query) => query.State.Count > 0 ? query.State : [HuntCycle.Never, HuntCycle.Overdue];
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/hunts/due", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Word("kind", Checks.Kinds), query.Words("state", HuntCycle.Standings), query.Text("agency", 60), query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<Line>>().Lists("kind", "state", "agency").WithSummary("Systems whose six-monthly hunt or scan is due, the worst first").Needs(Scopes.Report, Scopes.Read);

    // In the order of the columns.
    private sealed record Row(
        Guid Id, Guid AgencyId, string Agency, string AgencyName, string AgencyNameEn, string System, string Name, long Level, string Province,
        DateTimeOffset? HuntedAt, DateTimeOffset? HuntDueAt, DateTimeOffset? ScannedAt, DateTimeOffset? ScanDueAt, long Due);
}
