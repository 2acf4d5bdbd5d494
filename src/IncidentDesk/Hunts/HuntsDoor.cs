using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Hunts;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Hunts;

/// <summary>The pages of hunts: the list, a new one, and which systems are due.</summary>
public static class HuntsDoor
{
    private const string New = "/hunts/new", Due = "/hunts/due";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/hunts", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var cursor = query.Text("cursor", 2000);
            query.Done();
            return new RazorComponentResult<HuntsPage>(new { Now = await sender.Send(new ListHunts.Query([], 50, cursor), http.RequestAborted) });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet(New, (HttpContext http) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return new RazorComponentResult<NewHuntPage>();
        }).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost(New, async (HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk) =>
        {
            (IFormCollection? said, HuntView? opened) = (null, null);
            var faults = await Forms.SendAsync(http, antiforgery, async form =>
                opened = await sender.Send(new OpenHunt.Command(HuntForms.Hunt(said = form, desk.Zone)), http.RequestAborted), HuntLabels.Hunt);
            return opened is not null ? (IResult)TypedResults.LocalRedirect($"/hunts/{opened.Id:D}")
                : new RazorComponentResult<NewHuntPage>(new { Faults = faults, Said = said }) { StatusCode = Forms.StatusOf(faults) };
        }).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapGet(Due, (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var place = new DuePlace(query.Word("kind", Checks.Kinds), query.Words("state", HuntCycle.Standings), query.Text("agency", 60), query.Text("cursor", 2000));
            query.Done();
            return DueAsync(http, sender, place, []);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost(Due, async (HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk) =>
        {
            IFormCollection? said = null;
            var faults = await Forms.SendAsync(
                http, antiforgery, form => sender.Send(new RecordCheck.Command(HuntForms.Check(said = form, desk.Zone)), http.RequestAborted), HuntLabels.Check);
            return faults.Count == 0 ? TypedResults.LocalRedirect(Due) : await DueAsync(http, sender, new(null, [], null, null), faults, said);
        }).Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();
    }

    private static async Task<IResult> DueAsync(HttpContext http, ISender sender, DuePlace place, IReadOnlyList<Text> faults, IFormCollection? said = null) =>
        new RazorComponentResult<HuntsDuePage>(new
        {
            Now = await sender.Send(new ListSystemsDue.Query(place.Kind, place.State, place.Agency, 100, place.Cursor), http.RequestAborted),
            Figures = await sender.Send(new CountSystemsDue.Query(), http.RequestAborted), Place = place, Faults = faults, Said = said,
        }) { StatusCode = Forms.StatusOf(faults) };
}

/// <summary>What the address of the list of due systems says.</summary>
public sealed record DuePlace(string? Kind, IReadOnlyList<string> State, string? Agency, string? Cursor);
