using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>
/// Orders that keep an incident, or the system it is of, as it is: while one stands, nothing of it is "restored" (ND 333/2026 Đ8.9), and its file is not
/// ended in another way. What was merged into an incident is a part of it.
/// </summary>
public static class Preserved
{
    public sealed record Query(Guid Incident) : IRequest<IReadOnlyList<Order>>;

    /// <param name="System">Name of the system that is kept; null where the incident itself is.</param>
    public sealed record Order(Guid Id, string OrderedBy, string? Reference, string Reason, DateTimeOffset OrderedAt, string? System, long Version);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<Order>>
    {
        public Task<IReadOnlyList<Order>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(reading => StandingAsync(reading, query.Incident, caller.MaySee("preservation_targets")), cancellation);
    }

    /// <exception cref="RefusedException">409 preservation-order, with who ordered it.</exception>
    public static async Task RefuseAsync(Reading reading, Guid incident)
    {
        if (await StandingAsync(reading, incident, "1 = 1") is [var order, ..])
            throw new RefusedException(Problems.Conflict("preservation-order").With("order", order.Id).With("orderedBy", order.OrderedBy).With("reference", order.Reference));
    }

    private static Task<IReadOnlyList<Order>> StandingAsync(Reading reading, Guid incident, string wall) => reading.QueryAsync<Order>(
        $"""
        WITH RECURSIVE joined (id) AS (SELECT @incident UNION SELECT incidents.id FROM incidents JOIN joined ON incidents.merged_into = joined.id)
        SELECT preservation_orders.id, preservation_orders.ordered_by, preservation_orders.reference, preservation_orders.reason, preservation_orders.ordered_at,
            systems.name AS system, preservation_orders.version
        FROM preservation_targets JOIN preservation_orders ON preservation_orders.id = preservation_targets.order_id
        LEFT JOIN systems ON systems.id = preservation_targets.system_id
        WHERE preservation_orders.lifted_at IS NULL AND {wall}
          AND (preservation_targets.incident_id IN (SELECT id FROM joined)
            OR preservation_targets.system_id IN (SELECT system_id FROM incidents WHERE id IN (SELECT id FROM joined)))
        ORDER BY preservation_orders.ordered_at, preservation_orders.id, preservation_targets.n
        """,
        new { incident });
}
