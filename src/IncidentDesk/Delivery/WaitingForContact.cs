using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>Deliveries for a centre without a usable contact, from their planning on or since it ended: they wake when a person has verified one.</summary>
public sealed class WaitingForContact(Database database, TimeProvider clock) : IRound
{
    private const int MostAtOnce = 100;

    public string What => "waking what waited for a contact";

    public Task TurnAsync(CancellationToken cancellation) => WakeAsync(cancellation);

    public async Task WakeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (rows, left, centres) = await database.ReadAsync(
            async reading => (await RowsAsync(reading, now), await LeftAsync(reading, now), await CentresAsync(reading, now)), cancellation);
        if (rows.Count > 0)
            await database.WriteAsync(async transaction =>
            {
                foreach (var row in rows)
                    await WakeAsync(transaction, row, now);
            }, cancellation);
        if (left.Count > 0)
            await database.WriteAsync(async transaction =>
            {
                foreach (var delivery in left)
                    await transaction.ExecuteAsync(
                        "UPDATE deliveries SET next_attempt_at = @now WHERE id = @delivery AND state = 'retry-wait' AND next_attempt_at > @now",
                        new { delivery, now });
            }, cancellation);
        if (centres.Count > 0)
            await database.WriteAsync(async transaction =>
            {
                foreach (var centre in centres)
                    await Alarms.EndAsync(transaction, DeliveryAlarms.ContactMissing, centre, now);
            }, cancellation);
    }

    private static async Task WakeAsync(Transaction transaction, Row row, DateTimeOffset now)
    {
        if (await CentreContacts.UsableAsync(transaction, row.CentreId, row.Channel, now) is not { } contact)
            return;
        var isAutomatic = row.Way == Deliveries.Automatic;
        var moved = await Deliveries.MoveAsync(transaction, new(row.Id, Planned, isAutomatic ? Queued : AwaitingApproval, now, Actor.Desk)
        {
            NextAttemptAt = isAutomatic ? now : null, Note = "a verified contact is there now", Said = DeliveryWords.Ready(new(row.RecipientName, row.NameEn)),
        });
        if (moved)
            await transaction.ExecuteAsync(
                "UPDATE deliveries SET contact_id = @contact, address = @address WHERE id = @id",
                new { id = row.Id, contact = contact.Id, address = contact.Value });
    }

    private static Task<IReadOnlyList<Row>> RowsAsync(Reading reading, DateTimeOffset now) =>
        reading.QueryAsync<Row>(
            $"""
            SELECT deliveries.id, deliveries.channel, deliveries.centre_id, deliveries.recipient_name, centres.name_en, deliveries.way
            FROM deliveries JOIN centres ON centres.id = deliveries.centre_id
            WHERE deliveries.state = 'planned' AND EXISTS (
                SELECT 1 FROM centre_contacts WHERE centre_contacts.centre_id = deliveries.centre_id
                    AND centre_contacts.channel = deliveries.channel AND {CentreContacts.AreUsable})
            ORDER BY deliveries.id LIMIT @most
            """,
            new { now, most = MostAtOnce });

    // Their next look is minutes away, and the contact they need is there now: the post room finds it when it claims them.
    private static Task<IReadOnlyList<Guid>> LeftAsync(Reading reading, DateTimeOffset now) =>
        reading.QueryAsync<Guid>(
            $"""
            SELECT deliveries.id FROM deliveries
            WHERE deliveries.state = 'retry-wait' AND deliveries.next_attempt_at > @now AND deliveries.centre_id IS NOT NULL
              AND EXISTS (SELECT 1 FROM centre_contacts WHERE centre_contacts.centre_id = deliveries.centre_id
                AND centre_contacts.channel = deliveries.channel AND {CentreContacts.AreUsable})
              AND NOT EXISTS (SELECT 1 FROM centre_contacts WHERE centre_contacts.id = deliveries.contact_id
                AND centre_contacts.value = deliveries.address AND {CentreContacts.AreUsable})
            ORDER BY deliveries.id LIMIT @most
            """,
            new { now, most = MostAtOnce });

    private static Task<IReadOnlyList<string>> CentresAsync(Reading reading, DateTimeOffset now) =>
        reading.QueryAsync<string>(
            $"""
            SELECT alarms.subject FROM alarms
            WHERE alarms.kind = '{DeliveryAlarms.ContactMissing}' AND alarms.ended_at IS NULL AND EXISTS (
                SELECT 1 FROM centre_contacts WHERE centre_contacts.centre_id = alarms.subject
                    AND centre_contacts.channel = 'mail' AND {CentreContacts.AreUsable})
            """,
            new { now });

    private sealed record Row(Guid Id, string Channel, string CentreId, string RecipientName, string NameEn, string Way);
}
