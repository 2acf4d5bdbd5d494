using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>What needs a person now. One alarm is open for one cause, however often the cause is met again, and it ends with its cause.</summary>
public static class Alarms
{
    /// <param name="subject">What it is about: the id of a delivery, an obligation, a centre, a channel.</param>
    /// <returns>False when the same alarm is open already.</returns>
    public static async Task<bool> RaiseAsync(
        Transaction transaction, string kind, string severity, string subject, Guid? incidentId, string text, string textVi, DateTimeOffset at)
    {
        var id = Ids.Next(at);
        var raised = await transaction.ExecuteAsync(
            """
            INSERT INTO alarms (id, kind, severity, subject, incident_id, since, text, text_vi)
            VALUES (@id, @kind, @severity, @subject, @incidentId, @at, @text, @textVi)
            ON CONFLICT (kind, subject) WHERE ended_at IS NULL DO NOTHING
            """,
            new { id, kind, severity, subject, incidentId, at, text, textVi });
        if (raised == 1)
            await TellAsync(transaction, id, "raised", at);
        return raised == 1;
    }

    /// <returns>False when no such alarm was open.</returns>
    public static async Task<bool> EndAsync(Transaction transaction, string kind, string subject, DateTimeOffset at)
    {
        var id = await transaction.SingleAsync<Guid?>(
            "UPDATE alarms SET ended_at = @at WHERE kind = @kind AND subject = @subject AND ended_at IS NULL RETURNING id",
            new { kind, subject, at });
        if (id is not { } ended)
            return false;
        await TellAsync(transaction, ended, "ended", at);
        return true;
    }

    private static async Task TellAsync(Transaction transaction, Guid alarm, string what, DateTimeOffset at)
    {
        var incident = await transaction.SingleAsync<Row>(
            """
            SELECT incidents.number, incidents.agency_id FROM alarms
            JOIN incidents ON incidents.id = alarms.incident_id WHERE alarms.id = @alarm
            """,
            new { alarm });
        await Changes.TellAsync(transaction, "alarm", alarm, incident?.Number, what, incident?.AgencyId, at);
    }

    private sealed record Row(string Number, Guid AgencyId);
}
