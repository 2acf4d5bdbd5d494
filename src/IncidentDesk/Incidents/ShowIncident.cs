using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>One incident as it is now.</summary>
public static class ShowIncident
{
    public sealed record Query(IncidentRef Incident) : IRequest<Answer?>;

    public sealed record Answer(IncidentView Incident, long Version);

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, Answer?>
    {
        public async Task<Answer?> Handle(Query query, CancellationToken cancellation)
        {
            var answer = await database.ReadAsync(async reading =>
                await VisibleIncident.FindAsync(reading, query.Incident, caller) is { } found
                && await IncidentViews.FindAsync(reading, found.Id) is { } incident
                    ? new Answer(
                        incident.Incident with
                        {
                            Ladder = caller.IsDesk ? await LadderStanding.OfAsync(reading, found.Id) : null,
                            Deliveries = [.. incident.Incident.Deliveries.Select(one => one with { Recipient = one.Recipient.For(caller) })],
                        }, incident.Version)
                    : null, cancellation);
            if (answer is not null)
                book.Opened(caller, "incident", answer.Incident.Id);
            return answer;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents/{incident}", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var answer = IncidentRef.Parse(incident) is { } named ? await sender.Send(new Query(named), cancellation) : null;
            if (answer is null)
                throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, answer.Version) ? Results.Empty : Results.Json(answer.Incident, Json.Options);
        })
        .Produces<IncidentView>().WithSummary("One incident").Needs(Scopes.Report, Scopes.Read);
}
