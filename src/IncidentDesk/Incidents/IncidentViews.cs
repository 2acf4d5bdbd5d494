using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>Reads an incident as every door shows it.</summary>
public static class IncidentViews
{
    private const string Select =
        """
        SELECT incidents.id, incidents.number, incidents.version, incidents.status, incidents.severity, incidents.serious_since,
            incidents.score_hundredths, incidents.rules_version, incidents.triage, incidents.received_at, incidents.title,
            incidents.category, agencies.code AS agency, systems.code AS system, incidents.need, incidents.tlp, incidents.reality,
            incidents.detected_at, incidents.occurred_at, incidents.next_due_at, incidents.acknowledged_at,
            taker.name AS acknowledged_by, assignee.name AS assignee, incidents.ended_at, incidents.disposition, incidents.closed_unproven_at
        FROM incidents
        JOIN agencies ON agencies.id = incidents.agency_id
        LEFT JOIN systems ON systems.id = incidents.system_id
        LEFT JOIN people taker ON taker.id = incidents.acknowledged_by
        LEFT JOIN people assignee ON assignee.id = incidents.assignee_id
        """;

    /// <param name="report">The report to name in the view; null names the first.</param>
    /// <returns>The incident and its version, or null.</returns>
    public static async Task<(IncidentView Incident, long Version)?> FindAsync(Reading reading, Guid incident, Guid? report = null)
    {
        var row = await reading.SingleAsync<Row>($"{Select} WHERE incidents.id = @incident", new { incident });
        if (row is null)
            return null;
        report ??= await reading.SingleAsync<Guid>(
            "SELECT id FROM reports WHERE incident_id = @incident ORDER BY id LIMIT 1", new { incident });
        var obligations = await ObligationRows.OfAsync(reading, incident);
        var deliveries = await DeliveryBriefs.OfAsync(reading, incident);
        return (row.ToView(report.Value, obligations, deliveries), row.Version);
    }

    private sealed record Row(
        Guid Id, string Number, long Version, string Status, string Severity, DateTimeOffset? SeriousSince, long? ScoreHundredths,
        string RulesVersion, string Triage, DateTimeOffset ReceivedAt, string Title, string Category, string Agency, string? System,
        string Need, string Tlp, string Reality, DateTimeOffset DetectedAt, DateTimeOffset? OccurredAt, DateTimeOffset? NextDueAt,
        DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Assignee, DateTimeOffset? EndedAt,
        string? Disposition, DateTimeOffset? ClosedUnprovenAt)
    {
        public IncidentView ToView(Guid report, IReadOnlyList<ObligationView> obligations, IReadOnlyList<DeliveryBrief> deliveries) => new(
            Id, Number, report, Status, Severity, SeriousSince is not null, ScoreHundredths / 100m, RulesVersion, new RawJson(Triage),
            obligations, deliveries, ReceivedAt, IncidentLinks.Of(Number, report), Title, Category, Agency, System, Need, Tlp,
            Reality == "drill", DetectedAt, OccurredAt, NextDueAt, AcknowledgedAt, AcknowledgedBy, Assignee, EndedAt)
        {
            Disposition = Disposition, ClosedUnproven = ClosedUnprovenAt is not null,
        };
    }
}
