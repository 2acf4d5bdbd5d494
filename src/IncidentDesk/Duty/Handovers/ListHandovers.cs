using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Handovers;

/// <summary>Handovers, the newest first; and one of them with all that must be accepted.</summary>
public static class ListHandovers
{
    /// <param name="Open">true: those that are not all accepted yet.</param>
    public sealed record Query(bool? Open, string Filters, int Limit, string? Cursor) : IRequest<Page<HandoverView>>;

    public sealed record OneQuery(Guid Handover) : IRequest<HandoverView?>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<HandoverView>>, IRequestHandler<OneQuery, HandoverView?>
    {
        public Task<Page<HandoverView>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var place = new ListPlace("handovers", query.Filters, "newest", caller.Id.ToString("D"));
            var after = place.Read(query.Cursor);
            var rows = await HandoverRows.ListAsync(
                reading,
                $"""
                {(query.Open switch { true => "duty_handovers.done_at IS NULL", false => "duty_handovers.done_at IS NOT NULL", _ => "1 = 1" })}
                {(after is null ? "" : "AND (duty_handovers.change_at, duty_handovers.id) < (@at, @id)")}
                ORDER BY duty_handovers.change_at DESC, duty_handovers.id DESC LIMIT @limit
                """,
                new { at = after?.Number(0) ?? 0, id = after?.Text(1) ?? "", limit = query.Limit + 1L });
            return place.Page(rows, query.Limit, row => [row.ChangeAt.ToUnixTimeMilliseconds(), row.Id.ToString("D")], row => row);
        }, cancellation);

        public Task<HandoverView?> Handle(OneQuery query, CancellationToken cancellation) =>
            database.ReadAsync(reading => HandoverRows.FindAsync(reading, query.Handover), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/duty/handovers", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Flag("open"), "", query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted with { Filters = query.Filters }, cancellation);
        })
        .Produces<Page<HandoverView>>().Lists("open").WithSummary("Handovers from shift to shift, the newest first").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
        doors.MapGet("/duty/handovers/{handover:guid}", async (Guid handover, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new OneQuery(handover), cancellation) ?? throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, found.Version) ? Results.Empty : Results.Json(found, Json.Options);
        })
        .Produces<HandoverView>().WithSummary("One handover: what the next shift must accept").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
    }
}
