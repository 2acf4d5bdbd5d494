using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Audit;

/// <summary>
/// Who did what to which record. Ids and hashes only: no personal data ever stands here. A row is appended unsealed, so that writers never
/// wait for each other; <see cref="AuditSealer"/> chains what has committed.
/// </summary>
public static class AuditTrail
{
    /// <param name="actor">key:ID, person:ID, desk, or nobody.</param>
    /// <param name="action">noun.verb: report.file, key.add.</param>
    /// <param name="subject">The record's id.</param>
    /// <param name="address">The network that it came from, never the machine; left out, that of the request in which it is written.</param>
    public static Task AppendAsync(
        Transaction transaction, string actor, string action, string subject, string outcome, DateTimeOffset at, string? traceId = null,
        string? address = null) =>
        transaction.ExecuteAsync(Insert, new
        {
            id = Ids.Next(at), at, actor, action, subject, outcome, address = address ?? transaction.Origin?.Address, traceId = traceId ?? transaction.Origin?.TraceId,
        });

    internal const string Insert =
        """
        INSERT INTO audit (id, at, actor, action, subject, outcome, address, trace_id)
        VALUES (@id, @at, @actor, @action, @subject, @outcome, @address, @traceId)
        """;
}
