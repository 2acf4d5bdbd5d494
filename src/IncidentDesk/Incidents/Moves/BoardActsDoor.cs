using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Several incidents taken or given at once. Each has an answer of its own, with its own reason: never "2 of 3".</summary>
public static class BoardActsDoor
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/board/take", (HttpContext http, ISender sender, IAntiforgery antiforgery) => EachAsync(
            http, antiforgery, Texts.LineTaken, (_, number, _) => sender.Send((object)new AcknowledgeIncident.Command(number, new()), http.RequestAborted)))
            .NeedsDesk(Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/board/assign", (HttpContext http, ISender sender, IAntiforgery antiforgery) => EachAsync(
            http, antiforgery, Texts.LineGiven, (form, number, version) => Guid.TryParse(form["person"], out var person)
                ? sender.Send((object)new AssignIncident.Command(number, new(person), version), http.RequestAborted)
                : throw new RefusedException(Problems.Validation(Faults.At("/person", "required")))))
            .NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    private static async Task<IResult> EachAsync(HttpContext http, IAntiforgery antiforgery, Text done, Func<IFormCollection, string, long, Task<object?>> act)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            throw new RefusedException(Problems.Forbidden());
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var lines = new List<OutcomePage.Line>();
        foreach (var (number, version) in form["incident"].Where(one => !string.IsNullOrEmpty(one)).Take(Most).Select(one => Named(one!)))
            try
            {
                var answer = await act(form, number, version) as Casework.Answer;
                lines.Add(new(number, answer?.Incident.Title ?? "", true, done, []));
            }
            catch (RefusedException refused)
            {
                lines.Add(LineOf(number, refused.Problem));
            }
        return new RazorComponentResult<OutcomePage>(new { Lines = lines });
    }

    // A row is named with the version that was on the board when it was ticked.
    private static (string Number, long Version) Named(string value) => value.Split('|') is [var number, var version]
        && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? (number, seen) : (value, 0);

    private static OutcomePage.Line LineOf(string number, Problem problem) => problem.Code == "already-acknowledged"
        && problem.More.GetValueOrDefault("by") is string by && problem.More.GetValueOrDefault("at") is DateTimeOffset at
        ? new(number, "", false, Texts.LineAlreadyTaken, [by, at])
        : problem.Word == "stale" ? new(number, "", false, Texts.LineStale, [])
        : problem.Errors is [var fault, ..] ? new(number, "", false, new(fault.MessageVi, fault.Message), [])
        : new(number, "", false, new(problem.DetailVi, problem.Detail), []);
}
