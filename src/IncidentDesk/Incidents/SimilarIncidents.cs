using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>Incidents in which the same address, hash or weakness was named: only those that the caller may see, newest first.</summary>
public static class SimilarIncidents
{
    // What half of the province has named says nothing; nobody reads more than a page of them either.
    private const int Most = 50;

    public sealed record Query(string Incident) : IRequest<IReadOnlyList<Item>>;

    /// <param name="Shared">What both name, most telling first.</param>
    public sealed record Item(Guid Id, string Number, string Title, string Agency, string Severity, string Status, DateTimeOffset ReceivedAt, IReadOnlyList<SharedObservable> Shared);

    public sealed record SharedObservable(string Type, string Value);

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync<IReadOnlyList<Item>>(async reading =>
            {
                var incident = await VisibleIncident.RequireAsync(reading, query.Incident, caller);
                book.Opened(caller, "incident", incident.Id);
                var rows = await reading.QueryAsync<Row>(
                    $"""
                    SELECT incidents.id, incidents.number, incidents.title, agencies.code AS agency, incidents.severity, incidents.status,
                        incidents.received_at, theirs.type, theirs.value
                    FROM incident_observables mine
                    JOIN incident_observables theirs ON theirs.value = mine.value AND theirs.type = mine.type AND theirs.incident_id <> mine.incident_id
                    JOIN incidents ON incidents.id = theirs.incident_id
                    JOIN agencies ON agencies.id = incidents.agency_id
                    WHERE mine.incident_id = @incident AND {caller.MaySee("incidents")}
                    ORDER BY incidents.id DESC, theirs.type, theirs.value LIMIT {Most * 4}
                    """,
                    new { incident = incident.Id });
                return [.. rows.GroupBy(row => row.Id).Take(Most).Select(one => one.First().ToItem([.. one.Select(row => new SharedObservable(row.Type, row.Value))]))];
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents/{incident}/similar", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return new Page<Item>(await sender.Send(new Query(incident), cancellation), null);
        })
        .WithSummary("Incidents that name the same things").Needs(Scopes.Report, Scopes.Read);

    private sealed record Row(
        Guid Id, string Number, string Title, string Agency, string Severity, string Status, DateTimeOffset ReceivedAt, string Type, string Value)
    {
        public Item ToItem(IReadOnlyList<SharedObservable> shared) => new(Id, Number, Title, Agency, Severity, Status, ReceivedAt, shared);
    }
}
