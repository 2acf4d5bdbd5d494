using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Reference;

/// <summary>form.json: the questions of the report form. An answer may set only what a report has, to words that the contract knows.</summary>
internal static class FormFile
{
    private static readonly string[] Types = ["choice", "number", "text"], Goals = ["subjects", "url", "cve"], Flag = ["true", "false"];

    private static readonly Dictionary<string, IReadOnlyList<string>> Targets = new()
    {
        ["need"] = Words.Needs,
        ["impact.functional"] = Words.FunctionalImpacts,
        ["impact.activity"] = Words.Activities,
        ["impact.location"] = Words.Locations,
        ["impact.actor"] = Words.Actors,
        ["impact.information"] = Words.InformationImpacts,
        ["impact.recoverability"] = Words.Recoverabilities,
        ["impact.potential"] = Words.PotentialImpacts,
        ["flags.seriousDisruption"] = Flag,
        ["flags.nationalSecurity"] = Flag,
        ["flags.beyondCapacity"] = Flag,
        ["personalData.involved"] = Flag,
        ["personalData.sensitive"] = Flag,
    };

    public static ReportForm? Read(ReferenceNode? file, Taxonomy? taxonomy)
    {
        if (file is null)
            return null;

        file.Only("source", "sureness", "questions", "kinds").Provenance();
        var questions = file.Items("questions").ConvertAll(node => Question(node, taxonomy));
        Distinct.Check(file, "questions", questions.ConvertAll(question => question.Word));
        var kinds = file.Items("kinds").ConvertAll(node => Kind(node, questions, taxonomy));
        Distinct.Check(file, "kinds", kinds.ConvertAll(kind => kind.Word));
        return file.Sound ? new(kinds) : null;
    }

    private static FormKind Kind(ReferenceNode node, List<FormQuestion> questions, Taxonomy? taxonomy)
    {
        node.Only("word", "vi", "en", "titleVi", "titleEn", "adviceVi", "adviceEn", "questions", "sets");
        var sets = Sets(node, taxonomy);
        if (!sets.ContainsKey("category"))
            node.Fault("sets/category", "is missing");
        return new(
            node.Text("word"), node.Bilingual(), new(node.Text("titleEn"), node.Text("titleVi")), new(node.Text("adviceEn"), node.Text("adviceVi")),
            [.. node.Words("questions", questions.Select(question => question.Word))
                .Select(word => questions.Find(question => question.Word == word)).OfType<FormQuestion>()],
            sets);
    }

    private static FormQuestion Question(ReferenceNode node, Taxonomy? taxonomy)
    {
        node.Only("word", "type", "vi", "en", "hintVi", "hintEn", "into", "options");
        var type = node.Word("type", Types);
        var options = type == "choice" ? node.Items("options").ConvertAll(option => Option(option, taxonomy)) : [];
        if (type != "choice" && node.Has("options"))
            node.Fault("options", "only a choice has options");
        Distinct.Check(node, "options", options.ConvertAll(option => option.Word));
        return new(
            node.Text("word"), type, node.Bilingual(), node.Has("hintVi") ? new(node.Text("hintEn"), node.Text("hintVi")) : null,
            node.WordOrNull("into", Goals), options);
    }

    private static FormOption Option(ReferenceNode node, Taxonomy? taxonomy) =>
        new(node.Only("word", "vi", "en", "sets").Text("word"), node.Bilingual(), Sets(node, taxonomy));

    private static Dictionary<string, string> Sets(ReferenceNode node, Taxonomy? taxonomy)
    {
        var sets = new Dictionary<string, string>();
        if (!node.Has("sets") || node.Child("sets") is not { } given)
            return sets;
        foreach (var target in given.MemberNames())
            if (target == "category")
                sets[target] = Category(given, taxonomy);
            else if (Targets.TryGetValue(target, out var words))
                sets[target] = given.Word(target, words);
            else
                given.Fault(target, "is no field that an answer may set");
        if (sets.GetValueOrDefault("personalData.sensitive") == "true" && sets.GetValueOrDefault("personalData.involved") != "true")
            given.Fault("personalData.sensitive", "is of data that is involved: set personalData.involved to true beside it");
        return sets;
    }

    private static string Category(ReferenceNode node, Taxonomy? taxonomy)
    {
        var word = node.Text("category");
        if (taxonomy is not null && taxonomy.Find(word) is null)
            node.Fault("category", $"'{word}' is no category");
        return word;
    }
}
