using IncidentDesk.Incidents;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// What a centre was written meets what a call had left owed, as of when it was sent, not of when somebody recorded it: also where its incident was merged on the way, and
/// whatever else it carried.
/// </summary>
internal static class MetFollowUp
{
    /// <summary>The channels that leave something in their hands, as a list of SQL.</summary>
    internal const string Written = "'mail', 'webhook', 'by-hand'";

    /// <summary>Whom a delivery reaches, by the words in which a duty may name them.</summary>
    private const string Names =
        """
        SELECT recipient_role FROM deliveries WHERE id = @delivery UNION SELECT centre_id FROM deliveries WHERE id = @delivery
        UNION SELECT role FROM centre_roles WHERE centre_id = (SELECT centre_id FROM deliveries WHERE id = @delivery)
        """;

    /// <summary>To be called in the transaction of every move, after a paper has met its own duty.</summary>
    public static async Task FollowAsync(Transaction transaction, Move move)
    {
        if (move is not ({ To: Accepted or Acknowledged } or { From: Accepted or Delivered, To: Failed })
            || await transaction.SingleAsync<Guid?>("SELECT incident_id FROM deliveries WHERE id = @delivery", new { delivery = move.Delivery }) is not { } incident)
            return;
        if (move.To == Accepted)
            await MeetAsync(transaction, incident, move);
        else if (move.To == Failed)
            await OtherSendings.OweAgainAsync(transaction, incident, move.Delivery, move.At);
        else if (move.ConfirmedAt is { } hadBy && await DoubtedAttempt.SentBeforeTakenAsync(transaction, move.Delivery, hadBy) is { } sentAt)
            await MetBySending.WasEarlierAsync(transaction, incident, move.Delivery, sentAt, move.At);
    }

    private static async Task MeetAsync(Transaction transaction, Guid incident, Move move)
    {
        var owed = await transaction.QueryAsync<Owed>(
            $"""
            {MetObligation.Above}
            SELECT incident_id, id FROM obligations WHERE kind = '{WrittenFollowUp.Kind}' AND state IN ('open', 'void') AND incident_id IN (SELECT above.id FROM above)
                AND EXISTS (SELECT 1 FROM deliveries WHERE id = @delivery AND centre_id IS NOT NULL AND channel IN ({Written})) AND recipient IN ({Names})
            """,
            new { incident, delivery = move.Delivery });
        if (owed.Count == 0)
            return;
        var sentAt = await SentInstant.OfAsync(transaction, move.Delivery, move.ConfirmedAt) ?? move.At;
        foreach (var duty in owed)
            await MetObligation.RecordAsync(transaction, duty.IncidentId, duty.Id, sentAt, move.Delivery, move.At);
    }

    private sealed record Owed(Guid IncidentId, Guid Id);
}
