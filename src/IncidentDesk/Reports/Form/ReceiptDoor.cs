using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Reports.Form;

/// <summary>A receipt to keep or to print: what was filed, under which number, with the sum of its words, and what is due.</summary>
public static class ReceiptDoor
{
    public static void Map(IEndpointRouteBuilder doors) => doors.MapGet(
        "/incidents/{incident}/receipt",
        async Task<IResult> (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            if (IncidentRef.Parse(incident) is not { } named || await sender.Send(new ShowIncident.Query(named), cancellation) is not { } found
                || await sender.Send(new ShowReport.Query(found.Incident.ReportId), cancellation) is not { } report)
                return ErrorPages.Of(StatusCodes.Status404NotFound, Texts.IncidentMissing, Texts.IncidentMissingNext);
            return new RazorComponentResult<ReceiptPage>(new { found.Incident, Report = report });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
}
