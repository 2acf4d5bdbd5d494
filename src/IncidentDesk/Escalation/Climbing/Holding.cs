using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation.Climbing;

/// <summary>
/// An acknowledgement says that somebody works on it. Where nobody of the desk does anything for too long, its holder is warned, and then
/// the ladder is climbed again. Whatever a person of the desk does about the incident starts the time anew.
/// </summary>
public sealed class Holding(Deliveries deliveries)
{
    /// <summary>Nobody is made to telephone somebody who has the incident already.</summary>
    private static readonly string[] ByMessage = ["mail", "sms", "voice"];

    /// <returns>False when it is not time any more, or somebody did something in between.</returns>
    public async Task<bool> WarnAsync(Transaction transaction, Guid incident, Crew crew, DateTimeOffset now)
    {
        var taken = await transaction.SingleAsync<Row>(
            """
            UPDATE incident_ladders SET warn_at = NULL WHERE incident_id = @incident AND warn_at <= @now
            RETURNING incident_id, acknowledgement_seconds, warning_seconds
            """,
            new { incident, now });
        if (taken is null || await ClimbingIncident.FindAsync(transaction, incident) is not { AcknowledgedBy: { } holder } found)
            return false;
        if ((await TimesAsync(transaction, taken, found, now)).WarnAt > now)
            return false;
        await RemindAsync(transaction, found, crew.People.Where(person => person.Id == holder), crew, now);
        await Timeline.AddAsync(
            transaction, incident, now, "ladder", Actor.Desk, "internal",
            "Nothing has happened since it was taken. The holder is warned: without an act the ladder is climbed again.",
            "Từ khi nhận xử lý chưa có động thái nào. Đã nhắc người nhận: nếu không có động thái, thang sẽ được gọi lại.");
        return true;
    }

    /// <returns>False when it is not time any more, or somebody did something in between.</returns>
    public async Task<bool> ExpireAsync(Transaction transaction, Guid incident, DateTimeOffset now)
    {
        if (await DueAsync(transaction, incident, now) is not { } due
            || await ClimbingIncident.FindAsync(transaction, incident) is not { AcknowledgedAt: { } since } found
            || (await TimesAsync(transaction, due, found, now)).ExpiresAt > now)
            return false;
        // The incident's row comes before the ladder's, as in every move of a person; who acknowledged anew has another instant there.
        var released = await transaction.ExecuteAsync(
            """
            UPDATE incidents SET acknowledged_at = NULL, acknowledged_by = NULL, version = version + 1
            WHERE id = @incident AND acknowledged_at = @since AND ended_at IS NULL
            """,
            new { incident, since });
        if (released == 0)
            return false;
        await IncidentLadders.BeginAgainAsync(transaction, incident, now);
        await ClimbAlarms.RaiseAsync(
            transaction, ClimbAlarms.Expired, "high", found,
            "it was taken, and then nothing happened. It is called from the first rung again.",
            "đã có người nhận nhưng không có động thái nào. Đang gọi lại từ bậc đầu.", now);
        await Timeline.AddAsync(
            transaction, incident, now, "ladder", Actor.Desk, "internal",
            "The acknowledgement has expired: nothing happened. The ladder is climbed again from its first rung.",
            "Việc nhận xử lý hết hiệu lực do không có động thái. Gọi lại thang từ bậc đầu.");
        await Changes.TellAsync(transaction, "incident", incident, found.Number, "acknowledgement-expired", found.AgencyId, now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "incident.acknowledgement", incident.ToString("D"), "expired", now);
        return true;
    }

    private static Task<Row?> DueAsync(Reading reading, Guid incident, DateTimeOffset now) => reading.SingleAsync<Row>(
        """
        SELECT incident_id, acknowledgement_seconds, warning_seconds FROM incident_ladders WHERE incident_id = @incident AND expires_at <= @now
        """,
        new { incident, now });

    /// <summary>When it warns and ends by what people did last: looked up when the time seems to have come, so that no act has to know of this clock.</summary>
    private static async Task<(DateTimeOffset WarnAt, DateTimeOffset ExpiresAt)> TimesAsync(
        Transaction transaction, Row row, ClimbingIncident incident, DateTimeOffset now)
    {
        var last = await transaction.SingleAsync<DateTimeOffset?>(
            """
            SELECT max(timeline.at) FROM timeline
            LEFT JOIN keys ON timeline.actor_kind = 'key' AND keys.id = timeline.actor_id
            JOIN people ON people.id = coalesce(keys.person_id, timeline.actor_id)
            WHERE timeline.incident_id = @incident AND people.agency_id IS NULL
            """,
            new { incident = incident.Id });
        var since = last > incident.AcknowledgedAt ? last.Value : incident.AcknowledgedAt ?? now;
        var (warnAt, expiresAt) = (since.AddSeconds(row.WarningSeconds), since.AddSeconds(row.AcknowledgementSeconds));
        if (expiresAt > now)
            await transaction.ExecuteAsync(
                "UPDATE incident_ladders SET warn_at = @warn, expires_at = @expires WHERE incident_id = @incident AND expires_at IS NOT NULL",
                new { incident = incident.Id, warn = warnAt > now ? warnAt : (DateTimeOffset?)null, expires = expiresAt });
        return (warnAt, expiresAt);
    }

    private async Task RemindAsync(Transaction transaction, ClimbingIncident incident, IEnumerable<CrewMember> holder, Crew crew, DateTimeOffset now)
    {
        var reached = crew.Reach([.. holder], ByMessage);
        var n = await transaction.SingleAsync<long>(
            "SELECT count(DISTINCT cause_ref) FROM deliveries WHERE about = @incident AND cause_kind = 'reminder'", new { incident = incident.Id }) + 1;
        await Calls.PlanAsync(
            deliveries, transaction, new(incident.Id, "reminder", $"reminder:{n}", "holder", TimeSpan.FromMinutes(10)), reached, now);
    }

    private sealed record Row(Guid IncidentId, long AcknowledgementSeconds, long WarningSeconds);
}
