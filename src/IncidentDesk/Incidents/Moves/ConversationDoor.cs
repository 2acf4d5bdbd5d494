using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Incidents.Moves;

/// <summary>The form of the conversation on the incident's page: what is said there is for the other side to read, whoever says it.</summary>
public static class ConversationDoor
{
    public static void Map(IEndpointRouteBuilder doors) => doors.MapPost(
        "/incidents/{incident}/comments", async Task<IResult> (string incident, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var found = IncidentRef.Parse(incident) is { } named ? await sender.Send(new ShowIncident.Query(named), http.RequestAborted) : null;
            if (found is null)
                return ErrorPages.Of(StatusCodes.Status404NotFound, Texts.IncidentMissing, Texts.IncidentMissingNext);
            var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
            var text = form["text"].ToString().ReplaceLineEndings("\n");
            if (!await antiforgery.IsRequestValidAsync(http))
                return Refused(found.Incident, Problems.Validation(Faults.Saying("/text", "malformed", Texts.FormStale.En, Texts.FormStale.Vi)), text);
            try
            {
                if (!WireText.TryClean(text, out var clean))
                    throw new RefusedException(Problems.Validation(Faults.At("/text", "forbidden-character")));
                await sender.Send(new AddComment.Command(incident, new(clean, "agency")), http.RequestAborted);
                return TypedResults.LocalRedirect($"/incidents/{Uri.EscapeDataString(found.Incident.Number)}#conversation");
            }
            catch (RefusedException refused) when (refused.Problem.Status is StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict)
            {
                return Refused(found.Incident, refused.Problem, text);
            }
        }).Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();

    private static RazorComponentResult<IncidentPage> Refused(IncidentView incident, Problem problem, string text) =>
        new(new { Incident = incident, RefusedComment = problem, CommentText = text }) { StatusCode = problem.Status };
}
