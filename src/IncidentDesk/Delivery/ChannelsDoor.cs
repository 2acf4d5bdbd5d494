using IncidentDesk.Delivery.Arming;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Delivery;

/// <summary>Every way out with a test of it, and the page on which a moved database is armed: it says in words what becomes live, and for whom.</summary>
public static class ChannelsDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/admin/channels", (HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return PageAsync(http, sender, []);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost("/admin/channels/{channel}/test", async (string channel, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            Guid? sent = null;
            var faults = await Forms.SendAsync(http, antiforgery, async form =>
                sent = (await sender.Send(new TestSend.Command(channel, new() { To = Forms.Of(form, "to") }), http.RequestAborted)).Id);
            return faults.Count == 0 ? TypedResults.LocalRedirect($"/deliveries/{sent:D}") : await PageAsync(http, sender, faults);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
        doors.MapPost("/admin/channels/arming", async (HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            var on = "/admin/channels";
            var faults = await Forms.SendAsync(http, antiforgery, async form => on = Asked(
                await sender.Send(new AskArming.Command(new(Forms.Of(form, "action"), Forms.Of(form, "contentHash"))), http.RequestAborted)));
            return faults.Count == 0 ? TypedResults.LocalRedirect(on) : await PageAsync(http, sender, faults);
        }).NeedsDesk(Scopes.Admin).NeedsFreshProof().ExcludeFromDescription();
    }

    private static string Asked(AskArming.Outcome outcome) => outcome switch
    {
        AskArming.Outcome.Asked asked => $"/approvals/{asked.Approval.Id:D}",
        AskArming.Outcome.Fits => "/admin/channels",
        AskArming.Outcome.NeedsAPerson => throw new RefusedException(Problems.Forbidden("needs-a-person")),
        _ => throw new RefusedException(Problems.Conflict("approval-stale")),
    };

    private static async Task<IResult> PageAsync(HttpContext http, ISender sender, IReadOnlyList<Text> faults) =>
        new RazorComponentResult<ChannelsPage>(new
        {
            Channels = (await sender.Send(new ListChannels.Query(), http.RequestAborted)).Items,
            Seal = await sender.Send(new ShowSeal.Query(), http.RequestAborted), Faults = faults,
        }) { StatusCode = Forms.StatusOf(faults) };
}
