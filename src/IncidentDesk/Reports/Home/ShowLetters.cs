using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports.Home;

/// <summary>The warning letters that the caller's own agency still has to answer, or one whose tasks it has today; the next due time first.</summary>
public static class ShowLetters
{
    private const int Most = 10;

    public sealed record Query : IRequest<IReadOnlyList<Letter>>;

    public sealed record Letter(Guid Id, string Number, string Subject, string State, DateTimeOffset SentAt, DateTimeOffset? DueAt);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<Letter>>
    {
        public Task<IReadOnlyList<Letter>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(
            reading => reading.QueryAsync<Letter>(
                $"""
                SELECT advisories.id, advisories.number, advisories.subject, advisory_cells.state, advisories.sent_at, advisories.due_at
                FROM advisory_cells JOIN advisories ON advisories.id = advisory_cells.advisory_id
                WHERE {Heirs.SpokenForBy(caller, "advisory_cells.agency_id")} AND advisory_cells.system_key = '' AND advisory_cells.state IN ('sent', 'seen', 'no-reply', 'assessing')
                  AND advisories.sent_at IS NOT NULL
                ORDER BY CASE WHEN advisories.due_at IS NULL THEN 1 ELSE 0 END, advisories.due_at, advisories.id LIMIT {Most}
                """,
                new { now = clock.GetUtcNow() }), cancellation);
    }
}
