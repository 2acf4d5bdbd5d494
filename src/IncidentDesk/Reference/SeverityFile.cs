using System.Collections.Frozen;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Reference;

/// <summary>severity.json: the bands of the score, the table of classes and levels, and what raises severity.</summary>
internal static class SeverityFile
{
    public static SeverityRules? Read(ReferenceNode? file, IReadOnlyCollection<string>? classes)
    {
        if (file is null)
            return null;

        file.Only("source", "sureness", "validFrom", "validTo", "words", "byScore", "byClass", "raises").Provenance();
        file.Validity();
        var names = file.Items("words").ConvertAll(
            word => KeyValuePair.Create(word.Only("word", "en", "vi").Word("word", Words.Severities), word.Bilingual()));
        if (!names.Select(name => name.Key).SequenceEqual(Words.Severities))
            file.Fault("words", $"must be, in this order: {string.Join(' ', Words.Severities)}");
        var (bands, table) = (Bands(file), Table(file, classes));
        var raises = file.Items("raises", mayBeEmpty: true).ConvertAll(raise => Raise(raise, classes));
        return file.Sound ? new(names.ToFrozenDictionary(), bands, table.ToFrozenDictionary(), raises) : null;
    }

    private static List<ScoreThreshold> Bands(ReferenceNode file)
    {
        var bands = file.Items("byScore").ConvertAll(band => new ScoreThreshold(
            band.Only("atLeast", "severity").Score("atLeast"), band.Word("severity", Words.Severities)));
        for (var n = 1; n < bands.Count; n++)
            if (bands[n].AtLeast >= bands[n - 1].AtLeast)
                file.Fault($"byScore/{n}/atLeast", "must be less than the one before");
        if (bands.Count > 0 && bands[^1].AtLeast != 0)
            file.Fault("byScore", "the last band must start at 0");
        return bands;
    }

    private static Dictionary<string, SeverityByLevel> Table(ReferenceNode file, IReadOnlyCollection<string>? classes)
    {
        var table = new Dictionary<string, SeverityByLevel>(StringComparer.Ordinal);
        foreach (var row in file.Items("byClass"))
        {
            row.Only("classes", "levels1To2", "level3", "levels4To5");
            var cells = new SeverityByLevel(row.Word("levels1To2", Words.Severities),
                row.Word("level3", Words.Severities), row.Word("levels4To5", Words.Severities));
            foreach (var word in row.Words("classes", classes))
                if (!table.TryAdd(word, cells))
                    row.Fault("classes", $"'{word}' stands in two rows");
        }

        foreach (var missing in (classes ?? []).Except(table.Keys))
            file.Fault("byClass", $"class '{missing}' is missing");
        return table;
    }

    private static SeverityRaise Raise(ReferenceNode node, IReadOnlyCollection<string>? classes)
    {
        node.Only("code", "to", "anyOf", "system", "personalData", "en", "vi");
        var conditions = node.Has("anyOf") ? ConditionWords.Read(node, "anyOf") : Conditions.None;
        var (system, data) = (Thresholds.System(node, classes), Thresholds.PersonalData(node));
        if (conditions == Conditions.None && system is null && data is null)
            node.Fault("", "says nothing that would raise: anyOf, system or personalData");
        return new(node.Text("code"), node.Word("to", Words.Severities), conditions, system, data, node.Bilingual());
    }
}
