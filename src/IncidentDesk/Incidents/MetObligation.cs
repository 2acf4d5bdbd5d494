using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// A duty is met by a recorded sending with its channel and its proof, never by a draft or an approval. Sent after its instant it is late, and
/// late for ever.
/// </summary>
public static class MetObligation
{
    /// <summary>An incident and what it was merged into, and so on upwards, as <c>above (id)</c>.</summary>
    internal const string Above =
        """
        WITH RECURSIVE above (id) AS (
            SELECT @incident UNION SELECT incidents.merged_into FROM incidents JOIN above ON incidents.id = above.id WHERE incidents.merged_into IS NOT NULL)
        """;

    /// <summary>Also where the incident was merged meanwhile: then the duty that stands for it above is met, by its own instant.</summary>
    /// <param name="sentAt">When it was sent, as the proof says; not when somebody recorded it.</param>
    /// <param name="metBy">The id of the delivery that carried it.</param>
    /// <param name="preliminary">True: marked preliminary (sơ bộ). It meets the duty, and progress and final report must follow.</param>
    /// <returns>False when none was open: somebody else met it before, or it is not wanted any more.</returns>
    public static async Task<bool> RecordAsync(
        Transaction transaction, Guid incident, Guid obligation, DateTimeOffset sentAt, Guid metBy, DateTimeOffset now,
        bool preliminary = false)
    {
        var isMet = false;
        foreach (var duty in await MergedDuty.FindAsync(transaction, incident, obligation))
            if (await WriteAsync(transaction, duty, sentAt, metBy, now, preliminary) && duty.State == "open")
            {
                isMet = true;
                await AskAgainAsync(transaction, duty.IncidentId, now);
                await NextDueRow.SettleAsync(transaction, duty.IncidentId);
                await TellAsync(transaction, duty.IncidentId, duty.Id, "met", now);
            }
        return isMet;
    }

    /// <summary>What was sent may start other clocks: the deadline clock asks the rules, within a second.</summary>
    public static Task AskAgainAsync(Transaction transaction, Guid incident, DateTimeOffset now) =>
        transaction.ExecuteAsync("UPDATE incidents SET duties_asked_at = @now WHERE id = @incident", new { incident, now });

    /// <summary>What changed of an incident that was merged changes the facts of the one that it was merged into, and so on upwards.</summary>
    public static Task AskAboveAsync(Transaction transaction, Guid incident, DateTimeOffset now) => transaction.ExecuteAsync(
        $"{Above} UPDATE incidents SET duties_asked_at = @now WHERE ended_at IS NULL AND id <> @incident AND id IN (SELECT above.id FROM above)",
        new { incident, now });

    /// <summary>Tells the open pages what became of a duty.</summary>
    public static async Task TellAsync(Transaction transaction, Guid incident, Guid obligation, string what, DateTimeOffset at)
    {
        var named = (await transaction.SingleAsync<Named>("SELECT number, agency_id FROM incidents WHERE id = @incident", new { incident }))!;
        await Changes.TellAsync(transaction, "obligation", obligation, named.Number, what, named.AgencyId, at);
    }

    private static async Task<bool> WriteAsync(
        Transaction transaction, MergedDuty duty, DateTimeOffset sentAt, Guid metBy, DateTimeOffset now, bool preliminary) => await transaction.ExecuteAsync(
            """
            UPDATE obligations SET state = CASE WHEN state = 'void' THEN 'void' WHEN due_at < @sentAt THEN 'late' ELSE 'met' END,
                met_at = @sentAt, met_by = @metBy, preliminary_at = @preliminaryAt, change_at = @now
            WHERE incident_id = @incident AND id = @id AND state = @state
            """,
            new
            {
                incident = duty.IncidentId, id = duty.Id, state = duty.State, sentAt, metBy = metBy.ToString("D"),
                preliminaryAt = preliminary ? sentAt : (DateTimeOffset?)null, now,
            }) == 1;

    private sealed record Named(string Number, Guid AgencyId);
}
