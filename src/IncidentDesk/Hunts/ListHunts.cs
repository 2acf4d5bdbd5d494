using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>The hunts, open ones first, and of these the one that is due next.</summary>
public static class ListHunts
{
    private static readonly IReadOnlyList<string> States = ["open", "closed", "cancelled"];

    public sealed record Query(IReadOnlyList<string> State, int Limit, string? Cursor) : IRequest<Page<HuntSummary>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<HuntSummary>>
    {
        // Open ones by their due time upwards, the others after all of them.
        private const string Order = "CASE WHEN hunts.state = 'open' THEN 0 ELSE 1 END", Due = "CASE WHEN hunts.state = 'open' THEN hunts.due_at ELSE -hunts.opened_at END";

        public Task<Page<HuntSummary>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("hunts", string.Join(',', query.State), "due", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await reading.QueryAsync<HuntRow>(
                    $"""
                    SELECT {HuntRows.Columns} FROM hunts
                    WHERE {HuntRows.MaySee(caller)} AND {(query.State.Count == 0 ? "1 = 1" : $"hunts.state IN ('{string.Join("', '", query.State)}')")}
                      AND {(position is null ? "1 = 1" : $"({Order}, {Due}, hunts.id) > (@order, @due, @id)")}
                    ORDER BY {Order}, {Due}, hunts.id LIMIT @limit
                    """,
                    new { order = position?.Number(0) ?? 0, due = position?.Number(1) ?? 0, id = position?.Text(2) ?? "", limit = query.Limit + 1L });
                var counts = await HuntReading.CountsAsync(reading, [.. rows.Select(row => row.Id)], caller);
                return place.Page(
                    rows, query.Limit,
                    row => [row.State == "open" ? 0L : 1L, row.State == "open" ? row.DueAt.ToUnixTimeMilliseconds() : -row.OpenedAt.ToUnixTimeMilliseconds(), row.Id.ToString("D")],
                    row => new HuntSummary(
                        row.Id, row.Title, row.Tlp, row.DueAt, row.AdvisoryId, row.State, counts.GetValueOrDefault(row.Id) ?? HuntReading.None, row.OpenedAt, row.Version));
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/hunts", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Words("state", States), query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<HuntSummary>>().Lists("state").WithSummary("Threat hunts, the next due first").Needs(Scopes.Report, Scopes.Read);
}
