using System.Text.Json;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// The life of deliveries. A state is written here, and by the leases of <see cref="Claims"/>, and nowhere else; the history row
/// of each step names a legal move, or the database refuses it.
/// </summary>
public sealed class Deliveries(MailSender sender, ChannelBook book)
{
    /// <summary>Which way a delivery goes once it has an address: by itself, or past a second person.</summary>
    internal const string Automatic = "automatic", ByApproval = "approval";

    /// <summary>Writes the delivery in the transaction that causes it.</summary>
    /// <returns>False when the same cause already has this message to this recipient by this channel: then nothing was written.</returns>
    public async Task<bool> PlanAsync(Transaction transaction, PlannedDelivery planned)
    {
        var state = planned.To.HasNoAddress ? Planned : planned.Automatic ? Queued : AwaitingApproval;
        var way = planned.Automatic ? Automatic : ByApproval;
        // Nothing that has another channel waits for a refusal alone: a server that is away refuses nothing.
        TimeSpan? wait = planned.NextChannels.Count == 0 ? null : planned.NextChannelAt - planned.At ?? book.UntilNextChannel;
        var written = await transaction.ExecuteAsync(
            """
            INSERT INTO deliveries (id, about, incident_id, cause_kind, cause_ref, channel, recipient, recipient_role, recipient_name, centre_id,
                agency_id, person_id, contact_id, address, state, way, guard, message_id, planned_at, next_attempt_at, due_at, attempts, moves,
                next_channels, next_channel_at, next_channel_wait, acknowledge_within)
            VALUES (@id, @about, @incident, @causeKind, @causeRef, @channel, @key, @role, @name, @centre,
                @agency, @person, @contact, @address, @state, @way, @guard, @messageId, @at, @next, @due, 0, 1,
                @nextChannels, @nextChannelAt, @nextChannelWait, @acknowledgeWithin)
            ON CONFLICT (about, cause_kind, cause_ref, recipient, channel) DO NOTHING
            """,
            new
            {
                id = planned.Id, about = planned.About, incident = planned.Incident, causeKind = planned.CauseKind, causeRef = planned.CauseRef,
                channel = planned.Channel, key = planned.To.Key, role = planned.To.Role, name = planned.To.Name, centre = planned.To.Centre,
                agency = planned.To.Agency, person = planned.To.Person, contact = planned.To.Contact?.Id, address = planned.To.Address, state, way, guard = book.Of(planned.Channel).Guard.Word(),
                messageId = sender.MessageIdOf(planned.Id), at = planned.At, due = planned.DueAt,
                next = state == Queued ? planned.At : (DateTimeOffset?)null,
                nextChannels = string.Join(' ', planned.NextChannels), nextChannelAt = FirstLook(planned, state, wait),
                nextChannelWait = Milliseconds(wait), acknowledgeWithin = Milliseconds(planned.AcknowledgeWithin),
            });
        if (written == 0)
            return false;
        await AddHistoryAsync(transaction, planned.Id, 1, planned.At, null, state, planned.By.Word, way);
        if (planned.To is { HasNoAddress: true, Centre: { } centre })
            await MissingContact.RaiseAsync(transaction, centre, planned.Id, planned.At);
        return true;
    }

    /// <returns>False when the delivery is not, or no longer, where <paramref name="move"/> starts: then nothing was written.</returns>
    public static async Task<bool> MoveAsync(Transaction transaction, Move move)
    {
        var moved = await transaction.SingleAsync<Moved>(
            $"""
            UPDATE deliveries SET came_from = state, state = @to, moves = moves + 1, next_attempt_at = @next, lease_token = NULL, claimed_by = NULL,
                ended_at = {(IsEnding(move.To) ? "coalesce(ended_at, @at)" : "NULL")}, next_channel_at = {(move.NothingFollows ? "NULL" : NextChannelAfter(move.To))}
            WHERE id = @id AND state = @from AND (@token IS NULL OR lease_token = @token)
            RETURNING moves, next_channels, next_delivery
            """,
            new { id = move.Delivery, from = move.From, to = move.To, at = move.At, next = move.NextAttemptAt, token = move.Token });
        if (moved is null)
            return false;
        await AddHistoryAsync(transaction, move.Delivery, moved.Moves, move.At, move.From, move.To, move.Actor.Word, move.Note);
        await TellAsync(transaction, move);
        if (move.To == Failed && !move.NothingFollows && moved is { NextChannels: "", NextDelivery: null })
            await UsedUp.RaiseAsync(transaction, move.Delivery, move.At);
        return true;
    }

