using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules;
using IncidentDesk.Shell;

namespace IncidentDesk.Reports.Form;

/// <summary>The fields that a kind and the answers to its questions set: the kind's first, then each answer's in the order of the questions, the later over the earlier; of what
/// happened to the data the worst.</summary>
internal sealed class AnswerSets
{
    private const string Information = "impact.information", Involved = "personalData.involved";

    private readonly Dictionary<string, string> sets;
    private readonly FormKind kind;
    private readonly FormAnswers answers;

    public AnswerSets(FormKind kind, FormAnswers answers)
    {
        (this.kind, this.answers) = (kind, answers);
        sets = new(kind.Sets);
        foreach (var question in kind.Questions)
            if (Chosen(question) is { } chosen)
                foreach (var (target, word) in chosen.Sets)
                    if (target != Information || IsWorse(word, this[target]))
                        sets[target] = word;
    }

    public string? this[string target] => sets.GetValueOrDefault(target);

    public ImpactBody Impact() => new(
        this["impact.functional"], this["impact.activity"], this["impact.location"], this["impact.actor"],
        this["impact.information"], this["impact.recoverability"], this["impact.potential"], null);

    public FlagsBody Flags() => new(Is("flags.seriousDisruption"), Is("flags.nationalSecurity"), Is("flags.beyondCapacity"));

    public PersonalDataBody PersonalData(List<Fault> faults)
    {
        foreach (var question in kind.Questions.Where(one => one.Type == "number" && Answer(one) is not null && Number(one) is null))
            faults.Add(FormReading.Said(FormAnswers.Question + question.Word, "wrong-type", Texts.FormNumberWrong));
        var subjects = Into("subjects").Select(Number).FirstOrDefault();
        if (subjects > 0 && this[Involved] == "false" && kind.Questions.LastOrDefault(question => Chosen(question)?.Sets.GetValueOrDefault(Involved) == "false") is { } denied)
            faults.AddRange(NoDataButPeople(denied, Into("subjects").First()));
        // A number of people says that their data is concerned, where nobody has said that it is not.
        return new(Is(Involved) || subjects > 0, subjects, Is("personalData.sensitive"), null, null);
    }

    /// <summary>At both questions, each named: which of the two answers is meant decides about a deadline, and only the reporter knows.</summary>
    private IEnumerable<Fault> NoDataButPeople(FormQuestion denied, FormQuestion counted)
    {
        var no = Chosen(denied)!.Name;
        return new[] { denied, counted }.Select(question => Faults.Saying(
            "/" + FormAnswers.Question + question.Word, "out-of-range",
            Texts.FormNoDataButPeople.In(Language.English, denied.Name.En, no.En, counted.Name.En),
            Texts.FormNoDataButPeople.In(Language.Vietnamese, denied.Name.Vi, no.Vi, counted.Name.Vi)));
    }

    public IReadOnlyList<string> Cves() =>
        [.. Into("cve").SelectMany(question => Answer(question)?.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])];

    // What is no whole address is kept as it was copied: a fake page's is often written so that nobody opens it.
    public IReadOnlyList<ObservableBody> Observables() =>
    [
        .. Into("url").Select(Answer).OfType<string>().Select(value => new ObservableBody(
            ((string[])["url", "domain", "other"]).First(type => ObservableShapes.Fits(type, value)), value, null)),
    ];

    // Data that was locked and leaked is both: what was learnt later does not make less of it.
    private static bool IsWorse(string word, string? than) => Place(word) > Place(than);

    private static int Place(string? word) => word is null ? -1 : Words.InformationImpacts.TakeWhile(one => one != word).Count();

    private IEnumerable<FormQuestion> Into(string goal) => kind.Questions.Where(question => question.Into == goal);

    private FormOption? Chosen(FormQuestion question) => question.Options.FirstOrDefault(option => option.Word == Answer(question));

    private string? Answer(FormQuestion question) => answers.Or(FormAnswers.Question + question.Word);

    // 1.200 and 1 200 are the same to people.
    private long? Number(FormQuestion question) =>
        long.TryParse(
            (Answer(question) ?? "").Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
            NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool Is(string target) => this[target] == "true";
}
