using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>Whom the desk told of an incident, in one line each; the calls to its own people are the ladder's.</summary>
public static class DeliveryBriefs
{
    public static async Task<IReadOnlyList<DeliveryBrief>> OfAsync(Reading reading, Guid incident) =>
        [.. (await reading.QueryAsync<Row>(
            $"""
            SELECT deliveries.id, channel, recipient_role, centre_id, agencies.code AS agency, person_id, recipient_name, address, state
            FROM deliveries LEFT JOIN agencies ON agencies.id = deliveries.agency_id
            WHERE about = @incident AND {OwnPeople.NotTo} ORDER BY deliveries.id
            """,
            new { incident })).Select(row => row.ToBrief())];

    private sealed record Row(
        Guid Id, string Channel, string RecipientRole, string? CentreId, string? Agency, Guid? PersonId, string RecipientName, string Address, string State)
    {
        public DeliveryBrief ToBrief() => new(Id, Channel, new(RecipientRole, CentreId, Agency, PersonId, RecipientName, Address), State);
    }
}
