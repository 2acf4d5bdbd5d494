using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;

namespace IncidentDesk.Reports.Form;

/// <summary>What somebody typed into a form, by the name of its field, as it was typed: nothing is judged here and nothing is lost.</summary>
public sealed class FormAnswers(IReadOnlyDictionary<string, string> given)
{
    /// <summary>Names of answers to the questions of form.json begin so.</summary>
    public const string Question = "q-";

    /// <summary>The fields that every kind has.</summary>
    public static readonly IReadOnlyList<string> Fixed =
    [
        "kind", "day", "time", "title", "description", "system", "agency", "contactName", "contactPhone", "contactEmail", "safeEmail", "tlp", "as", "incident", "via",
    ];

    public static readonly FormAnswers None = new(new Dictionary<string, string>());

    /// <summary>Empty where nothing was typed.</summary>
    public string this[string name] => given.GetValueOrDefault(name) ?? "";

    /// <summary>Null where nothing but blanks was typed.</summary>
    public string? Or(string name) => this[name].Trim() is { Length: > 0 } text ? text : null;

    public IEnumerable<KeyValuePair<string, string>> All => given;

    public static bool Knows(string name, ReportForm form) => Fixed.Contains(name)
        || (name.StartsWith(Question, StringComparison.Ordinal) && form.Questions.Any(question => question.Word == name[Question.Length..]));

    /// <summary>What the form's own page posts; its buttons and marks are no answers. Line ends as people mean them.</summary>
    public static FormAnswers Of(IFormCollection posted, ReportForm form) => new(posted
        .Where(field => Knows(field.Key, form) && field.Value is [{ Length: > 0 }])
        .ToDictionary(field => field.Key, field => field.Value.ToString().ReplaceLineEndings("\n")));

    public FormAnswers With(string name, string? value) => new(new Dictionary<string, string>(given) { [name] = value ?? "" });

    public string ToJson() => JsonSerializer.Serialize(given, Json.Options);

    public static FormAnswers FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json, Json.Options)!);
}
