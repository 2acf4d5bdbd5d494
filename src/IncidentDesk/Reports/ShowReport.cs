using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports;

/// <summary>A report with what was said verbatim.</summary>
public static class ShowReport
{
    public sealed record Query(Guid Id) : IRequest<Answer?>;

    /// <param name="Verbatim">The body as it came, to the letter; null for who audits, who sees its sum and no contact.</param>
    /// <param name="VerbatimHash">SHA-256 of its UTF-8 bytes, lower-case hex.</param>
    public sealed record Answer(
        Guid Id, Guid IncidentId, string Incident, string Agency, string Kind, string? Source, string? SourceRef, string ReportedVia,
        DateTimeOffset ReceivedAt, string? Verbatim, string VerbatimHash, RawJson Facts);

    internal const string Select =
        """
        SELECT reports.id, reports.incident_id, incidents.number, agencies.code AS agency, reports.kind, reports.source,
            reports.source_ref, reports.reported_via, reports.received_at, reports.verbatim, reports.verbatim_hash, reports.facts
        FROM reports
        JOIN incidents ON incidents.id = reports.incident_id
        JOIN agencies ON agencies.id = reports.agency_id
        """;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, Answer?>
    {
        public async Task<Answer?> Handle(Query query, CancellationToken cancellation)
        {
            var answer = await database.ReadAsync(async reading =>
                (await reading.SingleAsync<Row>(
                    $"{Select} WHERE reports.id = @id AND {caller.MaySee("reports")}", new { id = query.Id }))?.ToAnswer(caller), cancellation);
            if (answer is not null)
                book.Opened(caller, "report", answer.Id);
            return answer;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/reports/{id}", async (string id, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = Guid.TryParseExact(id, "D", out var report) ? await sender.Send(new Query(report), cancellation) : null;
            if (found is null)
                throw new RefusedException(Problems.NotFound());
            // What was said is never changed: a report has one version for ever.
            return ETags.NotModified(http, 1) ? Results.Empty : Results.Json(found, Json.Options);
        })
        .Produces<Answer>().WithSummary("One report, with what was said verbatim").Needs(Scopes.Report, Scopes.Read);

    internal sealed record Row(
        Guid Id, Guid IncidentId, string Number, string Agency, string Kind, string Source, string? SourceRef, string ReportedVia,
        DateTimeOffset ReceivedAt, string Verbatim, string VerbatimHash, string Facts)
    {
        public Answer ToAnswer(Caller caller) => new(
            Id, IncidentId, Number, Agency, Kind, Source.Length == 0 ? null : Source, SourceRef, ReportedVia, ReceivedAt,
            caller.SeesContacts ? Verbatim : null, VerbatimHash,
            new RawJson(caller.SeesContacts ? Facts : ReportFacts.FromJson(Facts).WithoutPersons().ToJson()));
    }
}
