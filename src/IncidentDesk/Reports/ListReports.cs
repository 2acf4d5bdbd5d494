using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports;

/// <summary>The reports of a natural key, oldest first: one at most of each agency that the caller may see.</summary>
public static class ListReports
{
    public sealed record Query(string? Source, string? SourceRef, string Filters, int Limit, string? Cursor) : IRequest<Page<ShowReport.Answer>>;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, Page<ShowReport.Answer>>
    {
        public async Task<Page<ShowReport.Answer>> Handle(Query query, CancellationToken cancellation)
        {
            var page = await ReadAsync(query, cancellation);
            // Each is handed out with what was said verbatim, as if it were opened by its own address.
            foreach (var report in page.Items)
                book.Opened(caller, "report", report.Id);
            return page;
        }

        private Task<Page<ShowReport.Answer>> ReadAsync(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("reports", query.Filters, "oldest", caller.Id.ToString("D"));
                var after = place.Read(query.Cursor)?.Text(0) ?? "";
                var rows = await reading.QueryAsync<ShowReport.Row>(
                    $"""
                    {ShowReport.Select}
                    WHERE reports.source = @source AND reports.source_ref = @sourceRef AND reports.id > @after AND {caller.MaySee("reports")}
                    ORDER BY reports.id LIMIT @limit
                    """,
                    new { source = query.Source ?? "", sourceRef = query.SourceRef ?? "", after, limit = query.Limit + 1L });
                return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => row.ToAnswer(caller));
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/reports", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Text("source"), query.Text("sourceRef"), "", query.Limit(), query.Cursor());
            if (wanted.Source is null)
                query.Refuse(Faults.At("?source", "required"));
            if (wanted.SourceRef is null)
                query.Refuse(Faults.At("?sourceRef", "required"));
            query.Done();
            return sender.Send(wanted with { Filters = query.Filters }, cancellation);
        })
        .Produces<Page<ShowReport.Answer>>().Lists("source", "sourceRef").WithSummary("Look a report up by its natural key").Needs(Scopes.Report, Scopes.Read);
}
