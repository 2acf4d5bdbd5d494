using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>What is known of one file, without its content.</summary>
public static class ShowEvidence
{
    public sealed record Query(string Evidence) : IRequest<EvidenceView>;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, EvidenceView>
    {
        public Task<EvidenceView> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(
            async reading => (await EvidenceRow.FindAsync(reading, query.Evidence, caller))?.ToView() ?? throw new RefusedException(Problems.NotFound()), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/evidence/{evidence}", (string evidence, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(evidence), cancellation);
        })
        .Produces<EvidenceView>().WithSummary("What is known of one file").Needs(Scopes.Report, Scopes.Read);
}
