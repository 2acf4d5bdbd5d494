using IncidentDesk.Rules;
using IncidentDesk.Storage;

namespace IncidentDesk.Approvals;

/// <summary>Something that needs two people, as the doors show it.</summary>
/// <param name="Incident">The incident's number, where it is about one.</param>
/// <param name="Agency">Code of the agency that it is about.</param>
/// <param name="WhatHappens">What approving does, as the desk stands now; null once it is decided.</param>
/// <param name="Content">The very content to be approved, where one approval is shown to who sees contacts and there is something to read.</param>
public sealed record ApprovalView(
    Guid Id, string Kind, string State, string Subject, string? Incident, string? Agency, string ContentHash, string AskedBy,
    string? AskedByName, DateTimeOffset AskedAt, string Needs, string Text, string TextVi, string? WhatHappens, string? WhatHappensVi,
    string? DecidedBy, string? DecidedByName, DateTimeOffset? DecidedAt, string? Note, string? Content)
{
    public static ApprovalView Of(ApprovalRows.Row row, Bilingual? happens, string? content = null) => new(
        row.Id, row.Kind, row.State, row.Subject, row.Number, row.Agency, row.ContentHash, row.AskedBy, row.AskedByName, row.AskedAt,
        row.Needs, row.Text, row.TextVi, happens?.En, happens?.Vi, row.DecidedBy, row.DecidedByName, row.DecidedAt, row.Note, content);
}

/// <summary>What can be done once it is approved, by its kind.</summary>
public sealed class ApprovedActs(IEnumerable<IApprovedAct> acts)
{
    private readonly Dictionary<string, IApprovedAct> byKind = acts.ToDictionary(act => act.Kind, StringComparer.Ordinal);

    public IApprovedAct Of(Approval approval) => byKind.TryGetValue(approval.Kind, out var act)
        ? act
        : throw new InvalidOperationException($"Nobody does what an approval of kind {approval.Kind} allows.");

    public async Task<ApprovalView> ViewAsync(Reading reading, ApprovalRows.Row row, bool withContent = false)
    {
        var isOpen = row.State == Approval.Open;
        var happens = isOpen ? await Of(row.Approval).WhatHappensAsync(reading, row.Approval) : null;
        return ApprovalView.Of(row, happens, isOpen && withContent ? await Of(row.Approval).ContentAsync(reading, row.Approval) : null);
    }
}
