using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Duty.Handovers;

/// <summary>The page of one handover, as a list of tasks: each thing is ticked by itself, nothing is ticked beforehand.</summary>
public static class HandoverDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/duty/handovers/{handover:guid}", (Guid handover, HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            query.Done();
            return PageAsync(handover, http, sender, []);
        }).NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/duty/handovers/{handover:guid}/acceptance", async (Guid handover, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var faults = await Forms.SendAsync(http, antiforgery, async form =>
            {
                foreach (var item in form["item"].Select(one => Guid.TryParse(one, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Take(1000))
                    await sender.Send(new AcceptItem.Command(handover, item), http.RequestAborted);
            });
            return faults.Count == 0 ? TypedResults.LocalRedirect($"/duty/handovers/{handover:D}") : await PageAsync(handover, http, sender, faults);
        }).NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    private static async Task<IResult> PageAsync(Guid handover, HttpContext http, ISender sender, IReadOnlyList<Text> faults) =>
        new RazorComponentResult<HandoverPage>(new
        {
            One = await sender.Send(new ListHandovers.OneQuery(handover), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound()), Faults = faults,
        }) { StatusCode = Forms.StatusOf(faults) };
}
