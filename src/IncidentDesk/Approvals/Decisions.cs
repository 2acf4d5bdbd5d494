using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Approvals;

/// <summary>Writes who decided. The WHERE clause is the rule: of two who press at once, one row changes and one does not.</summary>
public static class Decisions
{
    /// <param name="state">approved or refused.</param>
    /// <param name="person">The human being who decided, where they act through a key too.</param>
    /// <returns>False when nothing was open any more.</returns>
    public static async Task<bool> WriteAsync(
        Transaction transaction, Approval approval, string state, Actor by, Guid? person, string? note, DateTimeOffset at)
    {
        var decided = await transaction.ExecuteAsync(
            """
            UPDATE approvals SET state = @state, decided_by = @by, decided_at = @at, note = @note,
                decided_by_person = (SELECT id FROM people WHERE id = @person)
            WHERE id = @id AND state = 'open'
            """,
            new { id = approval.Id, state, by = by.Word, person = person ?? Guid.Empty, note, at });
        if (decided == 0)
            return false;
        await Changes.TellAsync(
            transaction, "approval", approval.Id, await Asking.NumberAsync(transaction, approval.IncidentId), state, approval.AgencyId, at);
        await AuditTrail.AppendAsync(transaction, by.Word, $"{approval.Kind}.decide", approval.Subject, state, at);
        return true;
    }
}
