using IncidentDesk.Rules;
using IncidentDesk.Shell;

namespace IncidentDesk.Delivery.Letters;

/// <summary>What the words of the reference data are called in a letter.</summary>
public sealed class LetterNames(RuleBook book)
{
    public string Category(string word, Language language) =>
        book.Taxonomy.Find(word) is { } category ? $"{Say(category.Name, language)} ({word})" : word;

    /// <summary>The question of the score and the answer that was given; the bare words where the reference data does not know them.</summary>
    public (string Question, string Answer) Impact(string question, string answer, Language language)
    {
        var known = book.Score.Categories.FirstOrDefault(category => category.Word == question);
        var option = known?.Options.FirstOrDefault(one => one.Word == answer);
        return (known is null ? question : Capital(Say(known.Name, language)), option is null ? answer : Say(option.Name, language));
    }

    private static string Say(Bilingual text, Language language) => language == Language.English ? text.En : text.Vi;

    private static string Capital(string text) =>
        text.Length == 0 ? text : char.ToUpper(text[0], System.Globalization.CultureInfo.InvariantCulture) + text[1..];
}
