using IncidentDesk.Audit;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;

namespace IncidentDesk.Approvals;

/// <summary>What a second person approved, done in the transaction of their decision. Each kind of act has one.</summary>
public interface IApprovedAct
{
    /// <summary>The word of <c>approvals.kind</c>: delivery, contact, arm, closure, rejection, severity, merge.</summary>
    string Kind { get; }

    /// <summary>The SHA-256 of what would be done if it were decided now; another than was asked for makes the approval stale. Null: it is gone.</summary>
    Task<string?> HashNowAsync(Reading reading, Approval approval);

    Task DoAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at);

    /// <summary>The second person said no, with a reason.</summary>
    Task RefuseAsync(Transaction transaction, Approval approval, Actor second, string note, DateTimeOffset at);

    /// <summary>Whether this caller may be the second person at all; who asked is refused besides.</summary>
    Task<bool> MayDecideAsync(Reading reading, Approval approval, Caller caller) => Task.FromResult(caller.IsDesk && caller.Has(approval.Needs));

    /// <summary>True where the person had a hand in what is asked for, even though somebody else asked.</summary>
    Task<bool> IsAuthorAsync(Reading reading, Approval approval, Guid person) => Task.FromResult(false);

    /// <summary>What exactly will happen once it is approved, as the desk stands now: whether a message leaves, and where to.</summary>
    Task<Bilingual> WhatHappensAsync(Reading reading, Approval approval) => Task.FromResult(new Bilingual(approval.Text, approval.TextVi));

    /// <summary>The very content that is approved, where there is one to read.</summary>
    Task<string?> ContentAsync(Reading reading, Approval approval) => Task.FromResult<string?>(null);
}
