using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports;

/// <summary>A report with what was said verbatim; found by id, or by its natural key.</summary>
public static class ShowReport
{
    /// <summary>By <paramref name="Id"/>, or where that is null by <paramref name="Source"/> and <paramref name="SourceRef"/>.</summary>
    public sealed record Query(Guid? Id, string? Source = null, string? SourceRef = null) : IRequest<IReadOnlyList<Answer>>;

    /// <param name="Verbatim">The body as it came, to the letter.</param>
    /// <param name="VerbatimHash">SHA-256 of its UTF-8 bytes, lower-case hex.</param>
    public sealed record Answer(
        Guid Id, Guid IncidentId, string Incident, string Agency, string Kind, string? Source, string? SourceRef, string ReportedVia,
        DateTimeOffset ReceivedAt, string Verbatim, string VerbatimHash, RawJson Facts);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<Answer>>
    {
        public Task<IReadOnlyList<Answer>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync<IReadOnlyList<Answer>>(async reading =>
            {
                var which = query.Id is null
                    ? "reports.source = @source AND reports.source_ref = @sourceRef"
                    : "reports.id = @id";
                var rows = await reading.QueryAsync<Row>(
                    $"""
                    SELECT reports.id, reports.incident_id, incidents.number, agencies.code AS agency, reports.kind, reports.source,
                        reports.source_ref, reports.reported_via, reports.received_at, reports.verbatim, reports.verbatim_hash, reports.facts
                    FROM reports
                    JOIN incidents ON incidents.id = reports.incident_id
                    JOIN agencies ON agencies.id = reports.agency_id
                    WHERE {which} AND {caller.MaySee("reports")} ORDER BY reports.id LIMIT 200
                    """,
                    new { id = query.Id ?? Guid.Empty, source = query.Source ?? "", sourceRef = query.SourceRef ?? "" });
                return [.. rows.Select(row => row.ToAnswer())];
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/reports/{id}", async (string id, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = Guid.TryParseExact(id, "D", out var report) ? await sender.Send(new Query(report), cancellation) : [];
            return found is [var only] ? only : throw new RefusedException(Problems.NotFound());
        })
        .WithSummary("One report, with what was said verbatim").Needs(Scopes.Report, Scopes.Read);

        doors.MapGet("/reports", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(null, query.Text("source"), query.Text("sourceRef"));
            foreach (var missing in new[] { ("source", wanted.Source), ("sourceRef", wanted.SourceRef) })
                if (missing.Item2 is null)
                    query.Refuse(Faults.At($"?{missing.Item1}", "required"));
            query.Done();
            return new Page<Answer>(await sender.Send(wanted, cancellation), null);
        })
        .WithSummary("Look a report up by its natural key").Needs(Scopes.Report, Scopes.Read);
    }

    private sealed record Row(
        Guid Id, Guid IncidentId, string Number, string Agency, string Kind, string Source, string? SourceRef, string ReportedVia,
        DateTimeOffset ReceivedAt, string Verbatim, string VerbatimHash, string Facts)
    {
        public Answer ToAnswer() => new(
            Id, IncidentId, Number, Agency, Kind, Source.Length == 0 ? null : Source, SourceRef, ReportedVia, ReceivedAt, Verbatim,
            VerbatimHash, new RawJson(Facts));
    }
}
