using System.Globalization;
using System.Text;
using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Text;
using IncidentDesk.Shell;

namespace IncidentDesk.Reports.Form;

/// <summary>
/// Answers in people's words become a report in the contract's. What the report has no field for is added to the description, so that nobody asks it again. Paths of
/// faults are fields of the form.
/// </summary>
public static class FormReading
{
    /// <summary>With the form's key the natural key of its report: sent twice, or once on line and once as a file, it is one report.</summary>
    public const string Source = "report-form";

    /// <param name="answers">As they were typed.</param>
    /// <param name="form">What the questions mean.</param>
    /// <param name="key">The form's own key.</param>
    /// <param name="now">In the desk's zone.</param>
    public static Read Of(FormAnswers answers, ReportForm form, Guid key, DateTimeOffset now)
    {
        var faults = Dirty(answers);
        var kind = form.Find(answers.Or("kind"));
        if (kind is null)
            faults.Add(Said("kind", "required", Texts.FormKindMissing));
        else
            faults.AddRange(Unlisted(kind, answers));
        var detected = FormTime.Detected(answers, now, faults);
        if (answers.Or("title") is null)
            faults.Add(Said("title", "required", Texts.FormTitleMissing));
        if (faults.Count > 0 || kind is null)
            return new(null, faults);

        var sets = new AnswerSets(kind, answers);
        var body = new ReportBody
        {
            Agency = answers.Or("agency"),
            Title = answers.Or("title")!,
            Description = Described(kind, answers),
            Category = sets["category"]!,
            DetectedAt = detected,
            System = answers.Or("system"),
            Need = sets["need"],
            Impact = sets.Impact(),
            Flags = sets.Flags(),
            PersonalData = sets.PersonalData(faults),
            Tlp = answers.Or("tlp"),
            Cves = sets.Cves(),
            Observables = sets.Observables(),
            Contact = Contact(answers),
            Source = Source,
            SourceRef = key.ToString("D"),
            ReportedVia = answers.Or("via") is "offline-form" ? "offline-form" : "web-form",
        };
        return faults.Count > 0 ? new(null, faults) : new(body, []);
    }

    /// <summary>What is kept as said: the report as it was made of the answers.</summary>
    public static string Verbatim(ReportBody body) => JsonSerializer.Serialize(body, Json.Options);

    public static ContactBody? Contact(FormAnswers answers)
    {
        var (phone, email, safe) = (answers.Or("contactPhone"), answers.Or("contactEmail"), answers.Or("safeEmail"));
        var name = answers.Or("contactName");
        return name is null && phone is null && email is null && safe is null ? null : new(name ?? "", phone, email, safe);
    }

    public static Fault Said(string field, string code, Text text, params object[] arguments) =>
        Faults.Saying("/" + field, code, text.In(Language.English, arguments), text.In(Language.Vietnamese, arguments));

    /// <summary>Text that no report takes: control characters and halves of characters.</summary>
    public static List<Fault> Dirty(FormAnswers answers) =>
        [.. answers.All.Where(answer => !WireText.TryClean(answer.Value, out _)).Select(answer => Faults.At("/" + answer.Key, "forbidden-character"))];

    private static IEnumerable<Fault> Unlisted(FormKind kind, FormAnswers answers) =>
        from question in kind.Questions
        let field = FormAnswers.Question + question.Word
        where question.Options.Count > 0 && answers.Or(field) is { } answer && question.Options.All(option => option.Word != answer)
        select Faults.At("/" + field, "not-in-list", [.. question.Options.Select(option => option.Word)]);

    private static string? Described(FormKind kind, FormAnswers answers)
    {
        var text = new StringBuilder(answers.Or("description") ?? "");
        foreach (var question in kind.Questions)
        {
            if (answers.Or(FormAnswers.Question + question.Word) is not { } answer)
                continue;
            var said = question.Options.FirstOrDefault(option => option.Word == answer)?.Name.Vi ?? answer;
            text.Append(text.Length == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"{question.Name.Vi} {said}");
        }
        return text.Length == 0 ? null : Clean(text.ToString());
    }

    private static string Clean(string text) => WireText.TryClean(text, out var clean) ? clean : text;

    /// <param name="Body">Null when there are faults.</param>
    public sealed record Read(ReportBody? Body, IReadOnlyList<Fault> Faults);
}
