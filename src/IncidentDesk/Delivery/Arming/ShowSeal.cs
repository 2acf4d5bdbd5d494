using IncidentDesk.Approvals;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery.Arming;

/// <summary>Whether the database is where it was sealed, and who would become live if it were armed here.</summary>
public static class ShowSeal
{
    public sealed record Query : IRequest<View>;

    /// <param name="Fits">True: what the guard allows leaves. False: everything is simulated at most.</param>
    /// <param name="Epoch">How often it was sealed.</param>
    /// <param name="OnTheirWay">Messages that arming would let down, for a person to decide.</param>
    /// <param name="ContentHash">What <c>PUT /settings/seal</c> must name.</param>
    /// <param name="Approval">The arming that waits for a second person.</param>
    public sealed record View(
        bool Fits, long Epoch, IReadOnlyList<SealDifference> Differences, IReadOnlyList<LiveRecipient> Recipients, long OnTheirWay,
        string ContentHash, ApprovalBrief? Approval)
    {
        public static View Of(ArmPlan plan, Approval? open) => new(
            plan.Seal.Fits, plan.Seal.Epoch, plan.Seal.Differences, plan.Recipients, plan.OnTheirWay, plan.ContentHash, open?.Brief);
    }

    public sealed class Handler(Database database, Seal seal, ChannelBook channels, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public Task<View> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading => View.Of(
                await ArmPlan.ReadAsync(reading, seal, channels, clock.GetUtcNow(), cancellation),
                await Asking.OpenAsync(reading, ArmDesk.Word, ArmDesk.Subject)), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/settings/seal", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var view = await sender.Send(new Query(), cancellation);
            ETags.Write(http.Response, view.Epoch);
            return Results.Json(view, Json.Options);
        })
        .Produces<View>().WithSummary("Is the database where it was sealed, and who becomes live when it is armed").NeedsDesk(Scopes.Admin);
}
