using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>Reads deliveries for the doors: those of one incident, or a page of all of them.</summary>
public static class DeliveryViews
{
    /// <param name="condition">Over the tables deliveries and incidents, with the members of <paramref name="parameters"/>.</param>
    public static Task<IReadOnlyList<Row>> RowsAsync(Reading reading, string condition, string order, object parameters) =>
        reading.QueryAsync<Row>(
            $"""
            SELECT deliveries.id, incidents.number, deliveries.cause_kind, deliveries.cause_ref, deliveries.channel, deliveries.recipient_role,
                deliveries.centre_id, agencies.code AS agency, deliveries.person_id, deliveries.recipient_name, deliveries.address, deliveries.state, deliveries.guard,
                deliveries.content_hash, deliveries.message_id, deliveries.planned_at, deliveries.next_attempt_at, deliveries.due_at,
                deliveries.ended_at, deliveries.superseded_by
            FROM deliveries LEFT JOIN incidents ON incidents.id = deliveries.incident_id
                LEFT JOIN agencies ON agencies.id = deliveries.agency_id
            WHERE {condition} ORDER BY {order}
            """,
            parameters);

    public static async Task<ILookup<Guid, AttemptView>> AttemptsAsync(Reading reading, IEnumerable<Guid> deliveries)
    {
        var ids = deliveries.ToArray();
        var rows = ids.Length == 0 ? [] : await reading.QueryAsync<AttemptRow>(
            """
            SELECT delivery_id, n, at, ended_at, verdict, reply, hash FROM delivery_attempts WHERE delivery_id IN @ids ORDER BY delivery_id, n
            """,
            new { ids });
        return rows.ToLookup(row => row.DeliveryId, row => new AttemptView(row.N, row.At, row.EndedAt, row.Verdict, row.Reply, row.Hash));
    }

    public sealed record Row(
        Guid Id, string? Number, string CauseKind, string CauseRef, string Channel, string RecipientRole, string? CentreId, string? Agency, Guid? PersonId,
        string RecipientName, string Address, string State, string Guard, string? ContentHash, string MessageId, DateTimeOffset PlannedAt,
        DateTimeOffset? NextAttemptAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt, Guid? SupersededBy)
    {
        // A claimed row keeps the end of its lease where others keep their next attempt; that is nobody's next attempt.
        public DeliveryView ToView(IEnumerable<AttemptView> attempts) => new(
            Id, Number, new(CauseKind, CauseRef), Channel, new(RecipientRole, CentreId, Agency, PersonId, RecipientName, Address), State, Guard,
            ContentHash, MessageId, PlannedAt, State == DeliveryStates.Claimed ? null : NextAttemptAt, DueAt, EndedAt, [.. attempts],
            SupersededBy);
    }

    private sealed record AttemptRow(
        Guid DeliveryId, long N, DateTimeOffset At, DateTimeOffset? EndedAt, string? Verdict, string? Reply, string Hash);
}
