using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Incidents;

/// <summary>One incident's page. What one may not see and what never was give the same answer.</summary>
public static class IncidentDoor
{
    public static void Map(IEndpointRouteBuilder doors) => doors.MapGet(
        "/incidents/{incident}",
        async Task<IResult> (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            query.Text("exact");
            query.Done();
            var answer = IncidentRef.Parse(incident) is { } named ? await sender.Send(new ShowIncident.Query(named), cancellation) : null;
            if (answer is null)
                return ErrorPages.Of(StatusCodes.Status404NotFound, Texts.IncidentMissing, Texts.IncidentMissingNext);
            return new RazorComponentResult<IncidentPage>(new { Incident = answer.Incident });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
}
