using IncidentDesk.Audit;
using IncidentDesk.Storage;

namespace IncidentDesk.Approvals;

/// <summary>What a second person approved, done in the transaction of their decision. Each kind of act has one.</summary>
public interface IApprovedAct
{
    /// <summary>The word of <c>approvals.kind</c>: delivery, contact, arm, closure, rejection, severity.</summary>
    string Kind { get; }

    /// <summary>The SHA-256 of what would be done if it were decided now; another than was asked for makes the approval stale. Null: it is gone.</summary>
    Task<string?> HashNowAsync(Reading reading, Approval approval);

    Task DoAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at);

    /// <summary>The second person said no, with a reason.</summary>
    Task RefuseAsync(Transaction transaction, Approval approval, Actor second, string note, DateTimeOffset at);
}
