using IncidentDesk.Rules.Sharing;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Letters;

/// <summary>What a short message may be made of: no names, no story. The incident is missing where the desk speaks of itself.</summary>
public sealed record NoticeFacts(
    Guid Id, string Channel, string CauseKind, string CauseRef, DateTimeOffset PlannedAt, Guid? IncidentId, string? Number, string? Severity,
    DateTimeOffset? SeriousSince, string? Status, string? Tlp, string? Reality, string? Title, string? Category, string? AgencyCode,
    DateTimeOffset? DetectedAt, DateTimeOffset? ReceivedAt)
{
    public bool IsDrill => Reality == "drill";

    /// <summary>Whether it may say what happened and where, for an incident.</summary>
    public bool MayTellTheStory => Number is not null && TlpRules.MayTellTheStory(Tlp, byLaw: CauseKind == "obligation");

    public static async Task<NoticeFacts> OfAsync(Reading reading, Guid delivery) =>
        await reading.SingleAsync<NoticeFacts>(
            """
            SELECT deliveries.id, deliveries.channel, deliveries.cause_kind, deliveries.cause_ref, deliveries.planned_at, deliveries.incident_id,
                incidents.number, incidents.severity, incidents.serious_since, incidents.status, incidents.tlp, incidents.reality,
                incidents.title, incidents.category, agencies.code AS agency_code, incidents.detected_at, incidents.received_at
            FROM deliveries
            LEFT JOIN incidents ON incidents.id = deliveries.incident_id
            LEFT JOIN agencies ON agencies.id = incidents.agency_id
            WHERE deliveries.id = @delivery
            """,
            new { delivery }) ?? throw new InvalidOperationException($"There is no delivery {delivery}.");
}
