using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;

namespace IncidentDesk.Incidents.Moves;

/// <summary>The small forms of the incident's page: a task, a link.</summary>
public static class CaseDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/incidents/{incident}/tasks", (string incident, HttpContext http, ISender sender, IAntiforgery antiforgery) => DoAsync(
            http, antiforgery, _ => $"/incidents/{Uri.EscapeDataString(incident)}?done=task#tasks", $"/incidents/{Uri.EscapeDataString(incident)}#tasks",
            form => sender.Send((object)new AddTasks.Command(incident, new(Field(form, "text"), Field(form, "checklist"))), http.RequestAborted)))
            .NeedsDesk(Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/tasks/{task:guid}", (Guid task, HttpContext http, ISender sender, IAntiforgery antiforgery) => DoAsync(
            http, antiforgery, answer => answer is FinishTask.Answer done ? $"/incidents/{done.Incident}?done=task#tasks" : "/board", "/board",
            form => sender.Send((object)new FinishTask.Command(task, new(Field(form, "done") == "yes")), http.RequestAborted)))
            .NeedsDesk(Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/incidents/{incident}/unlink", (string incident, HttpContext http, ISender sender, IAntiforgery antiforgery) => DoAsync(
            http, antiforgery, _ => $"/incidents/{Uri.EscapeDataString(incident)}#together", $"/incidents/{Uri.EscapeDataString(incident)}#together",
            form => sender.Send((object)new LinkIncidents.Command(incident, Field(form, "other") ?? "", null), http.RequestAborted)))
            .NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    private static async Task<IResult> DoAsync(HttpContext http, IAntiforgery antiforgery, Func<object?, string> done, string refused, Func<IFormCollection, Task<object?>> act)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return TypedResults.LocalRedirect(refused);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        try
        {
            return TypedResults.LocalRedirect(done(await act(form)));
        }
        catch (RefusedException fault) when (fault.Problem.Status is StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict)
        {
            // The page shows how things stand: that it ended, or that nothing was written.
            return TypedResults.LocalRedirect(refused);
        }
    }

    private static string? Field(IFormCollection form, string name) => form[name].ToString() is { Length: > 0 } text && WireText.TryClean(text, out var clean) ? clean : null;
}
