using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>To which drills of the register an incident may be said to belong, newest first: any but those that were called off, and the one that it belongs to. An agency is told of none.</summary>
public static class ListDrillChoices
{
    public sealed record Query(Guid Incident) : IRequest<IReadOnlyList<Item>>;

    public sealed record Item(Guid Id, string Name, string State);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellation) => !caller.IsDesk
            ? Task.FromResult<IReadOnlyList<Item>>([])
            : database.ReadAsync(reading => reading.QueryAsync<Item>(
                """
                SELECT id, name, state FROM drills
                WHERE state <> 'cancelled' OR id IN (SELECT drill_id FROM drill_incidents WHERE incident_id = @incident)
                ORDER BY id DESC LIMIT 200
                """,
                new { incident = query.Incident }), cancellation);
    }
}
