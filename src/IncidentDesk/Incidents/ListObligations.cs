using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>What the law wants of one incident, by when and on what ground.</summary>
public static class ListObligations
{
    public sealed record Query(string Incident) : IRequest<Page<ObligationView>>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<ObligationView>>
    {
        // An incident has a handful of obligations: one page always holds them all.
        public Task<Page<ObligationView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var incident = await VisibleIncident.RequireAsync(reading, query.Incident, caller);
                return new Page<ObligationView>(await ObligationRows.OfAsync(reading, incident.Id), null);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents/{incident}/obligations", (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(incident), cancellation);
        })
        .WithSummary("What the law wants, by when, on what ground").Needs(Scopes.Report, Scopes.Read);
}
