using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Rules.Periodic;

namespace IncidentDesk.Reference;

/// <summary>All reference data, read from db/reference/ and checked as a whole: either sound, or every fault is listed.</summary>
public sealed record ReferenceLibrary(
    RuleBook RuleBook, IReadOnlyList<AuthorityEntry> Authorities, Tlp Tlp, IReadOnlyDictionary<string, Ladder> Ladders,
    IReadOnlyList<PaperForm> Forms)
{
    /// <summary>The duties that come with the calendar.</summary>
    public IReadOnlyList<PeriodicRule> Periodic { get; init; } = [];

    /// <summary>When people are reminded of what the law wants.</summary>
    public required ReminderPlan Reminders { get; init; }

    /// <summary>What the report form asks, in people's words.</summary>
    public required ReportForm Form { get; init; }

    /// <summary>What is usually to be done, by class of incident.</summary>
    public IReadOnlyDictionary<string, Checklist> Checklists { get; init; } = new Dictionary<string, Checklist>();

    /// <summary>Those of the forms that the operator brought.</summary>
    public IReadOnlyList<OwnForm> OwnForms { get; init; } = [];

    /// <summary>Where the packs name whom their duties go to.</summary>
    public IReadOnlyList<RecipientPlace> Recipients { get; init; } = [];

    /// <param name="packs">Codes.</param>
    public IEnumerable<RecipientPlace> PlacesOf(string role, IReadOnlyList<string> packs) => Recipients.Where(place => place.Role == role && packs.Contains(place.Pack));

    /// <summary>Each form once: of several editions of one code the one that began last by then, and before any has begun the first.</summary>
    public IReadOnlyList<PaperForm> FormsAt(DateTimeOffset at) =>
        [.. Forms.GroupBy(form => form.Code, StringComparer.Ordinal).Select(editions => EditionAt([.. editions.OrderBy(form => form.Validity.Start)], at))];

    private static PaperForm EditionAt(List<PaperForm> editions, DateTimeOffset at) => editions.FindLast(form => form.Validity.Start <= at) ?? editions[0];

    /// <exception cref="ReferenceFaultsException">The files inside the program are not sound.</exception>
    public static ReferenceLibrary Load() => Load(ReferenceFiles.Embedded());

    /// <param name="rules">A directory of the operator's own rule packs, or null.</param>
    /// <param name="forms">A directory of the operator's own forms, or null.</param>
    /// <exception cref="ReferenceFaultsException">Lists every fault of every file.</exception>
    public static ReferenceLibrary LoadWith(string? rules, string? forms = null) => Load(ReferenceFiles.With(rules, forms));

    /// <param name="texts">File name below db/reference/ to its text.</param>
    /// <exception cref="ReferenceFaultsException">Lists every fault of every file.</exception>
    public static ReferenceLibrary Load(IReadOnlyDictionary<string, string> texts)
    {
        var files = new ReferenceFiles(texts);
        var edition = files.Open("edition.json")?.Only("edition", "note").Text("edition");
        var taxonomy = RsitFile.Read(files.Open("rsit.json"));
        var classes = taxonomy?.Classes.Select(known => known.Word).ToList();
        var score = NcissFile.Read(files.Open("nciss.json"));
        var authorities = AuthoritiesFile.Read(files.Open("authorities.json"));
        var severity = SeverityFile.Read(files.Open("severity.json"), classes);
        var serious = SeriousFile.Read(files.Open("serious.json"), classes);
        var routing = RoutingFile.Read(files.Open("routing.json"), authorities ?? []);
        var tlp = TlpFile.Read(files.Open("tlp.json"));
        var ladders = LaddersFile.Read(files.Open("ladders.json"));
        var periodic = PeriodicFile.Read(files.Open("periodic.json"));
        var reminders = RemindersFile.Read(files.Open("reminders.json"));
        var form = FormFile.Read(files.Open("form.json"), taxonomy);
        var checklists = ChecklistsFile.Read(files.Open("checklists.json"), classes);
        var packs = files.Under("rules/").Select(files.Open).OfType<ReferenceNode>().Select(RulePackFile.Read).ToList();
        PackCalendar.Check(packs, files.IsShipped);
        var forms = FormFiles.Read(files, packs);
        if (files.AnyFault)
            throw new ReferenceFaultsException([.. files.Faults]);

        var book = new RuleBook($"{edition}+{files.Digest()}", taxonomy!, score!, severity!, serious!, routing!,
            packs.ConvertAll(read => read.Pack!));
        return new(book, authorities!, tlp!, ladders!, [.. forms.Select(read => read.Form)])
        {
            OwnForms = [.. forms.Where(read => read.IsOwn).Select(read => new OwnForm(read.File.File, read.Form))],
            Periodic = periodic, Reminders = reminders!, Form = form!, Checklists = checklists!, Recipients = RecipientPlace.Of(files, packs),
        };
    }
}
