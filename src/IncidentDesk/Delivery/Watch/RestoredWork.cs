using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Watch;

/// <summary>Keeps the alarm of a restored database open until a person has decided about all that was on its way in it.</summary>
public sealed class RestoredWork : IWatch
{
    public async Task<IReadOnlyList<Trouble>> LookAsync(Reading reading, DateTimeOffset now)
    {
        var open = await reading.SingleAsync<Trouble>(
            """
            SELECT kind, severity, subject, text, text_vi FROM alarms
            WHERE kind = 'restored' AND subject = 'on-their-way' AND ended_at IS NULL
            """);
        return open is null || !await IsLeftAsync(reading) ? [] : [open];
    }

    // No index leads here, and none is worth having: it is asked only while that alarm is open.
    private static async Task<bool> IsLeftAsync(Reading reading) => await reading.SingleAsync<long>(
        """
        SELECT CAST(CASE WHEN EXISTS (
            SELECT 1 FROM deliveries JOIN alarms ON alarms.kind = 'restored' AND alarms.ended_at IS NULL
            WHERE deliveries.state = 'failed' AND deliveries.ended_at = alarms.since)
          OR EXISTS (
            SELECT 1 FROM incident_ladders
            JOIN alarms ON alarms.kind = 'restored' AND alarms.ended_at IS NULL
            JOIN incidents ON incidents.id = incident_ladders.incident_id
            WHERE incident_ladders.stopped_at = alarms.since AND incidents.ended_at IS NULL AND incidents.acknowledged_at IS NULL)
          THEN 1 ELSE 0 END AS BIGINT)
        """) == 1;
}
