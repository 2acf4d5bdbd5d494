namespace IncidentDesk.Approvals;

/// <summary>Something that needs two people: who asked for what, exactly.</summary>
/// <param name="Subject">The id of the record that it is about.</param>
/// <param name="ContentHash">SHA-256 of exactly what was asked for.</param>
/// <param name="Act">What will be done, as JSON.</param>
/// <param name="Needs">The scope that the second person needs.</param>
/// <param name="State">open, approved, refused or void.</param>
public sealed record Approval(
    Guid Id, string Kind, string Subject, Guid? IncidentId, Guid? AgencyId, string ContentHash, string Act, string Text, string TextVi,
    string Needs, string State, string AskedBy, Guid? AskedByPerson, DateTimeOffset AskedAt)
{
    public const string Open = "open", Approved = "approved", Refused = "refused", Void = "void";

    /// <summary>As the doors show it in the answer of a change that needs two: 202 with <c>{approval: {...}}</c>.</summary>
    public ApprovalBrief Brief => new(Id, State, Subject, ContentHash, AskedBy, Needs);
}

public sealed record ApprovalBrief(Guid Id, string State, string Subject, string ContentHash, string AskedBy, string Needs);
