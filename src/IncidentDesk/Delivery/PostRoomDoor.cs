using IncidentDesk.Delivery.Calls;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Delivery;

/// <summary>The post room as pages: the book by state and search, one message with its attempts, and what a person may do about it.</summary>
public static class PostRoomDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/deliveries", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            var (states, q, cursor) = (query.Words("state", DeliveryStates.All), query.Text("q"), query.Cursor());
            query.Done();
            var found = await sender.Send(new ListDeliveries.Query(states, null, null, null, query.Filters, false, 50, cursor, q), http.RequestAborted);
            var counts = await sender.Send(new PostRoomCounts.Query(), http.RequestAborted);
            return new RazorComponentResult<PostRoomPage>(new { Found = found, Counts = counts, States = states, Q = q });
        }).NeedsDesk(Scopes.Read).ExcludeFromDescription();
        doors.MapGet("/deliveries/{delivery:guid}", (Guid delivery, HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            query.Done();
            return PageAsync(delivery, http, sender, []);
        }).NeedsDesk(Scopes.Read).ExcludeFromDescription();
        foreach (var (act, command) in Acts)
            doors.MapPost($"/deliveries/{{delivery:guid}}/{act}", (Guid delivery, HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk) =>
                ActAsync(delivery, http, sender, antiforgery, form => command(delivery, form, desk.Zone))).NeedsDesk(Scopes.Work).ExcludeFromDescription();
    }

    private static readonly IReadOnlyList<(string Act, Func<Guid, IFormCollection, TimeZoneInfo, IRequest<TaskOutcome>> Command)> Acts =
    [
        ("retry", (id, form, _) => new RetryDelivery.Command(id, new(Forms.Of(form, "reason")))),
        ("cancellation", (id, form, _) => new CancelDelivery.Command(id, new(Forms.Of(form, "reason")))),
        ("acknowledgement", (id, form, zone) => new AcknowledgeDelivery.Command(id, Confirmed(form, zone))),
    ];

    private static AcknowledgeDelivery.AcknowledgementBody Confirmed(IFormCollection form, TimeZoneInfo zone)
    {
        var at = Forms.Instant(form, "at", zone) ?? throw new RefusedException(Problems.Validation(Faults.At("/at", "required")));
        return new(at, Forms.Of(form, "by"), Forms.Said(form, "note"),
            Forms.Said(form, "proofNumber") is { } number ? new(number, Forms.Instant(form, "proofDate", zone) ?? at, Forms.Of(form, "how")) : null);
    }

    private static async Task<IResult> ActAsync(
        Guid delivery, HttpContext http, ISender sender, IAntiforgery antiforgery, Func<IFormCollection, IRequest<TaskOutcome>> command)
    {
        IFormCollection? said = null;
        var faults = await Forms.SendAsync(http, antiforgery, async form => (await sender.Send(command(said = form), http.RequestAborted)).ToResult());
        return faults.Count == 0 ? TypedResults.LocalRedirect($"/deliveries/{delivery:D}") : await PageAsync(delivery, http, sender, faults, said);
    }

    private static async Task<IResult> PageAsync(Guid delivery, HttpContext http, ISender sender, IReadOnlyList<Text> faults, IFormCollection? said = null)
    {
        var found = await sender.Send(new ShowDelivery.Query(delivery), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound());
        var approval = found.State == DeliveryStates.AwaitingApproval ? await sender.Send(new OpenApproval.Query(delivery), http.RequestAborted) : null;
        return new RazorComponentResult<DeliveryPage>(new { Delivery = found, Approval = approval, Faults = faults, Said = said }) { StatusCode = Forms.StatusOf(faults) };
    }
}
