using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Papers;
using IncidentDesk.Papers.Facts;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>A few papers of the newest incidents, one in each state on the way, and a yearly one. What waits is asked of a second person in the ordinary way.</summary>
internal sealed class DemoPapers(DeskSettings settings, ReferenceLibrary library, DateTimeOffset start)
{
    private const string Person = "Vũ Văn Giả Minh";

    private readonly PaperForms forms = new(library);
    private readonly PaperDrafting drafting = DraftingOf(settings, library);

    public async Task PlantAsync(Transaction transaction, DemoCast cast)
    {
        var open = await transaction.QueryAsync<Case>(
            """
            SELECT incidents.id, incidents.agency_id, obligations.id AS duty, obligations.kind FROM incidents
            JOIN obligations ON obligations.incident_id = incidents.id AND obligations.state = 'open' AND obligations.kind IN ('report', 'initial-notice', 'personal-data-notice')
            WHERE incidents.reality = 'real' AND incidents.system_id IS NOT NULL AND incidents.ended_at IS NULL AND obligations.rule IN ('VN-ND331', 'VN-PD-L91') ORDER BY incidents.detected_at DESC, obligations.id
            """);
        if (open.FirstOrDefault(one => one.Kind == "report") is { } first)
            await DraftAsync(transaction, "ND331-BC72", first, cast.Responder("P-1"), whole: false);
        if (open.FirstOrDefault(one => one.Kind == "initial-notice") is { } second)
            await ReviewAsync(transaction, await DraftAsync(transaction, "ND331-TB24", second, cast.Responder("P-2"), whole: true), cast.Responder("P-2"));
        if (open.FirstOrDefault(one => one.Kind == "personal-data-notice") is { } third)
            await DraftAsync(transaction, "ND356-Mau08", third, cast.Responder("P-3"), whole: false);
        if (open.LastOrDefault(one => one.Kind == "report") is { } fourth)
        {
            var paper = await DraftAsync(transaction, "ND331-BC72", fourth, cast.Responder("P-4"), whole: true);
            await PaperState.MoveAsync(transaction, paper, PaperState.Draft, PaperState.Review, cast.Responder("P-4"), null, start);
            await PaperState.MoveAsync(transaction, paper, PaperState.Review, PaperState.Approved, cast.ShiftLead, null, start);
        }
        var province = await transaction.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = @code", new { code = DemoRegisters.Province });
        await drafting.WriteAsync(transaction, new(forms.Of("ND331-Mau08", start), null, province, null, start), cast.Responder("P-5"), cast.Responder("P-5").Id);
    }

    private static PaperDrafting DraftingOf(DeskSettings settings, ReferenceLibrary library)
    {
        var named = new NamedRecipient(library, settings);
        var earlier = new EarlierReports(library, new(library), named);
        return new(new(
        [
            new IssuerFacts(settings, named), new Papers.Facts.IncidentFacts(library, settings), new WorkFacts(settings, earlier), new DutyFacts(settings, earlier),
            new YearFacts(library, settings),
        ]));
    }

    private async Task<Guid> DraftAsync(Transaction transaction, string code, Case about, Actor by, bool whole)
    {
        var form = forms.Of(code, start);
        var id = await drafting.WriteAsync(transaction, new(form, about.Id, about.AgencyId, about.Duty, start), by, by.Id);
        if (whole)
            await CompleteAsync(transaction, id, form, by);
        return id;
    }

    // As somebody would have filled in by hand what the desk does not know; every name is invented.
    private async Task CompleteAsync(Transaction transaction, Guid id, PaperForm form, Actor by)
    {
        var row = (await transaction.SingleAsync<PaperRow>($"{PaperRow.Select} WHERE papers.id = @id", new { id }))!;
        var values = new SortedDictionary<string, string>((await PaperVersions.FindAsync(transaction, id, 1))!.Read().Values.ToDictionary(), StringComparer.Ordinal)
        {
            ["place"] = "Hòa Giang", ["signerTitle"] = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", ["signer"] = Person, [PaperForm.Preliminary] = FieldValues.Yes,
        };
        if (form.Field(PaperForm.Preliminary) is null)
            values.Remove(PaperForm.Preliminary);
        foreach (var field in Filling.Missing(form, values))
            values[field.Code] = "Đang bổ sung theo hồ sơ giả định của bản trình diễn";
        foreach (var field in form.Fields.Where(field => values.TryGetValue(field.Code, out var value) && FieldValues.FaultOf(field, value) is not null))
            values.Remove(field.Code);
        var weighed = await PaperDuty.WeighedAsync(transaction, form, row.IncidentId, row.ObligationId);
        await PaperVersions.AddAsync(transaction, id, 2, PaperContent.Of(weighed, values, row.Mark, row.IsDrill, row.Number ?? row.Agency), by, by.Id, start);
        await transaction.ExecuteAsync("UPDATE papers SET latest = 2, version = version + 1 WHERE id = @id", new { id });
    }

    private async Task ReviewAsync(Transaction transaction, Guid paper, Actor by)
    {
        await PaperState.MoveAsync(transaction, paper, PaperState.Draft, PaperState.Review, by, null, start);
        await PaperAsking.AskAsync(transaction, forms, (await transaction.SingleAsync<PaperRow>($"{PaperRow.Select} WHERE papers.id = @id", new { id = paper }))!, by, by.Id, start);
    }

    private sealed record Case(Guid Id, Guid AgencyId, Guid Duty, string Kind);
}
