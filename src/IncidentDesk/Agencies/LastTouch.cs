using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Agencies;

/// <summary>Who changed a record of the register or a letter last, and when: said to whoever had its form open meanwhile.</summary>
public static class LastTouch
{
    public sealed record Query(Guid Record) : IRequest<Touch?>;

    /// <param name="Name">Null where no person did it: a key, or a table at the machine.</param>
    public sealed record Touch(DateTimeOffset At, string? Name);

    public sealed class Handler(Database database) : IRequestHandler<Query, Touch?>
    {
        public Task<Touch?> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(
            reading => reading.SingleAsync<Touch>(
                """
                SELECT audit.at, people.name FROM audit LEFT JOIN people ON audit.actor = 'person:' || people.id
                WHERE audit.subject = @record AND audit.action IN ('agency.add', 'agency.change', 'system.add', 'system.change', 'system.level', 'system.products',
                    'advisory.issue', 'advisory.change', 'advisory.due', 'advisory.patch', 'advisory.send')
                ORDER BY audit.id DESC LIMIT 1
                """,
                new { record = query.Record.ToString("D") }), cancellation);
    }
}
