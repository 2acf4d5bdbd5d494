using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>Passing the due instant raises an alarm and never ends the trying.</summary>
public sealed class OverdueDeliveries(Database database, TimeProvider clock)
{
    private const int MostAtOnce = 100;

    public async Task RaiseAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var rows = await database.ReadAsync(reading => reading.QueryAsync<Row>(
            """
            SELECT deliveries.id, deliveries.incident_id, incidents.number, deliveries.recipient_name FROM deliveries
            JOIN incidents ON incidents.id = deliveries.incident_id
            WHERE deliveries.ended_at IS NULL AND deliveries.due_at IS NOT NULL AND deliveries.due_at <= @now
              AND NOT EXISTS (SELECT 1 FROM alarms WHERE alarms.kind = 'overdue' AND alarms.subject = deliveries.id AND alarms.ended_at IS NULL)
            ORDER BY deliveries.due_at, deliveries.id LIMIT @most
            """,
            new { now, most = MostAtOnce }), cancellation);
        if (rows.Count > 0)
            await database.WriteAsync(async transaction =>
            {
                foreach (var row in rows)
                    await Alarms.RaiseAsync(
                        transaction, DeliveryAlarms.Overdue, "critical", row.Id.ToString("D"), row.IncidentId,
                        $"{row.Number}: what {row.RecipientName} must get is past its due time and has not been taken by their side.",
                        $"{row.Number}: thư phải tới {row.RecipientName} đã quá hạn mà phía họ chưa nhận.", now);
            }, cancellation);
    }

    private sealed record Row(Guid Id, Guid IncidentId, string Number, string RecipientName);
}
