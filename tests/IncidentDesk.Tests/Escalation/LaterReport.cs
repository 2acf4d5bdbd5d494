using IncidentDesk.Escalation;
using IncidentDesk.Operations;
using IncidentDesk.Tests.Delivery;

namespace IncidentDesk.Tests.Escalation;

/// <summary>What a scene needs to let later reports come and be told.</summary>
internal static class LaterReport
{
    public static async Task StoreAsync(this PostRoomScene scene, Guid incident, string kind, ReportRow report, bool isSerious = true)
    {
        scene.Clock.Advance(TimeSpan.FromHours(1));
        var now = scene.Clock.GetUtcNow();
        var updates = new Updates(scene.Deliveries, new(scene.Settings));
        await scene.Store.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO reports (id, incident_id, agency_id, kind, source, reported_via, received_at, filed_by_kind, filed_by_id, verbatim,
                    verbatim_hash, facts, folded)
                VALUES (@id, @incident, @agency, @kind, '', 'api', @now, 'key', @incident, '{}', '', @facts, '')
                """,
                new { id = Ids.Next(now), incident, agency = scene.Agency, kind, now, facts = report.Facts });
            await updates.PlanAsync(transaction, new(incident, scene.Agency, now, IsReal: true, IsFirst: false, []), isSerious);
        }, CancellationToken.None);
    }

    /// <summary>The state of each delivery, as cause, reference and state, oldest first.</summary>
    public static Task<IReadOnlyList<string>> AllAsync(this PostRoomScene scene) => scene.ListAsync<string>(
        "SELECT cause_kind || ' ' || cause_ref || ' ' || state FROM deliveries ORDER BY id");
}
