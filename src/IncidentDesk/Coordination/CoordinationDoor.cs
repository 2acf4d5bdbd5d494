using IncidentDesk.Centres;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Coordination;

/// <summary>The pages of requests: the list, a new one, one of them with its forms, and the orders that keep a scene.</summary>
public static class CoordinationDoor
{
    private const string New = "/coordination/new", Orders = "/coordination/orders";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/coordination", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var cursor = query.Text("cursor", 2000);
            query.Done();
            return new RazorComponentResult<CoordinationPage>(new { Now = await sender.Send(new ListRequests.Query([], false, 50, cursor), http.RequestAborted) });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet(New, (HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return NewAsync(http, sender, []);
        }).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost(New, async (HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk) =>
        {
            (IFormCollection? said, RequestView? taken) = (null, null);
            var faults = await Forms.SendAsync(http, antiforgery, async form =>
                taken = await sender.Send(new TakeRequest.Command(CoordinationForms.Request(said = form, desk.Zone)), http.RequestAborted), CoordinationLabels.Request);
            return taken is not null ? TypedResults.LocalRedirect($"/coordination/{taken.Id:D}") : await NewAsync(http, sender, faults, said);
        }).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        MapOrders(doors);
        MapRequest(doors);
    }

    private static void MapOrders(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Orders, (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var cursor = query.Text("cursor", 2000);
            query.Done();
            return OrdersAsync(http, sender, [], null, cursor);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost(Orders, (HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            OrderAsync(http, sender, antiforgery, CoordinationLabels.Order, form => sender.Send(new OrderPreservation.Command(CoordinationForms.Order(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost($"{Orders}/{{order:guid}}/lifting", (Guid order, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            OrderAsync(http, sender, antiforgery, CoordinationLabels.Reason, form =>
                sender.Send(new LiftPreservation.Command(order, new(Forms.Of(form, "reason")), Forms.Number(form, "version")), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
    }

    private static void MapRequest(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/coordination/{request:guid}", (Guid request, HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return PageAsync(request, http, sender, []);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/coordination/{request:guid}/answers", (Guid request, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            ActAsync(
                request, http, sender, antiforgery, CoordinationLabels.Answer, form => sender.Send(new AnswerItem.Command(request, CoordinationForms.Answer(form)), http.RequestAborted)))
            .Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();
        doors.MapPost("/coordination/{request:guid}/agencies", (Guid request, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            ActAsync(request, http, sender, antiforgery, CoordinationLabels.Agencies, form =>
                sender.Send(new PassOn.Command(request, new(CoordinationForms.Words(form, "agencies")), Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/coordination/{request:guid}/reply", (Guid request, HttpContext http, ISender sender, IAntiforgery antiforgery, DeskNames desk) =>
            ActAsync(request, http, sender, antiforgery, CoordinationLabels.Reply, form =>
                sender.Send(new ReplyToCentre.Command(request, CoordinationForms.Reply(form, desk.Zone), Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Approve, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/coordination/{request:guid}/receipt", (Guid request, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            ActAsync(request, http, sender, antiforgery, CoordinationLabels.Receipt, form =>
                sender.Send(new EndRequest.Receive(request, CoordinationForms.Receipt(form), Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
        doors.MapPost("/coordination/{request:guid}/withdrawal", (Guid request, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
            ActAsync(request, http, sender, antiforgery, CoordinationLabels.Reason, form =>
                sender.Send(new EndRequest.Withdraw(request, new(Forms.Of(form, "reason")), Version(form)), http.RequestAborted)))
            .NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
    }

    private static long Version(IFormCollection form) => Forms.Number(form, "version");

    private static async Task<IResult> ActAsync<T>(
        Guid request, HttpContext http, ISender sender, IAntiforgery antiforgery, IReadOnlyDictionary<string, Text> labels, Func<IFormCollection, Task<T>> act)
    {
        IFormCollection? said = null;
        var faults = await Forms.SendAsync(http, antiforgery, form => act(said = form), labels);
        return faults.Count == 0 ? TypedResults.LocalRedirect($"/coordination/{request:D}") : await PageAsync(request, http, sender, faults, said);
    }

    private static async Task<IResult> OrderAsync<T>(
        HttpContext http, ISender sender, IAntiforgery antiforgery, IReadOnlyDictionary<string, Text> labels, Func<IFormCollection, Task<T>> act)
    {
        IFormCollection? said = null;
        var faults = await Forms.SendAsync(http, antiforgery, form => act(said = form), labels);
        return faults.Count == 0 ? TypedResults.LocalRedirect(Orders) : await OrdersAsync(http, sender, faults, said, null);
    }

    private static async Task<IResult> PageAsync(Guid request, HttpContext http, ISender sender, IReadOnlyList<Text> faults, IFormCollection? said = null) =>
        new RazorComponentResult<RequestPage>(new
        {
            Request = await sender.Send(new ListRequests.One(request), http.RequestAborted) ?? throw new RefusedException(Problems.NotFound()), Faults = faults, Said = said,
        }) { StatusCode = Forms.StatusOf(faults) };

    private static async Task<IResult> NewAsync(HttpContext http, ISender sender, IReadOnlyList<Text> faults, IFormCollection? said = null) =>
        new RazorComponentResult<NewRequestPage>(new { Centres = (await sender.Send(new ListCentres.Query(200, null), http.RequestAborted)).Items, Faults = faults, Said = said })
        {
            StatusCode = Forms.StatusOf(faults),
        };

    private static async Task<IResult> OrdersAsync(HttpContext http, ISender sender, IReadOnlyList<Text> faults, IFormCollection? said, string? cursor) =>
        new RazorComponentResult<OrdersPage>(new { Now = await sender.Send(new ListOrders.Query(false, 50, cursor), http.RequestAborted), Faults = faults, Said = said })
        {
            StatusCode = Forms.StatusOf(faults),
        };
}
