using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Inbound;

/// <summary>The delivery that a mail answers, as it stands in this transaction.</summary>
public sealed record DeliveryAtHand(
    Guid Id, string State, string Address, Guid? IncidentId, string? Number, Guid? AgencyOfIncident, string? CentreId, Guid? AgencyId,
    Guid? PersonId, string RecipientName, string RecipientNameEn)
{
    public static Task<DeliveryAtHand?> ReadAsync(Reading reading, Guid delivery) => reading.SingleAsync<DeliveryAtHand>(
        """
        SELECT deliveries.id, deliveries.state, deliveries.address, deliveries.incident_id, incidents.number,
            incidents.agency_id AS agency_of_incident, deliveries.centre_id, deliveries.agency_id, deliveries.person_id,
            deliveries.recipient_name, coalesce(centres.name_en, deliveries.recipient_name) AS recipient_name_en
        FROM deliveries
        LEFT JOIN incidents ON incidents.id = deliveries.incident_id
        LEFT JOIN centres ON centres.id = deliveries.centre_id
        WHERE deliveries.id = @delivery AND deliveries.channel = 'mail'
        """,
        new { delivery });

    public Text Recipient => new(RecipientName, RecipientNameEn);

    /// <summary>Where a centre or an agency was written to, a colleague may answer.</summary>
    public bool IsToOrganisation => CentreId is not null || (AgencyId is not null && PersonId is null);
}
