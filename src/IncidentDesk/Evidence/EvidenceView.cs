using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Evidence;

/// <summary>A piece of evidence as every door shows it.</summary>
/// <param name="Incident">Its number; null as long as it was given to none.</param>
/// <param name="Scan">unscanned, scanning, clean, infected or scan-failed.</param>
/// <param name="ScanNote">What the scanner said.</param>
public sealed record EvidenceView(
    Guid Id, string? Incident, string Name, string? Description, string Tlp, long Bytes, string Sha256, DateTimeOffset AddedAt,
    ShowTimeline.EntryActor AddedBy, string Scan, string? ScanNote, DateTimeOffset? ScannedAt, string Content, string Custody);

/// <summary>Reads evidence as its row has it.</summary>
public sealed record EvidenceRow(
    Guid Id, Guid? IncidentId, string? Number, Guid? AgencyId, string Hash, long Bytes, string Name, string? Description, string Tlp,
    DateTimeOffset AddedAt, string AddedByKind, Guid AddedById, string AddedByName, string Scan, string? ScanNote, DateTimeOffset? ScannedAt)
{
    public const string Select =
        """
        SELECT evidence.id, evidence.incident_id, incidents.number, evidence.agency_id, evidence.hash, evidence.bytes, evidence.name,
            evidence.description, evidence.tlp, evidence.added_at, evidence.added_by_kind, evidence.added_by_id, evidence.added_by_name,
            evidence.scan, evidence.scan_note, evidence.scanned_at
        FROM evidence LEFT JOIN incidents ON incidents.id = evidence.incident_id
        """;

    /// <summary>
    /// The wall, over the table evidence: whoever may see the incident, or the paper whose receipt it is; what belongs to none, who sent it alone. The id is a literal like
    /// the wall's own.
    /// </summary>
    public static string VisibleTo(Caller caller) =>
        $"{caller.MaySee("evidence")} AND (evidence.incident_id IS NOT NULL OR evidence.added_by_id = '{caller.Id:D}' OR {PaperReceipt.VisibleTo(caller)})";

    public static async Task<EvidenceRow?> FindAsync(Reading reading, string evidence, Caller caller) =>
        Guid.TryParseExact(evidence, "D", out var id)
            ? await reading.SingleAsync<EvidenceRow>($"{Select} WHERE evidence.id = @id AND {VisibleTo(caller)}", new { id })
            : null;

    public EvidenceView ToView() => new(
        Id, Number, Name, Description, Tlp, Bytes, Hash, AddedAt, new(AddedByKind, AddedById, AddedByName), Scan, ScanNote, ScannedAt,
        $"/api/v1/evidence/{Id:D}/content", $"/api/v1/evidence/{Id:D}/custody");
}
