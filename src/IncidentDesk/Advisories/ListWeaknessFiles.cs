using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>Which files of known weaknesses were brought in, and of which day each is.</summary>
public static class ListWeaknessFiles
{
    public sealed record Line(string Kind, string AsOf, long Entries, string Hash, DateTimeOffset ImportedAt);

    public sealed record Query : IRequest<Page<Line>>;

    public sealed class Handler(Database database) : IRequestHandler<Query, Page<Line>>
    {
        public Task<Page<Line>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(
            async reading => new Page<Line>(await reading.QueryAsync<Line>("SELECT kind, as_of, entries, hash, imported_at FROM vulnerability_lists ORDER BY kind"), null), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/vulnerabilities", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(), cancellation);
        })
        .Produces<Page<Line>>().WithSummary("The files of known weaknesses, and of which day they are").Needs(Scopes.Report, Scopes.Read, Scopes.Admin);
}
