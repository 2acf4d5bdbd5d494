using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// A duty that was opened when its time was over already needs a reason in a person's words. A later report or a clock can ask nobody: until somebody says it, the duty
/// shows that it is missing, and no paper is sent for it. What is due at once has no time that could be over.
/// </summary>
public static class MissingReason
{
    public static bool IsSo(string state, DateTimeOffset startsAt, DateTimeOffset dueAt, DateTimeOffset? openedAt, string? reason) =>
        state is "open" or "late" && reason is null && startsAt < dueAt && dueAt < openedAt;

    /// <summary>Of a merged incident the paper meets what is owed above: that is asked for as well.</summary>
    /// <exception cref="RefusedException">409 late-reason-missing.</exception>
    public static async Task RefuseAsync(Transaction transaction, Guid? incident, Guid? obligation)
    {
        foreach (var duty in await MergedDuty.FindAsync(transaction, incident ?? Guid.Empty, obligation ?? Guid.Empty))
            if (await ReadAsync(transaction, duty) is { } row && IsSo(duty.State, row.StartsAt, row.DueAt, row.OpenedAt, row.LateReason))
                throw new RefusedException(Problems.Conflict("late-reason-missing").With("incident", row.Number).With("obligation", duty.Id).With("kind", duty.Kind));
    }

    private static Task<Row?> ReadAsync(Reading reading, MergedDuty duty) => reading.SingleAsync<Row>(
        """
        SELECT incidents.number, obligations.starts_at, obligations.due_at, obligations.opened_at, obligations.late_reason
        FROM obligations JOIN incidents ON incidents.id = obligations.incident_id WHERE obligations.incident_id = @incident AND obligations.id = @id
        """,
        new { incident = duty.IncidentId, id = duty.Id });

    private sealed record Row(string Number, DateTimeOffset StartsAt, DateTimeOffset DueAt, DateTimeOffset? OpenedAt, string? LateReason);
}
