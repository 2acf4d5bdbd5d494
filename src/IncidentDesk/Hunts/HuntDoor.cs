using IncidentDesk.Agencies;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Hunts;

/// <summary>The page of one hunt, with the forms of the desk (ask more, close, give up) and of who looks (results). All of them work without script.</summary>
public static class HuntDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/hunts/{hunt:guid}", (Guid hunt, HttpContext http, ISender sender, Caller caller) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var (agency, cursor) = (query.Text("agency", 60), query.Text("cursor", 2000));
            query.Done();
            return PageAsync(hunt, http, sender, caller, agency, cursor, []);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/hunts/{hunt:guid}/scope", (Guid hunt, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery) =>
            ActAsync(
                hunt, null, http, sender, caller, antiforgery, HuntLabels.Scope, form => sender.Send(new WidenHunt.Command(hunt, HuntForms.Scope(form), Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        foreach (var (address, state, label) in (ReadOnlySpan<(string, string, Text)>)[("closure", "closed", Texts.HuntSummary), ("cancellation", "cancelled", Texts.Reason)])
            doors.MapPost($"/hunts/{{hunt:guid}}/{address}", (Guid hunt, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery) =>
                ActAsync(hunt, null, http, sender, caller, antiforgery, HuntLabels.Ending(label), form =>
                    sender.Send(new EndHunt.Command(hunt, state, Forms.Of(form, "text"), Version(form)), http.RequestAborted)))
                .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/hunts/{hunt:guid}/results/{agency}", (
            Guid hunt, string agency, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery, DeskNames desk, TimeProvider clock) =>
            ActAsync(hunt, agency, http, sender, caller, antiforgery, HuntLabels.Result, form => sender.Send(
                new RecordResult.Command(hunt, agency, HuntForms.Result(form, desk.Zone, clock.GetUtcNow()), Version(form), "web-form"), http.RequestAborted)))
            .Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();
    }

    /// <summary>What is foreign is missing before anything of the form is looked at.</summary>
    private static async Task<IResult> ActAsync<T>(
        Guid hunt, string? agency, HttpContext http, ISender sender, Caller caller, IAntiforgery antiforgery, IReadOnlyDictionary<string, Text> labels,
        Func<IFormCollection, Task<T>> act)
    {
        if (agency is not null && await sender.Send(new ListHuntResults.One(hunt, agency), http.RequestAborted) is null)
            throw new RefusedException(Problems.NotFound());
        IFormCollection? said = null;
        var faults = await Forms.SendAsync(http, antiforgery, form => act(said = form), labels);
        return faults.Count == 0
            ? TypedResults.LocalRedirect($"/hunts/{hunt:D}{(agency is null ? "" : $"?agency={Uri.EscapeDataString(agency)}")}")
            : await PageAsync(hunt, http, sender, caller, agency, null, faults, said);
    }

    private static long Version(IFormCollection form) => Forms.Number(form, "version");

    private static async Task<IResult> PageAsync(
        Guid hunt, HttpContext http, ISender sender, Caller caller, string? agency, string? cursor, IReadOnlyList<Text> faults, IFormCollection? said = null)
    {
        var found = await sender.Send(new ShowHunt.Query(hunt), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());
        // Who comes from an agency finds its own results open.
        var named = agency ?? caller.Agency?.ToString("D");
        var chosen = named is null ? null : await sender.Send(new ListHuntResults.One(hunt, named), http.RequestAborted);
        if (agency is not null && chosen is null)
            throw new RefusedException(Problems.NotFound());
        return new RazorComponentResult<HuntPage>(new
        {
            Hunt = found, Asked = await sender.Send(new ListHuntResults.Query(hunt, false, 100, cursor), http.RequestAborted), Chosen = chosen,
            Systems = chosen is null ? [] : (await sender.Send(new ListSystems.Query(chosen.Agency, null, "name", 200, null), http.RequestAborted)).Items,
            Faults = faults, Said = said,
        }) { StatusCode = Forms.StatusOf(faults) };
    }
}
