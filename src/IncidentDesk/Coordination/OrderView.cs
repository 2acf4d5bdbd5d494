using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Coordination;

/// <summary>An order to keep things as they are, as every door shows it.</summary>
/// <param name="Request">The coordination request that it came with.</param>
/// <param name="Targets">What it keeps, of what the caller may see.</param>
public sealed record OrderView(
    Guid Id, Guid? Request, string OrderedBy, string? Reference, string Reason, DateTimeOffset OrderedAt, IReadOnlyList<OrderView.Target> Targets, DateTimeOffset? LiftedAt,
    string? LiftedBy, string? LiftReason, long Version)
{
    /// <param name="Incident">Its number; null where a system is kept.</param>
    /// <param name="System">Code; with it every incident of that system is kept.</param>
    public sealed record Target(string Agency, string? Incident, string? System, string? SystemName);

    internal static string MaySee(Caller caller) => caller.IsDesk
        ? "1 = 1"
        : $"EXISTS (SELECT 1 FROM preservation_targets WHERE preservation_targets.order_id = preservation_orders.id AND {caller.MaySee("preservation_targets")})";

    internal const string Columns =
        """
        preservation_orders.id, preservation_orders.request_id, preservation_orders.ordered_by, preservation_orders.reference, preservation_orders.reason,
        preservation_orders.ordered_at, preservation_orders.lifted_at, preservation_orders.lifted_by_name, preservation_orders.lift_reason, preservation_orders.version
        """;

    public static async Task<OrderView?> FindAsync(Reading reading, Guid id, Caller caller) =>
        await reading.SingleAsync<Row>($"SELECT {Columns} FROM preservation_orders WHERE id = @id AND {MaySee(caller)}", new { id }) is { } row
            ? (await WithTargetsAsync(reading, [row], caller))[0]
            : null;

    internal static async Task<IReadOnlyList<OrderView>> WithTargetsAsync(Reading reading, IReadOnlyList<Row> rows, Caller caller)
    {
        if (rows.Count == 0)
            return [];
        var targets = (await reading.QueryAsync<TargetRow>(
            $"""
            SELECT preservation_targets.order_id, agencies.code AS agency, incidents.number AS incident, systems.code AS system, systems.name AS system_name
            FROM preservation_targets JOIN agencies ON agencies.id = preservation_targets.agency_id
            LEFT JOIN incidents ON incidents.id = preservation_targets.incident_id LEFT JOIN systems ON systems.id = preservation_targets.system_id
            WHERE preservation_targets.order_id IN @orders AND {caller.MaySee("preservation_targets")} ORDER BY preservation_targets.n
            """,
            new { orders = rows.Select(row => row.Id).ToArray() })).ToLookup(row => row.OrderId);
        return [.. rows.Select(row => new OrderView(
            row.Id, row.RequestId, row.OrderedBy, row.Reference, row.Reason, row.OrderedAt,
            [.. targets[row.Id].Select(one => new Target(one.Agency, one.Incident, one.System, one.SystemName))], row.LiftedAt,
            caller.IsDesk ? row.LiftedByName : null, row.LiftReason, row.Version))];
    }

    internal sealed record Row(
        Guid Id, Guid? RequestId, string OrderedBy, string? Reference, string Reason, DateTimeOffset OrderedAt, DateTimeOffset? LiftedAt, string? LiftedByName,
        string? LiftReason, long Version);

    private sealed record TargetRow(Guid OrderId, string Agency, string? Incident, string? System, string? SystemName);
}
