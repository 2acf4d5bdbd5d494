using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Delivery.Calls;

/// <summary>The page of calls to make, and its forms. Opening or leaving it claims nothing: only a recorded outcome says that a call was made.</summary>
public static class CallsDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/calls", (HttpContext http) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            var after = query.Text("after");
            query.Done();
            return Page(null, null, Guid.TryParse(after, out var last) ? last : null);
        }).NeedsDesk(Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/calls/{delivery:guid}/hold", async (Guid delivery, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            await ActAsync(http, antiforgery, _ => sender.Send(new HoldCall.Command(delivery, LaysBack: false), http.RequestAborted), delivery))
            .NeedsDesk(Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/calls/{delivery:guid}", async (Guid delivery, HttpContext http, ISender sender, IAntiforgery antiforgery, TimeProvider clock) =>
            await ActAsync(http, antiforgery, form => Body(form, clock) is { } body
                ? sender.Send(new RecordCall.Command(delivery, body), http.RequestAborted)
                : Task.FromResult<TaskOutcome?>(null)!, delivery))
            .NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    private static async Task<IResult> ActAsync(HttpContext http, IAntiforgery antiforgery, Func<IFormCollection, Task<TaskOutcome>> act, Guid delivery)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return Page(delivery, Texts.CallMissing);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        try
        {
            return await act(form) switch
            {
                TaskOutcome.Done => TypedResults.LocalRedirect("/calls"),
                null => Page(delivery, Texts.CallMissing, said: form),
                _ => Page(delivery, Texts.CallGone, said: form),
            };
        }
        catch (RefusedException refused) when (refused.Problem.Errors is [var fault, ..])
        {
            return Page(delivery, new(fault.MessageVi, fault.Message), said: form);
        }
    }

    // Null where something is missing: the page says so and nothing is recorded.
    private static RecordCall.CallBody? Body(IFormCollection form, TimeProvider clock)
    {
        string outcome = form["outcome"].ToString(), with = form["spokeWith"].ToString().Trim(), note = form["note"].ToString().Trim();
        return CallOutcomes.All.Contains(outcome) && note.Length is > 0 and <= 2000 && with.Length <= 200 && !(with + note).Contains('\0')
            ? new(outcome, with.Length == 0 ? null : with, clock.GetUtcNow(), note)
            : null;
    }

    // Whoever has just put the receiver down does not write it a second time.
    private static RazorComponentResult<CallsPage> Page(Guid? at, Text? fault, Guid? after = null, IFormCollection? said = null) =>
        new(new { At = at, Fault = fault, After = after, Said = said }) { StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
}
