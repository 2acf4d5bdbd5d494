using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>Who held a file or what it was copied from, when and why.</summary>
public static class ShowCustody
{
    public sealed record Query(string Evidence, int Limit, string? Cursor) : IRequest<Page<View>>;

    public sealed record View(long N, DateTimeOffset At, DateTimeOffset RecordedAt, string Act, string Holder, string Reason, ShowTimeline.EntryActor RecordedBy)
    {
        /// <summary>As the caller may see it: who audits sees what was done and by which id, no names.</summary>
        public static View Of(Custody line, Caller caller) => caller.SeesContacts
            ? new(line.N, line.At, line.RecordedAt, line.Act, line.Holder, line.Reason, new(line.ActorKind, line.ActorId, line.ActorName))
            : new(line.N, line.At, line.RecordedAt, line.Act, "", "", new(line.ActorKind, line.ActorId, ""));
    }

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, Page<View>>
    {
        public Task<Page<View>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var row = await EvidenceRow.FindAsync(reading, query.Evidence, caller) ?? throw new RefusedException(Problems.NotFound());
            book.Opened(caller, "custody", row.Id);
            var place = new ListPlace("custody", row.Id.ToString("D"), "oldest", caller.Id.ToString("D"));
            var after = place.Read(query.Cursor)?.Number(0) ?? 0;
            var lines = await reading.QueryAsync<Custody>(
                $"{Custody.Select} AND n > @after ORDER BY n LIMIT @limit", new { evidence = row.Id, after, limit = query.Limit + 1L });
            return place.Page(lines, query.Limit, line => [line.N], line => View.Of(line, caller));
        }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/evidence/{evidence}/custody", (string evidence, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(evidence, query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Page<View>>().Lists().WithSummary("Who held it, when and why").Needs(Scopes.Report, Scopes.Read);
}
