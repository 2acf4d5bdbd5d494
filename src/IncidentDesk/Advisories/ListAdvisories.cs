using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>The warning letters, newest first.</summary>
public static class ListAdvisories
{
    /// <param name="Left">Only those of which something is left to do.</param>
    public sealed record Query(string? Cve, string? Number, bool Left, int Limit, string? Cursor) : IRequest<Page<AdvisorySummary>>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<AdvisorySummary>>
    {
        public Task<Page<AdvisorySummary>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("advisories", $"{query.Cve}|{query.Number}|{query.Left}", "newest", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await reading.QueryAsync<AdvisoryRow>(
                    $"""
                    SELECT {AdvisoryRows.Columns} FROM advisories
                    WHERE {AdvisoryRows.MaySee(caller)} AND {(position is null ? "1 = 1" : "(advisories.issued_on, advisories.id) < (@day, @id)")}
                      AND {(query.Cve is null ? "1 = 1" : "EXISTS (SELECT 1 FROM advisory_cves WHERE advisory_cves.advisory_id = advisories.id AND cve = @cve)")}
                      AND {(query.Number is null ? "1 = 1" : "advisories.number = @number")}
                      AND {(!query.Left ? "1 = 1" : $"EXISTS (SELECT 1 FROM advisory_cells WHERE advisory_cells.advisory_id = advisories.id AND advisory_cells.system_key = '' AND advisory_cells.state IN @left AND {caller.MaySee("advisory_cells")})")}
                    ORDER BY advisories.issued_on DESC, advisories.id DESC LIMIT @limit
                    """,
                    Parameters(query, position));
                var counts = await AdvisoryReading.CountsAsync(reading, [.. rows.Select(row => row.Id)], caller);
                return place.Page(rows, query.Limit, row => [row.IssuedOn, row.Id.ToString("D")], row => new AdvisorySummary(
                    row.Id, row.Number, row.IssuedOn, row.Issuer, row.Subject, row.Severity, row.Tlp, row.DueAt, row.SentAt, row.PatchedOn,
                    counts.GetValueOrDefault(row.Id) ?? new Dictionary<string, long>(), row.Version));
            }, cancellation);

        private Dictionary<string, object?> Parameters(Query query, Cursor? position)
        {
            var parameters = new Dictionary<string, object?>
            {
                ["now"] = clock.GetUtcNow(), ["day"] = position?.Text(0) ?? "", ["id"] = position?.Text(1) ?? "",
                ["cve"] = LetterText.CveOf(query.Cve ?? "") ?? "", ["number"] = AdvisoryRows.NumberOf(query.Number ?? ""), ["limit"] = query.Limit + 1L,
            };
            if (query.Left)
                parameters["left"] = CellMoves.States.Where(CellMoves.IsLeft).ToArray();
            return parameters;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/advisories", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Text("cve", 40), query.Text("number", 60), query.Flag("left") ?? false, query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<AdvisorySummary>>().Lists("cve", "number", "left").WithSummary("Warning letters, newest first").Needs(Scopes.Report, Scopes.Read);
}
