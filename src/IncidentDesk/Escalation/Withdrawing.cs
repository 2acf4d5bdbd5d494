using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation;

/// <summary>Takes back what the desk still meant to tell a centre and what nobody has got yet.</summary>
public static class Withdrawing
{
    private const string Waits = "deliveries.state IN ('planned', 'awaiting-approval', 'queued', 'retry-wait')";

    /// <summary>A newer message takes the place of what waits for this centre; what is in a courier's hands finds it in its last look.</summary>
    /// <param name="causes">Which causes it takes the place of: a condition over the table deliveries.</param>
    public static async Task SupersedeAsync(
        Transaction transaction, Guid incident, string centre, string causes, Guid by, string why, DateTimeOffset at)
    {
        var waiting = await transaction.QueryAsync<Row>(
            $"""
            UPDATE deliveries SET superseded_by = @by
            WHERE about = @incident AND centre_id = @centre AND id <> @by AND {causes} AND superseded_by IS NULL
              AND ({Waits} OR deliveries.state = 'claimed')
            RETURNING id, state
            """,
            new { incident, centre, by });
        foreach (var row in waiting.Where(row => row.State != DeliveryStates.Claimed))
            await Deliveries.MoveAsync(transaction, new(row.Id, row.State, DeliveryStates.Superseded, at, Actor.Desk) { Note = why });
    }

    /// <summary>A person says that there is nothing to tell: what waits for any centre ends, also what was to be sent again.</summary>
    public static async Task CancelAsync(Transaction transaction, Guid incident, Actor actor, string why, DateTimeOffset at)
    {
        var waiting = await transaction.QueryAsync<Row>(
            $"""
            SELECT id, state FROM deliveries WHERE about = @incident AND {Told.Tells} AND ({Waits} OR deliveries.state = 'in-doubt') ORDER BY id
            """,
            new { incident });
        foreach (var row in waiting)
            await Deliveries.MoveAsync(transaction, new(row.Id, row.State, DeliveryStates.Cancelled, at, actor) { Note = why });
    }

    private sealed record Row(Guid Id, string State);
}
