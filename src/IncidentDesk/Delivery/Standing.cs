using System.Collections.Frozen;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>A delivery and all that decides whether it may go, as it stands at this moment.</summary>
public sealed record Standing(
    Guid Id, Guid? IncidentId, string? Number, string Channel, string RecipientName, string RecipientNameEn, string? CentreId, string Address, string CauseKind,
    string? Category, string? Tlp, string? Reality, string State, string Way, string? LeaseToken, Guid? SupersededBy, string? CentreGuard,
    string? ContactValue, DateTimeOffset? VerifiedOn, DateTimeOffset? ValidFrom, DateTimeOffset? ValidTo,
    string? Content, string? ContentHash, long Attempts, long Unknowns, long Approvals, Guid? PersonId, DateTimeOffset? PersonLeftAt,
    string? IncidentStatus, DateTimeOffset? LadderStoppedAt, string NextChannels, DateTimeOffset? DrillFrom, DateTimeOffset? DrillUntil, long EarlierByLaw, long EarlierLeft, long EarlierWaiting, long AlarmsOver)
{
    private static readonly FrozenSet<string> Ended = FrozenSet.Create("resolved", "closed", "rejected", "duplicate");

    // An end of the window of the running drill; NULL to whoever does not take part. Whom the incident itself names takes part only if the drill names them too.
    private static string WindowOf(string end) =>
        $"""
        (SELECT drills.{end} FROM drill_incidents JOIN drills ON drills.id = drill_incidents.drill_id JOIN drill_people ON drill_people.drill_id = drills.id
            WHERE drill_incidents.incident_id = deliveries.incident_id AND drills.state = 'running' AND drill_people.person_id = deliveries.person_id
                AND people.agency_id IS NULL
                AND (NOT EXISTS (SELECT 1 FROM drill_participants WHERE drill_participants.incident_id = deliveries.incident_id)
                    OR EXISTS (SELECT 1 FROM drill_participants WHERE drill_participants.incident_id = deliveries.incident_id
                        AND drill_participants.person_id = deliveries.person_id)))
        """;

    public static Task<Standing?> ReadAsync(Reading reading, Guid delivery) =>
        reading.SingleAsync<Standing>(
            $"""
            SELECT deliveries.id, deliveries.incident_id, incidents.number, deliveries.channel, deliveries.recipient_name,
                coalesce(centres.name_en, deliveries.recipient_name) AS recipient_name_en, deliveries.centre_id,
                deliveries.address, deliveries.cause_kind, incidents.category, incidents.tlp, incidents.reality, deliveries.state, deliveries.way,
                deliveries.lease_token, deliveries.superseded_by, centres.guard_mode AS centre_guard, centre_contacts.value AS contact_value,
                centre_contacts.verified_on, centre_contacts.valid_from, centre_contacts.valid_to, deliveries.content, deliveries.content_hash,
                deliveries.attempts,
                (SELECT count(*) FROM delivery_attempts WHERE delivery_id = deliveries.id AND verdict = 'unknown') AS unknowns,
                (SELECT count(*) FROM delivery_approvals WHERE delivery_id = deliveries.id
                    AND delivery_approvals.content_hash = deliveries.content_hash) AS approvals,
                deliveries.person_id, people.disabled_at AS person_left_at, incidents.status AS incident_status,
                CASE WHEN incident_ladders.stopped_by IN ({LetDown.Whys}) THEN NULL ELSE incident_ladders.stopped_at END AS ladder_stopped_at, deliveries.next_channels,
                {WindowOf("starts_at")} AS drill_from, {WindowOf("ends_at")} AS drill_until,
                (CASE WHEN deliveries.cause_kind IN ('update', 'retraction') THEN
                    (SELECT count(*) FROM deliveries earlier WHERE earlier.about = deliveries.about AND earlier.recipient = deliveries.recipient
                        AND earlier.cause_kind = 'obligation') ELSE 0 END) AS earlier_by_law,
                (CASE WHEN deliveries.cause_kind IN ('update', 'retraction') THEN
                    (SELECT count(*) FROM deliveries earlier WHERE earlier.about = deliveries.about AND earlier.recipient = deliveries.recipient
                        AND earlier.id <> deliveries.id AND (earlier.state IN ('claimed', 'in-doubt', 'accepted', 'delivered', 'acknowledged', 'failed')
                            OR EXISTS (SELECT 1 FROM delivery_attempts WHERE delivery_attempts.delivery_id = earlier.id
                                AND delivery_attempts.verdict IN ('ok', 'unknown')))) ELSE 0 END) AS earlier_left,
                (CASE WHEN deliveries.cause_kind IN ('update', 'retraction') THEN
                    (SELECT count(*) FROM deliveries earlier WHERE earlier.about = deliveries.about AND earlier.recipient = deliveries.recipient
                        AND {Folding.IsFirstAndWaits}) ELSE 0 END) AS earlier_waiting,
                (SELECT count(*) FROM alarms WHERE deliveries.cause_kind = 'alarm' AND alarms.id = substr(deliveries.cause_ref, 7)
                    AND (alarms.ended_at IS NOT NULL OR alarms.acknowledged_at IS NOT NULL)) AS alarms_over
            FROM deliveries
            LEFT JOIN incidents ON incidents.id = deliveries.incident_id
            LEFT JOIN centres ON centres.id = deliveries.centre_id
            LEFT JOIN centre_contacts ON centre_contacts.id = deliveries.contact_id
            LEFT JOIN people ON people.id = deliveries.person_id
            LEFT JOIN incident_ladders ON incident_ladders.incident_id = deliveries.incident_id
            WHERE deliveries.id = @delivery
            """,
            new { delivery });

    /// <summary>What alarms and files call it: the incident's number, or the desk where there is none.</summary>
    public string Subject => Number ?? "desk";

    public Text Recipient => new(RecipientName, RecipientNameEn);

    public bool IsHeldBy(Claim claim) => State == DeliveryStates.Claimed && LeaseToken == claim.Token;

    /// <summary>False where the contact was replaced, has expired or was never verified, or the person has left.</summary>
    public bool HasUsableContact(DateTimeOffset now) =>
        CentreId is null
            ? Address.Length > 0 && PersonLeftAt is null
            : ContactValue == Address && VerifiedOn <= now && ValidFrom <= now && (ValidTo is null || ValidTo > now);

    /// <summary>A rung of a ladder that nobody climbs any more, or word of an alarm that somebody has taken: whoever it would call need not come.</summary>
    public bool IsCalledOff =>
        AlarmsOver > 0 || (CauseKind == "rung" && (LadderStoppedAt is not null || (IncidentStatus is { } status && Ended.Contains(status))));

    /// <summary>Another channel is left for this recipient.</summary>
    public bool HasOtherChannels => NextChannels.Length > 0;

    /// <summary>One of the desk's own people, listed for the drill of the register that this incident belongs to, while that one runs inside its window.</summary>
    public bool TakesPartInDrill(DateTimeOffset now) => DrillPlan.IsInWindow(now, DrillFrom, DrillUntil);

    /// <summary>Some attempt ended without an answer.</summary>
    public bool MayHaveArrived => Unknowns > 0;

    /// <summary>Somebody approved the very content that the row holds now.</summary>
    public bool WasApproved => Approvals > 0;

    /// <summary>An update or a retraction of something that has never left: its recipient would read of what they never got.</summary>
    public bool FollowsNothing => CauseKind is "update" or "retraction" && EarlierLeft == 0 && EarlierWaiting == 0;

    /// <summary>What it follows was in a courier's hands when it was planned, and has not left after all.</summary>
    public bool FollowsWhatWaits => CauseKind is "update" or "retraction" && EarlierLeft == 0 && EarlierWaiting > 0 && !MayHaveArrived;

    /// <summary>Shared because somebody wished it, and marked so that the agency itself must consent. What the law orders goes whatever its mark.</summary>
    public bool NeedsConsent =>
        (CauseKind is "report" or "forward" or "update") && TlpRules.NeedsConsent(Tlp, byLaw: CauseKind == "update" && EarlierByLaw > 0);

    public bool NeedsApproval => Way == Deliveries.ByApproval;
}
