using System.Globalization;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Drills;

/// <summary>The page of one drill with the forms of its acts, and its report to print. All of them work without script.</summary>
public static class DrillDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/drills/{drill:guid}", (Guid drill, HttpContext http, ISender sender, Caller caller) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return PageAsync(drill, http, sender, caller, [], null);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet("/drills/{drill:guid}/report", async (Guid drill, HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return new RazorComponentResult<DrillReportPage>(new { Id = drill, Letter = await sender.Send(new DrillReport.Query(drill), http.RequestAborted) });
        }).NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/drills/{drill:guid}/plan", (Guid drill, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery, DeskNames desk) =>
            ActAsync(
                drill, http, sender, caller, antiforgery, DrillLabels.Plan, form => sender.Send(new ChangeDrill.Command(drill, DrillsDoor.BodyOf(form, desk.Zone), Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/drills/{drill:guid}/approval", (Guid drill, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery) =>
            ActAsync(
                drill, http, sender, caller, antiforgery, DrillLabels.Act, form => sender.Send(new MoveDrill.Command(drill, DrillStates.Approved, null, Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Approve).ExcludeFromDescription();
        foreach (var (act, to) in new[] { ("start", DrillStates.Running), ("abort", DrillStates.Aborted), ("cancellation", DrillStates.Cancelled) })
            doors.MapPost($"/drills/{{drill:guid}}/{act}", (Guid drill, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery) =>
                ActAsync(
                    drill, http, sender, caller, antiforgery, DrillLabels.Act, form => sender.Send(new MoveDrill.Command(drill, to, Forms.Said(form, "reason"), Version(form)), http.RequestAborted)))
                .NeedsDesk(Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/drills/{drill:guid}/findings", (Guid drill, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery) =>
            ActAsync(drill, http, sender, caller, antiforgery, DrillLabels.Act, form => sender.Send(new EndDrill.Command(
                drill, new(Forms.Of(form, "summary"), [.. Lines(Forms.Of(form, "findings")).Select(FindingOf)]), Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    private static long Version(IFormCollection form) => Forms.Number(form, "version");

    private static IEnumerable<string> Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>"finding | action | responsible | 31/12/2026"; what is left out is left out.</summary>
    private static EndDrill.FindingBody FindingOf(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        string? Part(int n) => parts.Length > n && parts[n].Length > 0 ? parts[n] : null;
        var due = Part(3) is not { } text ? (DateOnly?)null
            : DateOnly.TryParseExact(text, ["d/M/yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new RefusedException(Problems.Validation(Faults.At("/findings", "bad-format", "31/12/2026")));
        return new(parts[0], Part(1), Part(2), due);
    }

    /// <summary>What is foreign is missing before anything of the form is looked at.</summary>
    private static async Task<IResult> ActAsync(
        Guid drill, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery, IReadOnlyDictionary<string, Text> labels, Func<IFormCollection, Task> act)
    {
        await sender.Send(new ShowDrill.Query(drill), http.RequestAborted);
        IFormCollection? said = null;
        var faults = await Forms.SendAsync(http, antiforgery, form => act(said = form), labels);
        return faults.Count == 0 ? TypedResults.LocalRedirect($"/drills/{drill:D}") : await PageAsync(drill, http, sender, caller, faults, said);
    }

    private static async Task<IResult> PageAsync(Guid drill, HttpContext http, ISender sender, Caller caller, IReadOnlyList<Text> faults, IFormCollection? said) =>
        new RazorComponentResult<DrillPage>(new
        {
            Drill = await sender.Send(new ShowDrill.Query(drill), http.RequestAborted), Faults = faults, Said = DrillForm.Typed.Of(said),
            People = caller.IsDesk ? await sender.Send(new ListDeskPeople.Query(), http.RequestAborted) : [],
        }) { StatusCode = Forms.StatusOf(faults) };
}
