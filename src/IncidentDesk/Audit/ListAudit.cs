using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Audit;

/// <summary>Who did what, newest first, for administrators and auditors. Reading it is itself in it.</summary>
public static class ListAudit
{
    public sealed record Query(
        string? Actor, string? Action, string? Subject, DateTimeOffset? From, DateTimeOffset? To, string Filters, int Limit, string? Cursor)
        : IRequest<Page<Entry>>;

    /// <param name="Seq">The row's number in the chain; null until it is sealed, within a second.</param>
    /// <param name="Address">The network that it came from.</param>
    public sealed record Entry(
        long? Seq, DateTimeOffset At, string Actor, string Action, string Subject, string Outcome, string? Address, string? TraceId, string? Hash,
        string? PreviousHash);

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, Page<Entry>>
    {
        public async Task<Page<Entry>> Handle(Query query, CancellationToken cancellation)
        {
            var place = new ListPlace("audit", query.Filters, "newest", caller.Id.ToString("D"));
            var after = place.Read(query.Cursor)?.Text(0);
            var rows = await database.ReadAsync(reading => reading.QueryAsync<StoredRow>(
                $"""
                SELECT {StoredRow.Columns(database.Kinds)} FROM audit
                WHERE 1 = 1
                {(query.Actor is null ? "" : "AND actor = @actor")}
                {(query.Action is null ? "" : "AND action = @action")}
                {(query.Subject is null ? "" : "AND subject = @subject")}
                {(query.From is null ? "" : "AND at >= @from AND id >= @first")}
                {(query.To is null ? "" : "AND at < @to AND id < @last")}
                {(after is null ? "" : "AND id < @after")}
                ORDER BY audit.id DESC LIMIT @limit
                """,
                new
                {
                    actor = query.Actor, action = query.Action, subject = query.Subject, from = query.From, to = query.To,
                    first = Ids.Around(query.From, -1), last = Ids.Around(query.To, 1), after, limit = query.Limit + 1L,
                }), cancellation);
            book.Opened(caller, "audit", "list");
            return place.Page(rows, query.Limit, row => [row.ShownId], EntryOf);
        }

        private static Entry EntryOf(StoredRow row) => new(
            row.Seq, row.Instant, row.Actor, row.Action, row.Subject, row.Outcome, row.Address, row.TraceId, row.Hash, row.PreviousHash);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/audit", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(
                query.Text("actor"), query.Text("action"), query.Text("subject"), query.Instant("from"), query.Instant("to"), "", query.Limit(),
                query.Cursor());
            query.Done();
            return sender.Send(wanted with { Filters = query.Filters }, cancellation);
        })
        .Produces<Page<Entry>>().Lists("actor", "action", "subject", "from", "to").WithSummary("Who did what, newest first")
        .NeedsDeskOrRole("auditor", Scopes.Admin);
}
