using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// A duty is met by a recorded sending with its channel and its proof, never by a draft or an approval. Sent after its instant it is late, and
/// late for ever.
/// </summary>
public static class MetObligation
{
    /// <param name="sentAt">When it was sent, as the proof says; not when somebody recorded it.</param>
    /// <param name="metBy">The id of the delivery that carried it.</param>
    /// <param name="preliminary">True: marked preliminary (sơ bộ). It meets the duty, and progress and final report must follow.</param>
    /// <returns>False when it was not open: somebody else met it before, or it is not wanted any more.</returns>
    public static async Task<bool> RecordAsync(
        Transaction transaction, Guid incident, Guid obligation, DateTimeOffset sentAt, Guid metBy, DateTimeOffset now,
        bool preliminary = false)
    {
        var met = await transaction.ExecuteAsync(
            """
            UPDATE obligations SET state = CASE WHEN due_at < @sentAt THEN 'late' ELSE 'met' END, met_at = @sentAt, met_by = @metBy,
                preliminary_at = @preliminaryAt, change_at = @now
            WHERE incident_id = @incident AND id = @obligation AND state = 'open'
            """,
            new { incident, obligation, sentAt, metBy = metBy.ToString("D"), preliminaryAt = preliminary ? sentAt : (DateTimeOffset?)null, now });
        if (met == 0)
            return false;
        await AskAgainAsync(transaction, incident, now);
        await NextDueRow.SettleAsync(transaction, incident);
        await TellAsync(transaction, incident, obligation, "met", now);
        return true;
    }

    /// <summary>What was sent may start other clocks: the deadline clock asks the rules, within a second.</summary>
    public static Task AskAgainAsync(Transaction transaction, Guid incident, DateTimeOffset now) =>
        transaction.ExecuteAsync("UPDATE incidents SET duties_asked_at = @now WHERE id = @incident", new { incident, now });

    /// <summary>What changed of an incident that was merged changes the facts of the one that it was merged into, and so on upwards.</summary>
    public static Task AskAboveAsync(Transaction transaction, Guid incident, DateTimeOffset now) => transaction.ExecuteAsync(
        """
        WITH RECURSIVE above (id) AS (
            SELECT @incident UNION SELECT incidents.merged_into FROM incidents JOIN above ON incidents.id = above.id WHERE incidents.merged_into IS NOT NULL)
        UPDATE incidents SET duties_asked_at = @now WHERE ended_at IS NULL AND id <> @incident AND id IN (SELECT above.id FROM above)
        """,
        new { incident, now });

    /// <summary>Tells the open pages what became of a duty.</summary>
    public static async Task TellAsync(Transaction transaction, Guid incident, Guid obligation, string what, DateTimeOffset at)
    {
        var named = (await transaction.SingleAsync<Named>("SELECT number, agency_id FROM incidents WHERE id = @incident", new { incident }))!;
        await Changes.TellAsync(transaction, "obligation", obligation, named.Number, what, named.AgencyId, at);
    }

    private sealed record Named(string Number, Guid AgencyId);
}
