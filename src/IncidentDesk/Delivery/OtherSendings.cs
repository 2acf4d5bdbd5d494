using IncidentDesk.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>
/// What came back need not be all that was sent: while a duty was met, another paper of it, or another message that follows a call, met nothing. It does from now on, as
/// of when it was sent, and the earliest counts.
/// </summary>
internal static class OtherSendings
{
    private const string Stands = "deliveries.state IN ('accepted', 'delivered', 'acknowledged')";

    /// <summary>What the delivery had met is owed again, as far as nothing else that was sent for it stands.</summary>
    public static async Task OweAgainAsync(Transaction transaction, Guid incident, Guid delivery, DateTimeOffset now)
    {
        var standing = new List<(MetBySending.Changed Duty, Sent Sent, DateTimeOffset At)>();
        foreach (var duty in await MetBySending.OweAgainAsync(transaction, incident, delivery, now))
            foreach (var sent in await SentForAsync(transaction, duty))
                if ((sent.SentAt ?? await SentInstant.OfAsync(transaction, sent.Delivery)) is { } at)
                    standing.Add((duty, sent, at));
        // Whatever comes after the first finds nothing open.
        foreach (var (duty, sent, at) in standing.OrderBy(one => one.At))
            await MetObligation.RecordAsync(transaction, duty.IncidentId, duty.Id, at, sent.Delivery, now, sent.PreliminaryAt is not null);
    }

    private static async Task<IReadOnlyList<Sent>> SentForAsync(Reading reading, MetBySending.Changed duty)
    {
        var papers = await reading.QueryAsync<Sent>(
            $"""
            SELECT deliveries.id AS delivery, paper_sendings.sent_at, paper_sendings.preliminary_at
            FROM paper_sendings JOIN deliveries ON deliveries.id = paper_sendings.delivery_id WHERE paper_sendings.obligation_id = @duty AND {Stands}
            """,
            new { duty = duty.Id });
        return duty.Kind != WrittenFollowUp.Kind ? papers
            : [.. papers, .. (await WrittenAsync(reading, duty)).Where(id => papers.All(paper => paper.Delivery != id)).Select(id => new Sent(id, null, null))];
    }

    // Whatever they were written, also of what was merged into it.
    private static Task<IReadOnlyList<Guid>> WrittenAsync(Reading reading, MetBySending.Changed duty) => reading.QueryAsync<Guid>(
        $"""
        {IncidentFacts.Joined}
        SELECT deliveries.id FROM deliveries JOIN obligations ON obligations.incident_id = @incident AND obligations.id = @duty
        WHERE deliveries.incident_id IN (SELECT joined.id FROM joined) AND deliveries.centre_id IS NOT NULL AND deliveries.channel IN ({MetFollowUp.Written}) AND {Stands}
            AND (obligations.recipient IN (deliveries.recipient_role, deliveries.centre_id)
                OR EXISTS (SELECT 1 FROM centre_roles WHERE centre_roles.centre_id = deliveries.centre_id AND centre_roles.role = obligations.recipient))
        """,
        new { incident = duty.IncidentId, duty = duty.Id });

    private sealed record Sent(Guid Delivery, DateTimeOffset? SentAt, DateTimeOffset? PreliminaryAt);
}
