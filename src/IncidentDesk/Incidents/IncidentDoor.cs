using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Incidents;

/// <summary>One incident's page, and the same for paper. What one may not see and what never was give the same answer.</summary>
public static class IncidentDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/incidents/{incident}", async (string incident, HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            query.Text("exact");
            query.Text("sent");
            var (done, show) = (query.Text("done"), query.Word("show", [.. StoryLine.Parts.Select(part => part.Word)]));
            query.Done();
            return await PageAsync(incident, sender, found => new RazorComponentResult<IncidentPage>(new { Incident = found, Done = done, Show = show }), http.RequestAborted);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet("/incidents/{incident}/print", async (string incident, HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return await PageAsync(incident, sender, found => new RazorComponentResult<PrintPage>(new { Incident = found }), http.RequestAborted);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
    }

    private static async Task<IResult> PageAsync(string incident, ISender sender, Func<IncidentView, IResult> page, CancellationToken cancellation)
    {
        var answer = IncidentRef.Parse(incident) is { } named ? await sender.Send(new ShowIncident.Query(named), cancellation) : null;
        if (answer is null)
            return ErrorPages.Of(StatusCodes.Status404NotFound, Texts.IncidentMissing, Texts.IncidentMissingNext);
        await MarkReadAsync(answer.Incident.Id, sender, cancellation);
        return page(answer.Incident);
    }

    // A desk that can only be read shows its pages all the same.
    private static async Task MarkReadAsync(Guid incident, ISender sender, CancellationToken cancellation)
    {
        try
        {
            await sender.Send(new MarkRead.Command(incident), cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The chip counts it once more, and nothing else is lost.
        }
    }
}
