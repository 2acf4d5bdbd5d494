using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>What the law wants of one incident, by when and on what ground.</summary>
public static class ListObligations
{
    public sealed record Query(string Incident, int Limit, string? Cursor) : IRequest<Page<ObligationView>>;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, Page<ObligationView>>
    {
        public Task<Page<ObligationView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var incident = await VisibleIncident.RequireAsync(reading, query.Incident, caller);
                book.Opened(caller, "incident", incident.Id);
                var place = new ListPlace("incident-obligations", incident.Id.ToString("D"), "oldest", caller.Id.ToString("D"));
                var after = place.Read(query.Cursor)?.Text(0) ?? "";
                // An incident has a handful of obligations: reading them all is one page's work.
                var rows = (await ObligationRows.OfAsync(reading, incident.Id))
                    .Where(row => string.CompareOrdinal(row.Id.ToString("D"), after) > 0).Take(query.Limit + 1).ToList();
                return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => row);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents/{incident}/obligations", (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(incident, query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Lists().WithSummary("What the law wants, by when, on what ground").Needs(Scopes.Report, Scopes.Read);
}
