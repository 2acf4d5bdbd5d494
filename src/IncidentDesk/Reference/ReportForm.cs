using IncidentDesk.Rules;

namespace IncidentDesk.Reference;

/// <summary>What the form asks in people's words, and what each answer means in the field's: kinds, each with its questions.</summary>
public sealed record ReportForm(IReadOnlyList<FormKind> Kinds)
{
    /// <summary>Every question of any kind, once.</summary>
    public IReadOnlyList<FormQuestion> Questions { get; } = [.. Kinds.SelectMany(kind => kind.Questions).DistinctBy(question => question.Word)];

    public FormKind? Find(string? word) => Kinds.FirstOrDefault(kind => kind.Word == word);
}

/// <param name="Title">The sentence that is proposed.</param>
/// <param name="Advice">What to do and not to do while waiting.</param>
/// <param name="Sets">Fields of the report and the words that this kind gives them.</param>
public sealed record FormKind(
    string Word, Bilingual Name, Bilingual Title, Bilingual Advice, IReadOnlyList<FormQuestion> Questions, IReadOnlyDictionary<string, string> Sets);

/// <param name="Type">choice, number or text.</param>
/// <param name="Into">subjects, url or cve: where a number or a text goes besides the description; null: nowhere.</param>
public sealed record FormQuestion(string Word, string Type, Bilingual Name, Bilingual? Hint, string? Into, IReadOnlyList<FormOption> Options);

public sealed record FormOption(string Word, Bilingual Name, IReadOnlyDictionary<string, string> Sets);
