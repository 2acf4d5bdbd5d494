using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Drills;

/// <summary>The pages of drills: the list with the yearly duty of each system, and a new plan.</summary>
public static class DrillsDoor
{
    private const string New = "/drills/new";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/drills", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var (year, cursor) = (query.Number("year", 2000, 2999), query.Text("cursor", 2000));
            query.Done();
            return new RazorComponentResult<DrillsPage>(new
            {
                Drills = await sender.Send(new ListDrills.Query([], null, 50, cursor), http.RequestAborted),
                Yearly = await sender.Send(new YearlyDrills.Query((int?)year), http.RequestAborted),
            });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet(New, (HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return FormAsync(http, sender, [], null);
        }).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost(New, async (HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk) =>
        {
            IFormCollection? said = null;
            DrillView? added = null;
            var faults = await Forms.SendAsync(
                http, antiforgery, async form => added = await sender.Send(new AddDrill.Command(BodyOf(said = form, desk.Zone)), http.RequestAborted), DrillLabels.Plan);
            return added is null ? await FormAsync(http, sender, faults, said) : TypedResults.LocalRedirect($"/drills/{added.Id:D}");
        }).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
    }

    /// <summary>The plan as the form says it.</summary>
    internal static DrillBody BodyOf(IFormCollection form, TimeZoneInfo zone)
    {
        var (from, to) = (Forms.Instant(form, "from", zone), Forms.Instant(form, "to", zone));
        return new()
        {
            Name = Forms.Of(form, "name"), Kind = Forms.Of(form, "kind"), Goal = Forms.Said(form, "goal"), Scenario = Forms.Said(form, "scenario"),
            Tools = Forms.Said(form, "tools"), Limits = Forms.Said(form, "limits"), ProtectionPlan = Forms.Said(form, "protectionPlan"),
            Window = from is null && to is null ? null : new(from ?? throw Missing("from"), to ?? throw Missing("to")),
            People = [.. form["people"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)], Agencies = Codes(form, "agencies"), Systems = Codes(form, "systems"),
        };
    }

    private static Pipeline.RefusedException Missing(string end) => new(Pipeline.Problems.Validation(Pipeline.Faults.At($"/window/{end}", "required")));

    private static string[] Codes(IFormCollection form, string name) =>
        Forms.Of(form, name).Split([',', ';', ' ', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static async Task<IResult> FormAsync(HttpContext http, ISender sender, IReadOnlyList<Text> faults, IFormCollection? said) =>
        new RazorComponentResult<NewDrillPage>(new
        {
            Faults = faults, Said = DrillForm.Typed.Of(said), People = await sender.Send(new ListDeskPeople.Query(), http.RequestAborted),
        }) { StatusCode = Forms.StatusOf(faults) };
}
