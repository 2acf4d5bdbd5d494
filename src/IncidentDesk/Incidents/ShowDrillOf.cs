using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>The drill of the register that an incident belongs to, for its page; null where there is none.</summary>
public static class ShowDrillOf
{
    public sealed record Query(Guid Incident) : IRequest<Answer?>;

    public sealed record Answer(Guid Id, string Name, string State);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Answer?>
    {
        public Task<Answer?> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(
            reading => reading.SingleAsync<Answer>(
                $"""
                SELECT drills.id, drills.name, drills.state FROM drill_incidents JOIN drills ON drills.id = drill_incidents.drill_id
                JOIN incidents ON incidents.id = drill_incidents.incident_id WHERE drill_incidents.incident_id = @incident AND {caller.MaySee("incidents")}
                """,
                new { incident = query.Incident }), cancellation);
    }
}
