using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>What is known of one file, without its content.</summary>
public static class ShowEvidence
{
    public sealed record Query(string Evidence) : IRequest<EvidenceView>;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, EvidenceView>
    {
        public async Task<EvidenceView> Handle(Query query, CancellationToken cancellation)
        {
            var row = await database.ReadAsync(reading => EvidenceRow.FindAsync(reading, query.Evidence, caller), cancellation)
                ?? throw new RefusedException(Problems.NotFound());
            book.Opened(caller, "evidence", row.Id);
            return row.ToView();
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/evidence/{evidence}", (string evidence, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(evidence), cancellation);
        })
        .Produces<EvidenceView>().WithSummary("What is known of one file").Needs(Scopes.Report, Scopes.Read);
}
