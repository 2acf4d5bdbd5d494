using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>A delivery as the checker reads it, with its own eyes and not with the product's.</summary>
internal sealed record DeliveryRow(
    Guid Id, Guid? IncidentId, string CauseKind, string Channel, string State, string? CameFrom, string Way, string MessageId, string? ContentHash,
    long Attempts, long Moves, DateTimeOffset? NextAttemptAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt, string? ClaimedBy, string? LeaseToken,
    Guid? SupersededBy)
{
    public static Task<IReadOnlyList<DeliveryRow>> AllAsync(Reading reading) => reading.QueryAsync<DeliveryRow>(
        """
        SELECT id, incident_id, cause_kind, channel, state, came_from, way, message_id, content_hash, attempts, moves, next_attempt_at, due_at,
            ended_at, claimed_by, lease_token, superseded_by
        FROM deliveries ORDER BY id
        """);
}

internal sealed record HistoryRow(long N, DateTimeOffset At, string? FromState, string ToState, string Actor, string? Note)
{
    public static Task<IReadOnlyList<HistoryRow>> OfAsync(Reading reading, Guid delivery) => reading.QueryAsync<HistoryRow>(
        "SELECT n, at, from_state, to_state, actor, note FROM delivery_history WHERE delivery_id = @delivery ORDER BY n", new { delivery });
}

internal sealed record AttemptRow(long N, DateTimeOffset At, DateTimeOffset? EndedAt, string? Verdict, string Hash)
{
    public static Task<IReadOnlyList<AttemptRow>> OfAsync(Reading reading, Guid delivery) => reading.QueryAsync<AttemptRow>(
        "SELECT n, at, ended_at, verdict, hash FROM delivery_attempts WHERE delivery_id = @delivery ORDER BY n", new { delivery });
}

/// <summary>How far an incident's ladder has been climbed, and whether anybody has the incident.</summary>
internal sealed record LadderRow(Guid IncidentId, long Step, DateTimeOffset? ClimbAt, DateTimeOffset? AcknowledgedAt, DateTimeOffset? EndedAt, long Called)
{
    public static Task<IReadOnlyList<LadderRow>> AllAsync(Reading reading) => reading.QueryAsync<LadderRow>(
        """
        SELECT incident_ladders.incident_id, incident_ladders.step, incident_ladders.climb_at, incidents.acknowledged_at, incidents.ended_at,
            (SELECT count(*) FROM deliveries WHERE deliveries.incident_id = incidents.id AND deliveries.cause_kind = 'rung'
                AND deliveries.cause_ref = 'rung:' || incident_ladders.step) AS called
        FROM incident_ladders JOIN incidents ON incidents.id = incident_ladders.incident_id ORDER BY incident_ladders.incident_id
        """);

    public bool HasSomebody => AcknowledgedAt is not null || EndedAt is not null;
}

/// <summary>What must hold at the moment in which an attempt begins.</summary>
internal sealed record Permission(
    Guid Id, string? Reality, string? Category, string? Tlp, string? CentreId, string? GuardMode, Guid? SupersededBy, long Usable, long Approvals, DateTimeOffset? AcknowledgedAt, DateTimeOffset? EndedAt)
{
    private const string All =
        """
        SELECT deliveries.id, incidents.reality, incidents.category, incidents.tlp, deliveries.centre_id, centres.guard_mode, deliveries.superseded_by,
            (SELECT count(*) FROM centre_contacts WHERE centre_contacts.id = deliveries.contact_id AND centre_contacts.value = deliveries.address
                AND verified_on IS NOT NULL AND verified_on <= @now AND valid_from <= @now AND (valid_to IS NULL OR valid_to > @now)) AS usable,
            (SELECT count(*) FROM delivery_approvals WHERE delivery_id = deliveries.id
                AND delivery_approvals.content_hash = deliveries.content_hash) AS approvals,
            incidents.acknowledged_at, incidents.ended_at
        FROM deliveries LEFT JOIN incidents ON incidents.id = deliveries.incident_id LEFT JOIN centres ON centres.id = deliveries.centre_id
        """;

    public static async Task<Permission> OfAsync(Reading reading, Guid delivery, DateTimeOffset now) =>
        (await reading.SingleAsync<Permission>($"{All} WHERE deliveries.id = @delivery", new { delivery, now }))!;

    public static Task<IReadOnlyList<Permission>> AllAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<Permission>(All, new { now });

    /// <summary>What forbids that an attempt of it begins.</summary>
    public IEnumerable<(string Invariant, string Words)> Against(DeliveryRow row)
    {
        if (SupersededBy is not null)
            yield return ("I2", "is superseded, and an attempt begins");
        if (Reality is not (null or "real"))
            yield return ("I6", $"of a {Reality} leaves the desk");
        if (Category == "test/test")
            yield return ("I6", "is a test and leaves the desk");
        if (GuardMode is not (null or "live"))
            yield return ("I6", $"leaves although its centre is on {GuardMode}");
        if (Usable != 1 && CentreId is not null)
            yield return ("I6", "goes to an address that nobody has verified for now");
        if (row.Way != "automatic" && Approvals != 1)
            yield return ("I6", "goes without the approval of its content");
        if (Tlp is "red" or "amber+strict" && (row.CauseKind is "report" or "forward") && Approvals != 1)
            yield return ("I6", "is shared without consent");
        if (row.CauseKind == "rung" && HasSomebody)
            yield return ("I6", "is a rung and fires after the acknowledgement");
    }

    public bool HasSomebody => AcknowledgedAt is not null || EndedAt is not null;
}
