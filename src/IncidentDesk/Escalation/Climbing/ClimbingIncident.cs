using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Climbing;

/// <summary>An incident as far as calling people for it goes.</summary>
public sealed record ClimbingIncident(
    Guid Id, string Number, Guid AgencyId, string Severity, string Reality, DateTimeOffset? EndedAt, DateTimeOffset? AcknowledgedAt,
    Guid? AcknowledgedBy)
{
    public bool IsDrill => Reality == "drill";

    public static Task<ClimbingIncident?> FindAsync(Reading reading, Guid incident) => reading.SingleAsync<ClimbingIncident>(
        """
        SELECT id, number, agency_id, severity, reality, ended_at, acknowledged_at, acknowledged_by FROM incidents WHERE id = @incident
        """,
        new { incident });
}
