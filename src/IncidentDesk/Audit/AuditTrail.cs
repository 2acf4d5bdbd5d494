using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Audit;

/// <summary>Who did what to which record. Ids and hashes only: no personal data ever stands here.</summary>
public static class AuditTrail
{
    /// <param name="actor">key:ID, person:ID or desk.</param>
    /// <param name="action">noun.verb: report.file, key.add.</param>
    /// <param name="subject">The record's id.</param>
    public static Task AppendAsync(
        Transaction transaction, string actor, string action, string subject, string outcome, DateTimeOffset at, string? traceId = null) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO audit (id, at, actor, action, subject, outcome, trace_id)
            VALUES (@id, @at, @actor, @action, @subject, @outcome, @traceId)
            """,
            new { id = Ids.Next(at), at, actor, action, subject, outcome, traceId });
}
