using IncidentDesk.Centres;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>
/// Someone is always reached next. When a delivery failed for good, has no address, or took too long to be taken or acknowledged, the next
/// channel of its list is planned for the same recipient and cause, and takes the rest of the list with it. The first one goes on trying.
/// </summary>
public sealed class NextChannels(Database database, Deliveries deliveries, ChannelBook book, TimeProvider clock, ILogger<NextChannels> log) : IRound
{
    private const int MostAtOnce = 100;

    public string What => "starting the next channel";

    /// <summary>It starts with the next round, whatever the clock says.</summary>
    /// <returns>False where no channel is left and none was started before.</returns>
    public static async Task<bool> StartAsync(Transaction transaction, Guid delivery, DateTimeOffset at) => await transaction.ExecuteAsync(
        """
        UPDATE deliveries SET next_channel_at = CASE WHEN next_channels = '' THEN NULL ELSE @at END
        WHERE id = @delivery AND (next_channels <> '' OR next_delivery IS NOT NULL)
        """,
        new { delivery, at }) == 1;

    public async Task TurnAsync(CancellationToken cancellation)
    {
        foreach (var delivery in await DueAsync(cancellation))
            try
            {
                await database.WriteAsync(transaction => StartNextAsync(transaction, delivery), cancellation);
            }
            catch (Exception fault) when (StuckDelivery.IsCause(fault))
            {
                // One row that cannot go on holds no other; it stays due and is met again.
                log.LogError(fault, "The next channel of delivery {Delivery} could not be started.", delivery);
            }
    }

    private Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellation) =>
        database.ReadAsync(reading => reading.QueryAsync<Guid>(
            """
            SELECT id FROM deliveries WHERE next_channel_at IS NOT NULL AND next_channel_at <= @now
            ORDER BY next_channel_at, id LIMIT @most
            """,
            new { now = clock.GetUtcNow(), most = MostAtOnce }), cancellation);

    private async Task StartNextAsync(Transaction transaction, Guid delivery)
    {
        var now = clock.GetUtcNow();
        // The row is taken first: of two nodes one starts it, and what was accepted in between is left alone.
        var from = await transaction.SingleAsync<Unreached>(
            """
            UPDATE deliveries SET next_channel_at = NULL WHERE id = @delivery AND next_channel_at <= @now
            RETURNING id, incident_id, cause_kind, cause_ref, channel, recipient, recipient_role, recipient_name, centre_id, person_id,
                state, way, due_at, next_channels, next_channel_wait, acknowledge_within
            """,
            new { delivery, now });
        if (from is null)
            return;
        var left = from.NextChannels.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(channel => channel != from.Channel).ToArray();
        for (var n = 0; n < left.Length; n++)
        {
            if (await AddresseeAsync(transaction, from, left[n], now) is { } to)
            {
                await PlanAsync(transaction, from, left[n], to, left[(n + 1)..], now);
                return;
            }
            await NextChannelWords.TellAsync(transaction, from, left[n], NextChannelWords.Skipped, now);
        }
        await transaction.ExecuteAsync("UPDATE deliveries SET next_channels = '' WHERE id = @id", new { id = from.Id });
        // Who waits for a contact has its alarm already, and a named one.
        if (from.State != DeliveryStates.Planned)
            await UsedUp.RaiseAsync(transaction, from.Id, now);
    }

    /// <returns>Null where the desk has no such channel, or the recipient no address for it.</returns>
    private async Task<Addressee?> AddresseeAsync(Transaction transaction, Unreached from, string channel, DateTimeOffset now)
    {
        if (!await book.IsUsableAsync(transaction, channel))
            return null;
        if (from.CentreId is { } centre)
            return await CentreContacts.UsableAsync(transaction, centre, channel, now) is { } contact
                ? Addressee.Of(centre, from.RecipientRole, from.RecipientName, contact)
                : null;
        return from.PersonId is { } person && await PersonAddress.FindAsync(transaction, person) is { } row
            && PersonAddress.For(channel, row) is { } address
                ? Addressee.Of(person, from.RecipientRole, from.RecipientName, address)
                : null;
    }

    private async Task PlanAsync(Transaction transaction, Unreached from, string channel, Addressee to, string[] rest, DateTimeOffset now)
    {
        var planned = new PlannedDelivery(
            Ids.Next(now), from.IncidentId, from.CauseKind, from.CauseRef, channel, to with { Key = from.Recipient }, from.Way == Deliveries.Automatic, now, from.DueAt)
        {
            NextChannels = rest, NextChannelAt = now + from.Wait, AcknowledgeWithin = from.Within,
        };
        if (await deliveries.PlanAsync(transaction, planned))
            await NextChannelWords.TellAsync(transaction, from, channel, NextChannelWords.Started, now);
        await transaction.ExecuteAsync(
            """
            UPDATE deliveries SET next_channels = '', next_delivery = (SELECT other.id FROM deliveries AS other WHERE other.about = deliveries.about
                AND other.cause_kind = deliveries.cause_kind AND other.cause_ref = deliveries.cause_ref AND other.recipient = deliveries.recipient
                AND other.channel = @channel)
            WHERE id = @id
            """,
            new { id = from.Id, channel });
    }
}

/// <summary>A delivery that did not reach its recipient, or not soon enough, with what is left to try.</summary>
public sealed record Unreached(
    Guid Id, Guid? IncidentId, string CauseKind, string CauseRef, string Channel, string Recipient, string RecipientRole, string RecipientName,
    string? CentreId, Guid? PersonId, string State, string Way, DateTimeOffset? DueAt, string NextChannels, long? NextChannelWait,
    long? AcknowledgeWithin)
{
    /// <summary>Called or written to among the desk's own people: not the agencies' to see.</summary>
    public bool IsOwnPerson => PersonId is not null;

    public TimeSpan? Wait => NextChannelWait is { } wait ? TimeSpan.FromMilliseconds(wait) : null;

    public TimeSpan? Within => AcknowledgeWithin is { } within ? TimeSpan.FromMilliseconds(within) : null;
}
