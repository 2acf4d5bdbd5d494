using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Hunts;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>How a province keeps up with Directive 18: of how many systems the hunt and the scan of the last six months are there, overdue, or were never done.</summary>
public static class CountSystemsDue
{
    public sealed record Query : IRequest<IReadOnlyList<Line>>;

    /// <param name="Province">Code of the agency at the top of its tree.</param>
    /// <param name="Hunt">never, overdue, soon, in-time, each with its number of systems; likewise <paramref name="Scan"/>.</param>
    public sealed record Line(string Province, string Name, string NameEn, long Systems, IReadOnlyDictionary<string, long> Hunt, IReadOnlyDictionary<string, long> Scan);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<Line>>
    {
        public Task<IReadOnlyList<Line>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync<IReadOnlyList<Line>>(async reading =>
            {
                var now = clock.GetUtcNow();
                var rows = await reading.QueryAsync<Row>(
                    $"""
                    SELECT province, (SELECT name FROM agencies WHERE code = province) AS name, (SELECT name_en FROM agencies WHERE code = province) AS name_en, hunt_due_at, scan_due_at
                    FROM ({DueSystems.Select(caller, null)}) AS due_systems
                    """,
                    new { now });
                return [.. rows.GroupBy(row => (row.Province, row.Name, row.NameEn)).OrderBy(one => one.Key.Province, StringComparer.Ordinal).Select(one => new Line(
                    one.Key.Province, one.Key.Name, one.Key.NameEn, one.Count(), Counted(one.Select(row => row.HuntDueAt), now), Counted(one.Select(row => row.ScanDueAt), now)))];
            }, cancellation);

        private static Dictionary<string, long> Counted(IEnumerable<DateTimeOffset?> dues, DateTimeOffset now)
        {
            var standings = dues.Select(due => HuntCycle.StandingOf(due, now)).ToLookup(standing => standing);
            return HuntCycle.Standings.ToDictionary(standing => standing, standing => (long)standings[standing].Count());
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/hunts/due/figures", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return new Page<Line>(await sender.Send(new Query(), cancellation), null);
        })
        .Produces<Page<Line>>().WithSummary("How many systems of a province were hunted through and scanned in time").Needs(Scopes.Report, Scopes.Read);

    private sealed record Row(string Province, string Name, string NameEn, DateTimeOffset? HuntDueAt, DateTimeOffset? ScanDueAt);
}
