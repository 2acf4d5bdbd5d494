using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Reference;

/// <summary>nciss.json: the weights and options of the score, which must offer exactly the words of the contract.</summary>
internal static class NcissFile
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Contract = new()
    {
        ["functional"] = Words.FunctionalImpacts,
        ["activity"] = Words.Activities,
        ["location"] = Words.Locations,
        ["actor"] = Words.Actors,
        ["information"] = Words.InformationImpacts,
        ["recoverability"] = Words.Recoverabilities,
        ["potential"] = Words.PotentialImpacts,
        ["sector"] = Words.Sectors,
    };

    public static ScoreModel? Read(ReferenceNode? file)
    {
        if (file is null)
            return null;

        file.Only("source", "sureness", "validFrom", "validTo", "note", "categories").Provenance();
        file.Validity();
        var parts = file.Items("categories").ConvertAll(Category);
        Distinct.Check(file, "categories", parts.ConvertAll(part => part.Word));
        foreach (var missing in Contract.Keys.Except(parts.Select(part => part.Word)))
            file.Fault("categories", $"'{missing}' is missing");
        if (!file.Sound)
            return null;

        var model = new ScoreModel(parts.ConvertAll(part => part.Make()));
        if (model.Highest > model.Lowest)
            return model;
        file.Fault("categories", "every answer gives the same score");
        return null;
    }

    private static (string Word, Func<ScoreCategory> Make) Category(ReferenceNode node)
    {
        node.Only("word", "weight", "whenAbsent", "en", "vi", "options");
        var (word, weight, name) = (node.Word("word", Contract.Keys), node.Small("weight", least: 1), node.Bilingual());
        var options = node.Items("options").ConvertAll(Option);
        if (Contract.TryGetValue(word, out var words) && !words.SequenceEqual(options.Select(option => option.Word)))
            node.Fault("options", $"must be, in this order: {string.Join(' ', words)}");
        var whenAbsent = node.WordOrNull("whenAbsent", options.ConvertAll(option => option.Word));
        return (word, () => new(word, weight, whenAbsent, name, options));
    }

    private static ScoreOption Option(ReferenceNode node) =>
        new(node.Only("word", "value", "en", "vi").Text("word"), node.Small("value"), node.Bilingual());
}
