using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Incidents.Moves;

/// <summary>
/// Each act has a page of its own that works without script. What was refused comes back in it with the words kept; where somebody else
/// was faster it says who, when and what, and asks again.
/// </summary>
public static class ActDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/incidents/{incident}/do/{act}", async (string incident, string act, HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var with = query.Text("with");
            query.Done();
            return await PageAsync(incident, act, sender, new() { ["into"] = with ?? "", ["other"] = with ?? "" }, null, null, http.RequestAborted);
        }).NeedsDesk(Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/incidents/{incident}/do/{act}", DoAsync).NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    private static async Task<IResult> DoAsync(string incident, string act, HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http) || ActForm.Find(act) is not { } form)
            return await PageAsync(incident, act, sender, [], Problems.Forbidden(), null, http.RequestAborted);
        var input = ActInput.Of(incident, await http.Request.ReadFormAsync(http.RequestAborted), desk.Zone);
        try
        {
            if (input.Forbidden() is { } fault)
                throw new RefusedException(Problems.Validation(fault));
            var answer = await sender.Send(form.Command(input), http.RequestAborted);
            var done = answer is EndIncident.Outcome.Asked ? "asked" : act;
            return TypedResults.LocalRedirect($"/incidents/{Uri.EscapeDataString(incident)}?done={done}");
        }
        catch (RefusedException refused) when (refused.Problem.Word != "not-found")
        {
            return await PageAsync(incident, act, sender, new(input.Fields), refused.Problem, input, http.RequestAborted);
        }
    }

    private static async Task<IResult> PageAsync(
        string incident, string act, ISender sender, Dictionary<string, string> said, Problem? refused, ActInput? input, CancellationToken cancellation)
    {
        var found = IncidentRef.Parse(incident) is { } named ? await sender.Send(new ShowIncident.Query(named), cancellation) : null;
        if (found is null || ActForm.Find(act) is not { } form)
            return ErrorPages.Of(StatusCodes.Status404NotFound, Texts.IncidentMissing, Texts.IncidentMissingNext);
        var since = refused?.Word == "stale" && input is not null
            ? await sender.Send(new ChangesSince.Query(found.Incident.Number, input.SeenAt), cancellation) : [];
        return new RazorComponentResult<ActPage>(new { Form = form, Incident = found.Incident, found.Version, Said = said, Refused = refused, Since = since })
        {
            StatusCode = refused?.Status ?? StatusCodes.Status200OK,
        };
    }
}
