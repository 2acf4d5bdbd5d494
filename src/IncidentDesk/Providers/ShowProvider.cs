using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Providers;

/// <summary>One provider with its contacts and commitments.</summary>
public static class ShowProvider
{
    public sealed record Query(Guid Provider) : IRequest<ProviderView>;

    public sealed class Handler(Database database, Caller caller, AuditBook book, TimeProvider clock) : IRequestHandler<Query, ProviderView>
    {
        public async Task<ProviderView> Handle(Query query, CancellationToken cancellation)
        {
            var found = await database.ReadAsync(reading => ProviderRows.RequireAsync(reading, query.Provider, caller, clock.GetUtcNow()), cancellation);
            book.Opened(caller, "provider", found.Id);
            return found;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/providers/{provider:guid}", async (Guid provider, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return ProviderAnswer.Of(http, await sender.Send(new Query(provider), cancellation));
        })
        .Produces<ProviderView>().WithSummary("One security service provider").Needs(Scopes.Report, Scopes.Read);
}

internal static class ProviderAnswer
{
    public static IResult Of(HttpContext http, ProviderView provider)
    {
        ETags.Write(http.Response, provider.Version);
        return Results.Json(provider, Json.Options);
    }
}
