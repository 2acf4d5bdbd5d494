using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>The files of an incident, oldest first.</summary>
public static class ListEvidence
{
    public sealed record Query(string Incident, int Limit, string? Cursor) : IRequest<Page<EvidenceView>>;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, Page<EvidenceView>>
    {
        public Task<Page<EvidenceView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var incident = await VisibleIncident.RequireAsync(reading, query.Incident, caller);
                book.Opened(caller, "incident", incident.Id);
                var place = new ListPlace("evidence", incident.Id.ToString("D"), "oldest", caller.Id.ToString("D"));
                var after = place.Read(query.Cursor)?.Text(0) ?? "";
                var rows = await reading.QueryAsync<EvidenceRow>(
                    $"""
                    {EvidenceRow.Select}
                    WHERE evidence.incident_id = @incident AND evidence.id > @after AND {EvidenceRow.VisibleTo(caller)} ORDER BY evidence.id LIMIT @limit
                    """,
                    new { incident = incident.Id, after, limit = query.Limit + 1L });
                return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => row.ToView());
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents/{incident}/evidence", (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(incident, query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<EvidenceView>>().Lists().WithSummary("The files of an incident").Needs(Scopes.Report, Scopes.Read);
}
