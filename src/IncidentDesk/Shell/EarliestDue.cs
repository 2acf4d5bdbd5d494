using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Shell;

/// <summary>The one deadline that runs out first among the incidents that the caller may see.</summary>
public static class EarliestDue
{
    public sealed record Query : IRequest<Answer?>;

    public sealed record Answer(string Number, DateTimeOffset NextDueAt, DateTimeOffset ReceivedAt);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Answer?>
    {
        public Task<Answer?> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(reading => reading.SingleAsync<Answer>(
                $"""
                SELECT number, next_due_at, received_at FROM incidents
                WHERE next_due_at IS NOT NULL AND ended_at IS NULL AND {caller.MaySee("incidents")}
                ORDER BY next_due_at, number_order LIMIT 1
                """), cancellation);
    }
}
