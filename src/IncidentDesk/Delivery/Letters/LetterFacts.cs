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
    /// <summary>Of an update: the reports that its recipient has not read of yet. Of a first letter: what came after the report itself.</summary>
    public IReadOnlyList<LaterReport> News { get; init; } = [];

    /// <summary>Of an update: what its recipient was told last, to say what changed.</summary>
    public ReportFacts? Before { get; init; }

    /// <summary>Of a retraction: the words of the person who decided.</summary>
    public string? Reason { get; init; }

    public bool IsDrill => Row.Reality == "drill";

    public bool IsUpdate => Row.CauseKind == "update";

    public bool IsRetraction => Row.CauseKind == "retraction";
}

/// <summary>A progress report, a final one or a correction.</summary>
public sealed record LaterReport(string Kind, DateTimeOffset ReceivedAt, ReportFacts Facts);

/// <summary>The delivery with its incident, agency and system.</summary>
public sealed record LetterRow(
    Guid Id, string MessageId, string CauseKind, string CauseRef, string Recipient, string RecipientName, string? RecipientNameEn, string Address,
    DateTimeOffset PlannedAt, Guid IncidentId, string Number, string Title, string Category, string Severity, DateTimeOffset? SeriousSince,
    long? ScoreHundredths, string Need, string Tlp, string Reality, string Triage, DateTimeOffset DetectedAt, DateTimeOffset? OccurredAt,
    DateTimeOffset ReceivedAt, string AgencyName, string AgencyNameEn, string AgencyCode, string? SystemName, string? SystemCode,
    long? SystemLevel);
