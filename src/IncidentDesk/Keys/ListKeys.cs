using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Keys;

/// <summary>The keys there are and were, the newest first.</summary>
public static class ListKeys
{
    public sealed record Query(string? Agency, int Limit, string? Cursor) : IRequest<Page<KeyView>>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<KeyView>>
    {
        public Task<Page<KeyView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("keys", query.Agency ?? "", "newest", caller.Id.ToString("D"));
                Guid? after = place.Read(query.Cursor)?.Text(0) is { } last ? Guid.Parse(last) : null;
                var rows = await KeyView.ListAsync(reading, query.Agency, after, query.Limit + 1, clock.GetUtcNow());
                return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => row);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/keys", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Text("agency"), query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<KeyView>>().Lists("agency").WithSummary("Keys, the newest first").NeedsDesk(Scopes.Admin);
}
