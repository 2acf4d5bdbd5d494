using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Providers;

/// <summary>The providers by name, with their contacts and commitments.</summary>
public static class ListProviders
{
    public sealed record Query(int Limit, string? Cursor) : IRequest<Page<ProviderView>>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<ProviderView>>
    {
        public Task<Page<ProviderView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("providers", "", "name", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await ProviderRows.QueryAsync(
                    reading, "(providers.name_key, providers.id) > (@key, @id)",
                    new { key = position?.Text(0) ?? "", id = position?.Text(1) ?? "", limit = query.Limit + 1L }, caller, clock.GetUtcNow());
                return place.Page(rows, query.Limit, row => [ProviderRows.KeyOf(row.Name), row.Id.ToString("D")], row => row);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/providers", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<ProviderView>>().Lists().WithSummary("Security service providers by name").Needs(Scopes.Report, Scopes.Read);
}