    /// <summary>Several steps that one act takes in one transaction, each with its history row; the last one says what people are told.</summary>
    /// <param name="path">The states after <paramref name="from"/>, in order.</param>
    /// <param name="last">The last step; who, when and why are the same on all of them.</param>
    public static async Task<bool> MoveAlongAsync(Transaction transaction, string from, IReadOnlyList<string> path, Move last)
    {
        for (var step = 0; step < path.Count - 1; step++)
        {
            if (!await MoveAsync(transaction, last with { From = from, To = path[step], Said = null, NextAttemptAt = null }))
                return false;
            from = path[step];
        }
        return await MoveAsync(transaction, last with { From = from, To = path[^1] });
    }

    /// <summary>
    /// Each state says what becomes of the next channel: a failure starts it, an acceptance gives it until somebody should have answered. A person
    /// who is called and got nothing by this channel is called by the next; whoever else is told nothing in simulation is told nothing by another way.
    /// </summary>
    private static string NextChannelAfter(string state) => state switch
    {
        Failed => "CASE WHEN next_channels = '' THEN NULL ELSE @at END",
        Accepted => "CASE WHEN next_channels = '' THEN NULL ELSE @at + acknowledge_within END",
        Queued => "CASE WHEN next_channels = '' THEN NULL ELSE @at + next_channel_wait END",
        Simulated or Suppressed => "CASE WHEN next_channels = '' OR cause_kind <> 'rung' THEN NULL ELSE @at + acknowledge_within END",
        Claimed or RetryWait or InDoubt or Delivered => "next_channel_at",
        _ => "NULL",
    };

    // Without an address there is nothing to wait for; what needs a second person starts to wait when they have agreed.
    private static DateTimeOffset? FirstLook(PlannedDelivery planned, string state, TimeSpan? wait) =>
        planned.NextChannels.Count == 0 || state == AwaitingApproval ? null
        : state == Planned ? planned.At
        : planned.At + wait;

    private static long? Milliseconds(TimeSpan? span) => (long?)span?.TotalMilliseconds;

    internal static Task AddHistoryAsync(
        Transaction transaction, Guid delivery, long n, DateTimeOffset at, string? from, string to, string actor, string? note) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO delivery_history (delivery_id, n, at, from_state, to_state, actor, note)
            VALUES (@delivery, @n, @at, @from, @to, @actor, @note)
            """,
            new { delivery, n, at, from, to, actor, note });

    /// <summary>Tells the incident's timeline, open pages, and the alarms whose cause ends with this move.</summary>
    internal static async Task TellAsync(Transaction transaction, Move move)
    {
        var incident = await transaction.SingleAsync<Row>(
            $"""
            SELECT incidents.id, incidents.number, CASE WHEN {OwnPeople.NotTo} THEN incidents.agency_id ELSE NULL END AS agency_id FROM deliveries
            JOIN incidents ON incidents.id = deliveries.incident_id WHERE deliveries.id = @id
            """,
            new { id = move.Delivery });
        await Changes.TellAsync(transaction, "delivery", move.Delivery, incident?.Number, move.To, incident?.AgencyId, move.At);
        if (move.Said is { } said && incident is not null)
            await Timeline.AddAsync(
                transaction, incident.Id, move.At, "delivery", move.Actor, incident.AgencyId is null ? "internal" : "agency", said.En, said.Vi,
                JsonSerializer.Serialize(new { delivery = move.Delivery, state = move.To }));
        if (move.From == AwaitingApproval)
            await Asking.VoidOpenAsync(transaction, DeliveryAsking.Kind, move.Delivery.ToString("D"), move.At, $"it no longer waits: {move.To}");
        if (move.To == AwaitingApproval)
            await DeliveryAsking.AskAsync(transaction, move.Delivery, move.At);
        // A paper that was written for the very follow-up meets it as a paper does.
        await SentPapers.FollowAsync(transaction, move);
        await MetFollowUp.FollowAsync(transaction, move);
        if (move.From == Failed || (IsEnding(move.To) && move.To != Failed))
            await UsedUp.EndAsync(transaction, move.Delivery, move.At);
        if (move.From == InDoubt)
            await InDoubtCall.EndAsync(transaction, move.Delivery, move.At);
        if (IsEnding(move.To))
        {
            await Alarms.EndAsync(transaction, DeliveryAlarms.InDoubt, move.Delivery.ToString("D"), move.At);
            await StuckDelivery.EndAsync(transaction, move.Delivery, move.At);
        }
        if (IsEnding(move.To) && move.To != Failed)
            await Alarms.EndAsync(transaction, DeliveryAlarms.Overdue, move.Delivery.ToString("D"), move.At);
    }

    /// <param name="AgencyId">Who may hear of it besides the desk; null for what is between the desk and its own people.</param>
    private sealed record Row(Guid Id, string Number, Guid? AgencyId);

    private sealed record Moved(long Moves, string NextChannels, Guid? NextDelivery);
}
