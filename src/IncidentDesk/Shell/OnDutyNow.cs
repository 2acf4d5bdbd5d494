using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Shell;

/// <summary>Who holds the desk at this moment. The names of its people are the desk's own: an agency is told of nobody.</summary>
public static class OnDutyNow
{
    public sealed record Query : IRequest<Answer?>;

    public sealed record Answer(string Name, DateTimeOffset EndsAt);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer?>
    {
        public Task<Answer?> Handle(Query query, CancellationToken cancellation) => !caller.IsDesk
            ? Task.FromResult<Answer?>(null)
            : database.ReadAsync(reading => reading.SingleAsync<Answer>(
                """
                SELECT people.name, duty_shifts.ends_at FROM desk_shifts AS duty_shifts JOIN people ON people.id = duty_shifts.person_id
                WHERE duty_shifts.post = 'on-duty' AND duty_shifts.starts_at <= @now AND duty_shifts.ends_at > @now
                ORDER BY duty_shifts.starts_at DESC, duty_shifts.id DESC LIMIT 1
                """,
                new { now = clock.GetUtcNow() }), cancellation);
    }
}
