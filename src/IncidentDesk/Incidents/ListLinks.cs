using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>What belongs together and stays apart: one worm, twelve agencies. An agency reads of those that it may see anyway.</summary>
public static class ListLinks
{
    public sealed record Query(string Incident) : IRequest<IReadOnlyList<Item>>;

    public sealed record Item(Guid Id, string Number, string Title, string Agency, string Severity, string Status, string Reason, DateTimeOffset LinkedAt, string LinkedBy);

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var incident = await VisibleIncident.RequireAsync(reading, query.Incident, caller);
                book.Opened(caller, "incident", incident.Id);
                // The reason is a word among colleagues: it may name what stands in the other incident.
                var (reason, by) = caller.IsDesk ? ("links.reason", "links.made_by") : ("''", "''");
                return await reading.QueryAsync<Item>(
                    $"""
                    SELECT incidents.id, incidents.number, incidents.title, agencies.code AS agency, incidents.severity, incidents.status,
                        {reason} AS reason, links.made_at AS linked_at, {by} AS linked_by
                    FROM (SELECT other_id AS id, reason, made_at, made_by FROM incident_links WHERE incident_id = @incident
                        UNION ALL SELECT incident_id AS id, reason, made_at, made_by FROM incident_links WHERE other_id = @incident) links
                    JOIN incidents ON incidents.id = links.id JOIN agencies ON agencies.id = incidents.agency_id
                    WHERE {caller.MaySee("incidents")} ORDER BY incidents.id DESC LIMIT 200
                    """,
                    new { incident = incident.Id });
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents/{incident}/links", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return new Page<Item>(await sender.Send(new Query(incident), cancellation), null);
        })
        .WithSummary("Incidents that belong together with this one").Needs(Scopes.Report, Scopes.Read);
}
