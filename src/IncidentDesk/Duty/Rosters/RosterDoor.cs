using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Duty.Rosters;

/// <summary>The page of one roster: its faults first, then its lines with stand-ins and swaps, then what fills it. All of it works without script.</summary>
public static class RosterDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/duty/rosters/{roster:guid}", (Guid roster, HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return PageAsync(roster, http, sender, []);
        }).Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        Act(doors, "shifts", (sender, roster, form, zone, stop) => sender.Send(new FillRoster.Command(roster, new(
            Person(form, "person"), Forms.Of(form, "post"), DutyPages.At(form, "from", zone), DutyPages.At(form, "to", zone))), stop));
        Act(doors, "pattern", (sender, roster, form, _, stop) => sender.Send(new FillRoster.PatternCommand(roster, new(
            Forms.Of(form, "post"), [.. form["people"].Select(one => Guid.TryParse(one, out var person) ? person : (Guid?)null).OfType<Guid>()],
            Forms.Of(form, "changes").Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))), stop));
        Act(doors, "publication", (sender, roster, form, _, stop) => sender.Send(new PublishRoster.Command(roster, Forms.Said(form, "takes") is not null, Forms.Number(form, "version")), stop));
        Act(doors, "stand-in", (sender, roster, form, zone, stop) => sender.Send(new ReplaceShift.Command(
            roster, Shift(form), new(Person(form, "person"), Forms.Instant(form, "from", zone), Forms.Instant(form, "to", zone)), Forms.Number(form, "version")), stop));
        Act(doors, "line-removal", (sender, roster, form, _, stop) => sender.Send(new ReplaceShift.Command(roster, Shift(form), null, Forms.Number(form, "version")), stop));
        doors.MapPost("/duty/rosters/{roster:guid}/removal", async (Guid roster, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            await KnownAsync(roster, http, sender);
            var faults = await Forms.SendAsync(http, antiforgery, form => sender.Send(new PublishRoster.RemoveCommand(roster, Forms.Number(form, "version")), http.RequestAborted));
            return faults.Count == 0 ? TypedResults.LocalRedirect("/duty") : await PageAsync(roster, http, sender, faults);
        }).Needs(Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/duty/rosters/{roster:guid}/swaps", async (Guid roster, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            await KnownAsync(roster, http, sender);
            var faults = await Forms.SendAsync(http, antiforgery, form => sender.Send(new AskSwap.Command(new(
                Shift(form), Person(form, "with"), Guid.TryParse(Forms.Said(form, "for"), out var wanted) ? wanted : null, Forms.Said(form, "note"))), http.RequestAborted), DutyLabels.Line);
            return faults.Count == 0 ? TypedResults.LocalRedirect("/duty") : await PageAsync(roster, http, sender, faults);
        }).Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();
    }

    private static void Act(
        IEndpointRouteBuilder doors, string what, Func<ISender, Guid, IFormCollection, TimeZoneInfo, CancellationToken, Task> act) => doors
        .MapPost($"/duty/rosters/{{roster:guid}}/{what}", async (Guid roster, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById((await KnownAsync(roster, http, sender)).Roster.Zone);
            var faults = await Forms.SendAsync(http, antiforgery, form => act(sender, roster, form, zone, http.RequestAborted), DutyLabels.Line);
            return faults.Count == 0 ? TypedResults.LocalRedirect($"/duty/rosters/{roster:D}") : await PageAsync(roster, http, sender, faults);
        }).Needs(Scopes.Approve, Scopes.Admin).ExcludeFromDescription();

    // What is foreign is missing before anything of the form is looked at.
    private static async Task<RosterDetail> KnownAsync(Guid roster, HttpContext http, ISender sender) =>
        await sender.Send(new ListRosters.OneQuery(roster), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());

    private static Guid Shift(IFormCollection form) => Guid.TryParse(Forms.Said(form, "shift"), out var shift) ? shift : throw Missing("/shift");

    private static Guid Person(IFormCollection form, string name) => Guid.TryParse(Forms.Said(form, name), out var person) ? person : throw Missing("/" + name);

    private static RefusedException Missing(string path) => new(Problems.Validation(Faults.At(path, "required")));

    private static async Task<IResult> PageAsync(Guid roster, HttpContext http, ISender sender, IReadOnlyList<Text> faults)
    {
        var detail = await KnownAsync(roster, http, sender);
        return new RazorComponentResult<RosterPage>(new
        {
            Detail = detail, People = await sender.Send(new RosterPeople.Query(detail.Roster.Agency), http.RequestAborted), Faults = faults,
        }) { StatusCode = Forms.StatusOf(faults) };
    }
}
