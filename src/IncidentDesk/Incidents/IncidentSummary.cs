using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Incidents;

/// <summary>An incident in a list: enough to decide which one to open.</summary>
/// <param name="NextDue">The earliest thing that the law still wants, or null.</param>
/// <param name="Delivery">The state of the latest delivery, or null when nobody was to be told.</param>
public sealed record IncidentSummary(
    Guid Id, string Number, string Title, string Category, string Agency, string AgencyName, string AgencyNameEn, string? System,
    string Status, string Severity, bool Serious, decimal? Score, string Tlp, bool Drill,
    DateTimeOffset DetectedAt, DateTimeOffset ReceivedAt, DateTimeOffset? NextDueAt, NextDue? NextDue,
    DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Assignee, DateTimeOffset? EndedAt, string? Delivery, long Version)
{
    public const string Select =
        $"""
        SELECT incidents.id, incidents.number, incidents.number_order, incidents.worst_order, incidents.title, incidents.category,
            agencies.code AS agency, agencies.name AS agency_name, agencies.name_en AS agency_name_en, systems.code AS system,
            incidents.status, incidents.severity, incidents.serious_since, incidents.score_hundredths, incidents.tlp, incidents.reality,
            incidents.detected_at, incidents.received_at, incidents.next_due_at, incidents.acknowledged_at,
            taker.name AS acknowledged_by, assignee.name AS assignee, incidents.ended_at,
            (SELECT deliveries.state FROM deliveries WHERE deliveries.about = incidents.id AND {OwnPeople.NotTo}
             ORDER BY deliveries.id DESC LIMIT 1) AS delivery,
            incidents.version
        FROM incidents
        JOIN agencies ON agencies.id = incidents.agency_id
        LEFT JOIN systems ON systems.id = incidents.system_id
        LEFT JOIN people taker ON taker.id = incidents.acknowledged_by
        LEFT JOIN people assignee ON assignee.id = incidents.assignee_id
        """;

    public sealed record Row(
        Guid Id, string Number, long NumberOrder, long WorstOrder, string Title, string Category,
        string Agency, string AgencyName, string AgencyNameEn, string? System,
        string Status, string Severity, DateTimeOffset? SeriousSince, long? ScoreHundredths, string Tlp, string Reality,
        DateTimeOffset DetectedAt, DateTimeOffset ReceivedAt, DateTimeOffset? NextDueAt, DateTimeOffset? AcknowledgedAt,
        string? AcknowledgedBy, string? Assignee, DateTimeOffset? EndedAt, string? Delivery, long Version)
    {
        public IncidentSummary ToSummary(NextDue? next) => new(
            Id, Number, Title, Category, Agency, AgencyName, AgencyNameEn, System, Status, Severity, SeriousSince is not null,
            ScoreHundredths / 100m, Tlp, Reality == "drill", DetectedAt, ReceivedAt, NextDueAt, next, AcknowledgedAt, AcknowledgedBy,
            Assignee, EndedAt, Delivery, Version);
    }
}
