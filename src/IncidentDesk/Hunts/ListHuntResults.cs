using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>Who was asked and how far they are, by code; and all that one of them said.</summary>
public static class ListHuntResults
{
    /// <param name="Waiting">Only those of whom something is still wanted.</param>
    public sealed record Query(Guid Hunt, bool Waiting, int Limit, string? Cursor) : IRequest<Page<HuntAgencyLine>?>;

    public sealed record One(Guid Hunt, string Agency) : IRequest<HuntResultsView?>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<HuntAgencyLine>?>, IRequestHandler<One, HuntResultsView?>
    {
        public Task<Page<HuntAgencyLine>?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync<Page<HuntAgencyLine>?>(async reading =>
            {
                if (await HuntRows.FindAsync(reading, query.Hunt, caller) is null)
                    return null;
                var place = new ListPlace("hunt-results", $"{query.Hunt:D}|{query.Waiting}", "code", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await reading.QueryAsync<HuntAgencyLine>(
                    $"""
                    SELECT agencies.code AS agency, agencies.name, agencies.name_en, {Count("waiting")} AS waiting, {Count("nothing-found")} AS nothing_found,
                        {Count("found")} AS found, max(hunt_cells.said_at) AS said_at, hunt_agencies.version
                    FROM hunt_agencies JOIN agencies ON agencies.id = hunt_agencies.agency_id
                    JOIN hunt_cells ON hunt_cells.hunt_id = hunt_agencies.hunt_id AND hunt_cells.agency_id = hunt_agencies.agency_id
                    WHERE hunt_agencies.hunt_id = @hunt AND {caller.MaySee("hunt_agencies")} AND agencies.code > @code
                    GROUP BY agencies.code, agencies.name, agencies.name_en, hunt_agencies.version
                    {(query.Waiting ? $"HAVING {Count("waiting")} > 0" : "")}
                    ORDER BY agencies.code LIMIT @limit
                    """,
                    new { hunt = query.Hunt, code = position?.Text(0) ?? "", limit = query.Limit + 1L });
                return place.Page(rows, query.Limit, row => [row.Agency], row => row);
            }, cancellation);

        public Task<HuntResultsView?> Handle(One query, CancellationToken cancellation) =>
            database.ReadAsync(reading => HuntReading.ResultsAsync(reading, query.Hunt, query.Agency, caller), cancellation);

        private static string Count(string outcome) => $"CAST(sum(CASE WHEN hunt_cells.outcome = '{outcome}' THEN 1 ELSE 0 END) AS BIGINT)";
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/hunts/{hunt:guid}/results", async (Guid hunt, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(hunt, query.Flag("waiting") ?? false, query.Limit(), query.Cursor());
            query.Done();
            return Results.Json(await sender.Send(wanted, cancellation) ?? throw new RefusedException(Problems.NotFound()), Json.Options);
        }).Produces<Page<HuntAgencyLine>>().Lists("waiting").WithSummary("Who was asked to hunt, and how far they are").Needs(Scopes.Report, Scopes.Read);
        doors.MapGet("/hunts/{hunt:guid}/results/{agency}", async (Guid hunt, string agency, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new One(hunt, agency), cancellation) ?? throw new RefusedException(Problems.NotFound());
            ETags.Write(http.Response, found.Version);
            return Results.Json(found, Json.Options);
        }).Produces<HuntResultsView>().WithSummary("What one agency said of a threat hunt").Needs(Scopes.Report, Scopes.Read);
    }
}
