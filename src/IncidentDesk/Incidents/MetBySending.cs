using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// More is known of a sending that has met a duty: it came back, or it was there earlier than was thought. What it met of an incident that was merged meanwhile it
/// met above as well; what a merging let go has only its proof.
/// </summary>
public static class MetBySending
{
    private const string MetByIt = "incident_id IN (SELECT above.id FROM above) AND met_by = @metBy AND state IN ('met', 'late', 'void')";

    /// <summary>What it had met is owed again, unless something else that was sent stands for it: whoever calls looks for that.</summary>
    /// <param name="metBy">The delivery.</param>
    /// <returns>What it had met: open again, or void still where a merging holds.</returns>
    public static async Task<IReadOnlyList<Changed>> OweAgainAsync(Transaction transaction, Guid incident, Guid metBy, DateTimeOffset now)
    {
        var owed = await transaction.QueryAsync<Changed>(
            $"""
            {MetObligation.Above}
            UPDATE obligations SET state = CASE WHEN state = 'void' THEN 'void' ELSE 'open' END, met_at = NULL, met_by = NULL, preliminary_at = NULL, change_at = @now
            WHERE {MetByIt} RETURNING incident_id, id, kind, state
            """,
            new { incident, metBy = metBy.ToString("D"), now });
        foreach (var duty in owed.Where(duty => duty.State == "open"))
        {
            await NextDueRow.SettleAsync(transaction, duty.IncidentId);
            await MetObligation.TellAsync(transaction, duty.IncidentId, duty.Id, "opened", now);
        }
        // Merged meanwhile, it owes nothing by itself: the incident that stays does.
        if (owed.Count > 0)
            await MetObligation.AskAboveAsync(transaction, incident, now);
        return owed;
    }

    /// <summary>It was sent when an earlier attempt of it was: nothing becomes later by that, and what was in time was never late.</summary>
    /// <returns>False when nothing was met by it, or nothing later than that.</returns>
    public static async Task<bool> WasEarlierAsync(Transaction transaction, Guid incident, Guid metBy, DateTimeOffset sentAt, DateTimeOffset now)
    {
        var met = await transaction.QueryAsync<Changed>(
            $"""
            {MetObligation.Above}
            UPDATE obligations SET state = CASE WHEN state = 'void' THEN 'void' WHEN due_at < @sentAt THEN 'late' ELSE 'met' END, met_at = @sentAt,
                preliminary_at = CASE WHEN preliminary_at IS NULL THEN NULL ELSE @sentAt END, change_at = @now
            WHERE {MetByIt} AND met_at > @sentAt RETURNING incident_id, id, kind, state
            """,
            new { incident, metBy = metBy.ToString("D"), sentAt, now });
        foreach (var duty in met.Where(duty => duty.State != "void"))
        {
            await MetObligation.AskAgainAsync(transaction, duty.IncidentId, now);
            await MetObligation.TellAsync(transaction, duty.IncidentId, duty.Id, "met", now);
        }
        return met.Count > 0;
    }

    public sealed record Changed(Guid IncidentId, Guid Id, string Kind, string State);
}
