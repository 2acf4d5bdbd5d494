using IncidentDesk.Incidents;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Delivery.Letters;

/// <summary>All that a letter says, read from stored rows in one snapshot.</summary>
/// <param name="ReportJson">The report's normal form as it is stored; the attachment is cut from it.</param>
/// <param name="Earlier">Message-IDs of the earlier mails of this incident to this recipient, oldest first.</param>
public sealed record LetterFacts(
    LetterRow Row, ReportFacts? Report, string? ReportJson, IReadOnlyList<TriageLine> Triage, IReadOnlyList<ObligationView> Obligations,
    IReadOnlyList<string> Earlier)
{
    public bool IsDrill => Row.Reality == "drill";
}

/// <summary>The delivery with its incident, agency and system.</summary>
public sealed record LetterRow(
    Guid Id, string MessageId, string CauseKind, string CauseRef, string Recipient, string RecipientName, string? RecipientNameEn, string Address,
    DateTimeOffset PlannedAt, Guid IncidentId, string Number, string Title, string Category, string Severity, DateTimeOffset? SeriousSince,
    long? ScoreHundredths, string Need, string Tlp, string Reality, string Triage, DateTimeOffset DetectedAt, DateTimeOffset? OccurredAt,
    DateTimeOffset ReceivedAt, string AgencyName, string AgencyNameEn, string AgencyCode, string? SystemName, string? SystemCode,
    long? SystemLevel);
