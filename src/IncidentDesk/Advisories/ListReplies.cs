using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>Who answered what to a letter, by the agencies' codes.</summary>
public static class ListReplies
{
    public sealed record Line(
        string Agency, string Name, string State, long? Affected, DateTimeOffset? AnsweredAt, string? SignedBy, DateTimeOffset? Until, long Escalations, long Version);

    public sealed record Query(Guid Advisory, IReadOnlyList<string> States, int Limit, string? Cursor) : IRequest<Page<Line>?>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<Line>?>
    {
        public Task<Page<Line>?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync<Page<Line>?>(async reading =>
            {
                if (await AdvisoryRows.FindAsync(reading, query.Advisory, caller, clock.GetUtcNow()) is null)
                    return null;
                var place = new ListPlace("replies", $"{query.Advisory}|{string.Join(',', query.States)}", "code", caller.Id.ToString("D"));
                var parameters = new Dictionary<string, object?>
                {
                    ["advisory"] = query.Advisory, ["after"] = place.Read(query.Cursor)?.Text(0) ?? "", ["limit"] = query.Limit + 1L,
                };
                if (query.States.Count > 0)
                    parameters["states"] = query.States.ToArray();
                var rows = await reading.QueryAsync<Line>(
                    $"""
                    SELECT agencies.code AS agency, agencies.name, advisory_cells.state, advisory_cells.affected, advisory_cells.answered_at, advisory_cells.signed_by,
                        advisory_cells.until_at AS until, (SELECT count(*) FROM advisory_escalations WHERE advisory_escalations.advisory_id = advisory_cells.advisory_id
                            AND advisory_escalations.agency_id = advisory_cells.agency_id) AS escalations, advisory_cells.version
                    FROM advisory_cells JOIN agencies ON agencies.id = advisory_cells.agency_id
                    WHERE advisory_cells.advisory_id = @advisory AND advisory_cells.system_key = '' AND agencies.code > @after AND {caller.MaySee("advisory_cells")}
                      AND {(query.States.Count == 0 ? "1 = 1" : "advisory_cells.state IN @states")}
                    ORDER BY agencies.code LIMIT @limit
                    """,
                    parameters);
                return place.Page(rows, query.Limit, row => [row.Agency], row => row);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/advisories/{advisory:guid}/replies", async (Guid advisory, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(advisory, query.Words("state", CellMoves.States), query.Limit(), query.Cursor());
            query.Done();
            return Results.Json(await sender.Send(wanted, cancellation) ?? throw new RefusedException(Problems.NotFound()), Json.Options);
        })
        .Produces<Page<Line>>().Lists("state").WithSummary("Who answered what to a warning letter").Needs(Scopes.Report, Scopes.Read);
}
