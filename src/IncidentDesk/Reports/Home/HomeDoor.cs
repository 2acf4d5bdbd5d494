using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reports.Form;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Reports.Home;

/// <summary>What people of an agency see first: their own deadlines, incidents and systems, and the button that reports. The desk has its board.</summary>
public static class HomeDoor
{
    private const int Most = 10;

    public static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/home", async Task<IResult> (HttpContext http, Caller caller, ISender sender) =>
    {
        var query = Pipeline.QueryString.Of(http.Request);
        query.Text("refresh");
        query.Done();
        if (caller.IsDesk)
            return TypedResults.LocalRedirect("/board");
        var running = new IncidentFilter { Status = BoardDoor.Running };
        return new RazorComponentResult<HomePage>(new
        {
            Own = await sender.Send(new ShowReporter.Query(), http.RequestAborted),
            Dues = (await sender.Send(new ListDue.Query(["open"], [], null, Most, null), http.RequestAborted)).Items,
            Letters = await sender.Send(new ShowLetters.Query(), http.RequestAborted),
            Incidents = (await sender.Send(new ListIncidents.Query(running, "due", Most, null), http.RequestAborted)).Items,
            Drafts = await sender.Send(new ShowDrafts.Query(null), http.RequestAborted),
        });
    }).Needs(Scopes.Report).ExcludeFromDescription();
}
