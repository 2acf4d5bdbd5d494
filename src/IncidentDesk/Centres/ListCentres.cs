using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Centres;

/// <summary>The authorities to which the desk forwards, with their roles and contacts.</summary>
public static class ListCentres
{
    public sealed record Query(int Limit, string? Cursor) : IRequest<Page<CentreView>>;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<CentreView>>
    {
        public Task<Page<CentreView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("centres", "", "id", caller.Id.ToString("D"));
                var after = place.Read(query.Cursor)?.Text(0) ?? "";
                var centres = await CentreRows.AfterAsync(reading, after, query.Limit + 1L, clock.GetUtcNow());
                return place.Page(centres, query.Limit, centre => [centre.Id], centre => centre);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/centres", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<CentreView>>().Lists().WithSummary("Authorities with their roles and contacts").Needs(Scopes.Report, Scopes.Read, Scopes.Admin);
}
