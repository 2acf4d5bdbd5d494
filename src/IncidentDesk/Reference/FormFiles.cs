using IncidentDesk.Rules;
using IncidentDesk.Rules.Papers;

namespace IncidentDesk.Reference;

/// <summary>
/// forms/*.json: the papers, each with the fields of dispatch.json around its own. Of one code at most one edition is in force on a day; one that the operator brought counts
/// from its first day on, and the program's own until then.
/// </summary>
internal static class FormFiles
{
    private const string Folder = "forms/", Dispatch = Folder + "dispatch.json";

    private static readonly string[] Subjects = [PaperForm.OfIncident, PaperForm.OfAgency], Issuers = ["agency", "desk"], Visibilities = ["agency", PaperForm.Internal];

    public static IReadOnlyList<ReadForm> Read(ReferenceFiles files, IReadOnlyList<ReadPack> packs)
    {
        var around = files.Open(Dispatch) is { } dispatch ? Around(dispatch) : [];
        var codes = packs.Select(pack => pack.Code).ToList();
        var nodes = files.Under(Folder).Where(name => name != Dispatch).Select(files.Open).OfType<ReferenceNode>().ToList();
        var read = nodes.ConvertAll(node => new ReadForm(node, Form(node, around, codes), !files.IsShipped(node.File)));
        var forms = read.SelectMany(one => Standing(one, read)).ToList();
        for (var later = 1; later < forms.Count; later++)
            if (forms.Take(later).FirstOrDefault(other => IsSame(other.Form, forms[later].Form)) is { } earlier)
                forms[later].File.Fault("code", $"'{forms[later].Form.Code}' is taken by {earlier.File.File}");
        foreach (var pack in packs)
            CheckNamed(pack.File, forms.ConvertAll(one => one.Form.Code));
        return forms;
    }

    // The program's own ends the day before an edition of the operator's begins; where that one begins no later, it is not there at all.
    private static IEnumerable<ReadForm> Standing(ReadForm one, IReadOnlyList<ReadForm> all)
    {
        if (one.IsOwn || all.Where(other => other.IsOwn && IsSame(other.Form, one.Form)).MinBy(other => other.Form.Validity.Start) is not { } edition)
            return [one];
        var (kept, begins) = (one.Form.Validity, edition.Form.Validity);
        return begins.Start <= kept.Start ? [] : [one with { Form = one.Form with { Validity = new(kept.From, begins.From!.Value.AddDays(-1), kept.Zone) } }];
    }

    private static bool IsSame(PaperForm one, PaperForm other) => one.Code.Length > 0 && one.Code == other.Code && one.Validity.Overlaps(other.Validity);

    // A duty whose form is nowhere could never be met.
    private static void CheckNamed(ReferenceNode pack, IReadOnlyList<string> forms)
    {
        var named = pack.PeekEach("obligations", "form");
        for (var n = 0; n < named.Count; n++)
            if (named[n].Length > 0 && !forms.Contains(named[n]))
                pack.Fault($"obligations/{n}/form", $"there is no form '{named[n]}'; known are {string.Join(", ", forms)}");
    }

    private static List<PaperField> Around(ReferenceNode file)
    {
        file.Only("note", "source", "sureness", "fields").Provenance();
        return file.Items("fields").ConvertAll(Field);
    }

    private static PaperForm Form(ReferenceNode file, IReadOnlyList<PaperField> around, IReadOnlyList<string> packs)
    {
        file.Only("code", "official", "source", "sureness", "note", "validFrom", "validTo", "subject", "issuer", "visibility", "obligations", "rules", "symbol",
            "to", "title", "preliminaryTitle", "matter", "vi", "en", "fields", "blocks");
        var (source, sureness) = file.Provenance();
        var own = file.Items("fields").ConvertAll(Field);
        Distinct.Check(file, "fields", own.ConvertAll(field => field.Code));
        IReadOnlyList<PaperField> fields = [.. around, .. own];
        CheckFlags(file, own, fields);
        return new(
            file.Text("code"), file.Bilingual(), file.Flag("official"), source, sureness, file.Text("note"), file.Validity(), file.Word("subject", Subjects),
            file.Word("issuer", Issuers), file.Word("visibility", Visibilities), Listed(file, "obligations", Words.ObligationKinds), Listed(file, "rules", packs),
            file.Text("symbol"), file.TextOrNull("to"), file.TextOrNull("title"), file.TextOrNull("preliminaryTitle"), file.Text("matter"), fields,
            file.Items("blocks").ConvertAll(node => Block(node, fields)));
    }

    private static PaperField Field(ReferenceNode node)
    {
        node.Only("code", "kind", "mandatory", "from", "vi", "en", "pending", "choices", "columns", "contact");
        var kind = node.Word("kind", PaperField.Kinds);
        var pending = node.Has("pending") && node.Child("pending") is { } waiting ? new Pending(waiting.Only("flag", "vi").Text("flag"), waiting.Text("vi")) : null;
        return new(
            node.Text("code"), kind, node.Flag("mandatory"), node.Bilingual(), node.WordOrNull("from", FactWords.All), pending,
            kind == PaperField.Choice ? node.Words("choices", null) : [], kind == PaperField.Table ? node.Words("columns", null) : [],
            node.Has("contact") && node.Flag("contact"));
    }

    private static PaperBlock Block(ReferenceNode node, IReadOnlyList<PaperField> fields)
    {
        var kind = node.Only("kind", "vi", "field", "when").Word("kind", PaperBlock.Kinds);
        var codes = fields.Select(field => field.Code).ToList();
        var isAnswer = kind is PaperBlock.Answer or PaperBlock.Table;
        return new(kind, isAnswer ? null : node.Text("vi"), isAnswer ? node.Word("field", codes) : null, node.WordOrNull("when", codes));
    }

    private static void CheckFlags(ReferenceNode file, IReadOnlyList<PaperField> own, IReadOnlyList<PaperField> fields)
    {
        for (var n = 0; n < own.Count; n++)
            if (own[n].Pending is { } pending && !fields.Any(field => field.Code == pending.Flag && field.Kind == PaperField.Flag))
                file.Fault($"fields/{n}/pending/flag", $"'{pending.Flag}' is no flag of this form");
    }

    private static string[] Listed(ReferenceNode node, string member, IReadOnlyList<string> known)
    {
        if (node.Items(member, mayBeEmpty: true).Count == 0)
            return [];
        return node.Words(member, known);
    }
}
