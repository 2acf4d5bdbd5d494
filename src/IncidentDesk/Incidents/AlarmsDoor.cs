using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Incidents;

/// <summary>The page of alarms: what needs a person, and the form by which one takes it.</summary>
public static class AlarmsDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/alarms", (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            var (all, cursor) = (query.Word("state", "all") is not null, query.Cursor());
            query.Done();
            return PageAsync(http, sender, [], all, cursor);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/alarms/{alarm:guid}/acknowledgement", async (Guid alarm, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var faults = await Forms.SendAsync(http, antiforgery, async form =>
                Refuse(await sender.Send(new AcknowledgeAlarm.Command(alarm, Forms.Said(form, "note")), http.RequestAborted)));
            return faults.Count == 0 ? TypedResults.LocalRedirect("/alarms") : await PageAsync(http, sender, faults, false, null);
        }).NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    private static void Refuse(AcknowledgeAlarm.Outcome outcome)
    {
        if (outcome is not AcknowledgeAlarm.Outcome.Taken)
            throw new RefusedException(outcome switch
            {
                AcknowledgeAlarm.Outcome.NeedsAPerson => Problems.Forbidden("needs-a-person"),
                AcknowledgeAlarm.Outcome.TakenBefore before => Problems.Conflict("already-acknowledged", before.By, before.At),
                AcknowledgeAlarm.Outcome.Ended => Problems.Conflict("not-in-this-status"),
                _ => Problems.NotFound(),
            });
    }

    private static async Task<IResult> PageAsync(HttpContext http, ISender sender, IReadOnlyList<Text> faults, bool all, string? cursor) =>
        new RazorComponentResult<AlarmsPage>(new
        {
            Found = await sender.Send(new ListAlarms.Query([], all ? null : true, all ? "all" : "", 50, cursor), http.RequestAborted), All = all, Faults = faults,
        }) { StatusCode = Forms.StatusOf(faults) };
}
