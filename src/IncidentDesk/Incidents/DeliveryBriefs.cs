using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>The deliveries of an incident in one line each.</summary>
public static class DeliveryBriefs
{
    public static async Task<IReadOnlyList<DeliveryBrief>> OfAsync(Reading reading, Guid incident) =>
        [.. (await reading.QueryAsync<Row>(
            """
            SELECT id, channel, recipient_role, centre_id, recipient_name, address, state
            FROM deliveries WHERE incident_id = @incident ORDER BY id
            """,
            new { incident })).Select(row => row.ToBrief())];

    private sealed record Row(
        Guid Id, string Channel, string RecipientRole, string? CentreId, string RecipientName, string Address, string State)
    {
        public DeliveryBrief ToBrief() => new(Id, Channel, new(RecipientRole, CentreId, null, null, RecipientName, Address), State);
    }
}
