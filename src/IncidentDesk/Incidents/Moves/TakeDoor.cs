using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;

namespace IncidentDesk.Incidents.Moves;

/// <summary>The button of the incident's page. Whoever comes second reads there who was first; nothing else happens.</summary>
public static class TakeDoor
{
    public static void Map(IEndpointRouteBuilder doors) => doors.MapPost(
        "/incidents/{incident}/take", async (string incident, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            if (http.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(http) && IncidentRef.Parse(incident) is not null)
                return TypedResults.LocalRedirect($"/incidents/{Uri.EscapeDataString(incident)}{(await TryAsync(incident, sender, http.RequestAborted) ? "?done=take" : "")}");
            return TypedResults.LocalRedirect($"/incidents/{Uri.EscapeDataString(incident)}");
        }).NeedsDesk(Scopes.Work).ExcludeFromDescription();

    private static async Task<bool> TryAsync(string incident, ISender sender, CancellationToken cancellation)
    {
        try
        {
            await sender.Send(new AcknowledgeIncident.Command(incident, new()), cancellation);
            return true;
        }
        catch (RefusedException refused) when (refused.Problem.Status == StatusCodes.Status409Conflict)
        {
            // Taken or ended a moment ago: the page shows by whom and when.
            return false;
        }
    }
}
