using IncidentDesk.Approvals;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>A paper as every door shows it, at its newest version.</summary>
/// <param name="Incident">The incident's number; null where it is about an agency as a whole.</param>
/// <param name="Official">False: nobody issued this layout, and every page of the paper says so.</param>
/// <param name="Sureness">How sure it is that the form asks this.</param>
/// <param name="State">draft, review, approved, sending, sent or withdrawn.</param>
/// <param name="Latest">The number of the newest version.</param>
/// <param name="Missing">The mandatory fields that nobody has answered: it cannot be sent for approval before.</param>
/// <param name="Approval">What waits for a second person.</param>
public sealed record PaperView(
    Guid Id, string? Incident, string Agency, string Form, string Name, string NameVi, bool Official, string Sureness, string Source, Guid? Obligation, string State,
    long Latest, string Hash, IReadOnlyList<PaperFieldView> Fields, IReadOnlyList<MissingField> Missing, IReadOnlyList<PaperVersionView> Versions,
    IReadOnlyList<PaperSendingView> Sendings, ApprovalBrief? Approval, DateTimeOffset CreatedAt, PaperLinks Links);

/// <param name="From">The stored fact that it was filled from, where it was.</param>
public sealed record PaperFieldView(string Code, string Label, string LabelVi, string Kind, bool Mandatory, string? Value, string? From, IReadOnlyList<string> Choices, IReadOnlyList<string> Columns);

public sealed record MissingField(string Path, string Label, string LabelVi)
{
    public static MissingField Of(PaperField field) => new($"/fields/{field.Code}", field.Name.En, field.Name.Vi);
}

public sealed record PaperVersionView(long N, string Hash, DateTimeOffset At, string By);

/// <param name="Way">mail or by-hand.</param>
/// <param name="State">The state of the delivery.</param>
/// <param name="Number">By hand: number and symbol of the dispatch.</param>
/// <param name="PeriodicDuty">The duty of the calendar that it settled.</param>
public sealed record PaperSendingView(
    long Version, Guid Delivery, string Way, string State, string Recipient, Guid? Obligation, string? Number, DateTimeOffset? SentAt, string? Channel, Guid? Evidence, string? Note,
    Guid? PeriodicDuty);

public sealed record PaperLinks(string Self, string Docx, string Pdf, string Page, string Print)
{
    public static PaperLinks Of(Guid id, long n) => new(
        $"/api/v1/papers/{id:D}", $"/api/v1/papers/{id:D}/versions/{n}.docx", $"/api/v1/papers/{id:D}/versions/{n}.pdf", $"/papers/{id:D}", $"/papers/{id:D}/print");
}

/// <summary>Puts the view together.</summary>
public sealed class PaperViews(PaperForms forms)
{
    public async Task<PaperView> OfAsync(Reading reading, PaperRow row, Caller caller)
    {
        var form = forms.Of(row);
        var versions = (await PaperVersions.OfAsync(reading, row.Id)).ToList();
        var sendings = await SendingsAsync(reading, row.Id);
        if (!caller.IsDesk)
            versions = [.. versions.Where(one => sendings.Any(sending => sending.Version == one.N))];
        var shown = versions[^1].N;
        var values = (await PaperVersions.FindAsync(reading, row.Id, shown))!.Read().Values;
        var approval = row.State == PaperState.Review ? await Asking.OpenAsync(reading, PaperAct.Word, row.Id.ToString("D")) : null;
        return new(
            row.Id, row.Number, row.Agency, form.Code, form.Name.En, form.Name.Vi, form.IsOfficial, form.Sureness, form.Source, row.ObligationId, row.State, shown,
            versions[^1].Hash, [.. form.Fields.Select(field => Field(field, values, caller))], [.. Filling.Missing(form, values).Select(MissingField.Of)],
            [.. versions.Select(one => new PaperVersionView(one.N, one.Hash, one.At, one.ActorName))], sendings, approval?.Brief, row.CreatedAt, PaperLinks.Of(row.Id, shown));
    }

    // Who audits sees what was done, and no one's contact or words.
    private static PaperFieldView Field(PaperField field, IReadOnlyDictionary<string, string> values, Caller caller) => new(
        field.Code, field.Name.En, field.Name.Vi, field.Kind, field.IsMandatory, caller.SeesContacts ? Filling.Value(values, field.Code) : null, field.Source, field.Choices, field.Columns);

    private static Task<IReadOnlyList<PaperSendingView>> SendingsAsync(Reading reading, Guid paper) => reading.QueryAsync<PaperSendingView>(
        // A duty has the dispatch that settled it as its proof (HandOverPaper).
        """
        SELECT paper_sendings.version_n AS version, paper_sendings.delivery_id AS delivery, deliveries.channel AS way, deliveries.state, deliveries.recipient_name AS recipient,
            paper_sendings.obligation_id AS obligation, paper_sendings.number, paper_sendings.sent_at, paper_sendings.channel, paper_sendings.evidence_id AS evidence,
            paper_sendings.note,
            (SELECT periodic_duties.id FROM periodic_duties
            WHERE papers.incident_id IS NULL AND (periodic_duties.agency_id = papers.agency_id OR periodic_duties.agency_id IS NULL)
                AND periodic_duties.met_at = paper_sendings.sent_at AND periodic_duties.proof = paper_sendings.number || ', ' || paper_sendings.channel
            ORDER BY periodic_duties.id LIMIT 1) AS periodic_duty
        FROM paper_sendings JOIN deliveries ON deliveries.id = paper_sendings.delivery_id JOIN papers ON papers.id = paper_sendings.paper_id
        WHERE paper_sendings.paper_id = @paper ORDER BY paper_sendings.n
        """,
        new { paper });
}
