using IncidentDesk.Audit;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>Which drill of the register an incident belongs to. Without one every message of it is simulated.</summary>
public static class DrillTies
{
    /// <summary>A report that says it is a drill's belongs to the running drill in which its agency takes part, where there is exactly one: which of two it is, a person says.</summary>
    public static async Task TieReportAsync(Transaction transaction, Guid incident, Guid agency, DateTimeOffset now)
    {
        var running = await transaction.QueryAsync<Guid>(
            """
            SELECT drills.id FROM drills WHERE drills.state = 'running' AND (drills.ends_at IS NULL OR drills.ends_at > @now) AND (
                EXISTS (SELECT 1 FROM drill_agencies JOIN agency_tree ON agency_tree.ancestor_id = drill_agencies.agency_id
                    WHERE drill_agencies.drill_id = drills.id AND agency_tree.descendant_id = @agency)
                OR EXISTS (SELECT 1 FROM drill_systems JOIN systems ON systems.id = drill_systems.system_id
                    WHERE drill_systems.drill_id = drills.id AND systems.agency_id = @agency))
            ORDER BY drills.id LIMIT 2
            """,
            new { now, agency });
        if (running is [var only])
            await TieAsync(transaction, incident, only, Actor.Desk, now);
    }

    /// <summary>Takes the place of the drill that it belonged to before.</summary>
    public static async Task TieAsync(Transaction transaction, Guid incident, Guid drill, Actor by, DateTimeOffset now)
    {
        await UntieAsync(transaction, incident);
        await transaction.ExecuteAsync(
            "INSERT INTO drill_incidents (incident_id, drill_id, tied_at, tied_by) VALUES (@incident, @drill, @now, @by)", new { incident, drill, now, by = by.Word });
        await AuditTrail.AppendAsync(transaction, by.Word, "incident.drill", incident.ToString("D"), drill.ToString("D"), now);
    }

    public static Task UntieAsync(Transaction transaction, Guid incident) =>
        transaction.ExecuteAsync("DELETE FROM drill_incidents WHERE incident_id = @incident", new { incident });
}
