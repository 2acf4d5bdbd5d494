using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Centres;

/// <summary>The pages of authorities: all of them with what is wrong, and one with its contacts, where each act says what it does before its button.</summary>
public static class CentresDoor
{
    private const string Address = "/admin/centres/{centre}", Contact = Address + "/contacts/{contact:guid}";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/admin/centres", async (HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return new RazorComponentResult<CentresPage>(new { Centres = (await sender.Send(new ListCentres.Query(200, null), http.RequestAborted)).Items });
        }).NeedsDesk(Scopes.Admin).ExcludeFromDescription();
        doors.MapGet(Address, (string centre, HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return PageAsync(centre, http, sender, []);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        Act(doors, Address + "/contacts", async (act, form) => await act.Sender.Send(new AddContact.Command(act.Centre, Body(form)), act.Cancellation) is null ? Missing() : null);
        Act(doors, Contact + "/verification", async (act, form) => VerifyContact.Answer(
            await act.Sender.Send(new VerifyContact.Command(act.Centre, act.Contact, new(Forms.Of(form, "note"), null)), act.Cancellation)) is null ? Missing() : null);
        Act(doors, Contact + "/change", async (act, form) => Asked(
            await act.Sender.Send(new ChangeContact.Command(act.Centre, act.Contact, Body(form), Forms.Number(form, "version")), act.Cancellation)));
        Act(doors, Contact + "/ending", async (act, form) => Asked(
            await act.Sender.Send(new EndContact.Command(act.Centre, act.Contact, Forms.Number(form, "version")), act.Cancellation)));
        Act(doors, Address + "/guard", async (act, form) => SetGuard.Answer(
            await act.Sender.Send(new SetGuard.Command(act.Centre, Forms.Of(form, "mode"), Forms.Number(form, "version")), act.Cancellation)) is null ? Missing() : null);
    }

    private sealed record Acting(string Centre, Guid Contact, ISender Sender, CancellationToken Cancellation);

    private static void Act(IEndpointRouteBuilder doors, string address, Func<Acting, IFormCollection, Task<string?>> act) => doors
        .MapPost(address, async (string centre, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var contact = Guid.TryParse(http.Request.RouteValues["contact"]?.ToString(), out var id) ? id : Guid.Empty;
            IFormCollection? said = null;
            string? on = null;
            var faults = await Forms.SendAsync(http, antiforgery, async form => on = await act(new(centre, contact, sender, http.RequestAborted), said = form));
            return faults.Count == 0
                ? TypedResults.LocalRedirect(on ?? $"/admin/centres/{Uri.EscapeDataString(centre)}")
                : await PageAsync(centre, http, sender, faults, said);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();

    // What needs two people leads to where the second one decides.
    private static string Asked(Approvals.Approval? asked) => asked is null ? Missing() : $"/approvals/{asked.Id:D}";

    private static string Missing() => throw new RefusedException(Problems.NotFound());

    private static CentreContactBody Body(IFormCollection form) => new()
    {
        Channel = Forms.Of(form, "channel"), Value = Forms.Of(form, "value"), Purpose = Forms.Of(form, "purpose"), Source = Forms.Of(form, "source"),
        Sureness = Forms.Said(form, "sureness"),
    };

    private static async Task<IResult> PageAsync(string centre, HttpContext http, ISender sender, IReadOnlyList<Text> faults, IFormCollection? said = null) =>
        new RazorComponentResult<CentrePage>(new
        {
            Centre = await sender.Send(new ShowCentre.Query(centre), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound()), Faults = faults, Said = said,
        }) { StatusCode = Forms.StatusOf(faults) };
}
