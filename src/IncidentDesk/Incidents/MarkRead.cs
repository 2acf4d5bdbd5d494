using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>Whoever holds an incident and opens its page has read it until now. Nobody else's reading is kept, but for the audit.</summary>
public static class MarkRead
{
    public sealed record Command(Guid Incident) : IRequest;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command>
    {
        public async Task Handle(Command command, CancellationToken cancellation)
        {
            if (caller is not { IsDesk: true, Person: { } person } || !await IsUnreadAsync(command.Incident, person, cancellation))
                return;
            await database.WriteAsync(transaction => transaction.ExecuteAsync(
                """
                INSERT INTO incident_reads (person_id, incident_id, read_at) VALUES (@person, @incident, @now)
                ON CONFLICT (person_id, incident_id) DO UPDATE SET read_at = excluded.read_at
                """,
                new { person, incident = command.Incident, now = clock.GetUtcNow() }), cancellation);
        }

        // Looked at first: a page that stays open asks often, and mostly there is nothing to write.
        private Task<bool> IsUnreadAsync(Guid incident, Guid person, CancellationToken cancellation) => database.ReadAsync(
            async reading => await reading.SingleAsync<long>(
                """
                SELECT count(*) FROM incidents WHERE id = @incident AND (assignee_id = @person OR acknowledged_by = @person)
                  AND EXISTS (SELECT 1 FROM timeline WHERE timeline.incident_id = incidents.id AND timeline.at > coalesce(
                      (SELECT read_at FROM incident_reads WHERE incident_reads.incident_id = incidents.id AND person_id = @person), 0))
                """,
                new { incident, person }) > 0, cancellation);
    }
}
