using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Reference;

/// <summary>serious.json: the criteria, each with one threshold; a disabled one is kept in the file and not judged.</summary>
internal static class SeriousFile
{
    private static readonly string[] Flags = ["national-security", "serious-disruption", "beyond-capacity"];

    public static List<SeriousCriterion>? Read(ReferenceNode? file, IReadOnlyCollection<string>? classes)
    {
        if (file is null)
            return null;

        file.Only("source", "sureness", "validFrom", "validTo", "criteria").Provenance();
        file.Validity();
        var nodes = file.Items("criteria");
        var criteria = nodes.ConvertAll(node => (Enabled: node.Flag("enabled"), Criterion: Criterion(node, classes)));
        Distinct.Check(file, "criteria", nodes.ConvertAll(node => node.Text("code")));
        return file.Sound ? [.. criteria.Where(one => one.Enabled).Select(one => one.Criterion!)] : null;
    }

    private static SeriousCriterion? Criterion(ReferenceNode node, IReadOnlyCollection<string>? classes)
    {
        node.Only("code", "enabled", "flag", "scoreAtLeast", "system", "personalData", "en", "vi");
        var (code, name) = (node.Text("code"), node.Bilingual());
        SeriousCriterion?[] given =
        [
            node.Has("flag") ? new FlagCriterion(code, name, Condition.Parse(node.Word("flag", Flags)) ?? Conditions.None) : null,
            node.Has("scoreAtLeast") ? new ScoreCriterion(code, name, node.Score("scoreAtLeast")) : null,
            Thresholds.System(node, classes) is { } system ? new SystemCriterion(code, name, system) : null,
            Thresholds.PersonalData(node) is { } data ? new PersonalDataCriterion(code, name, data) : null,
        ];
        if (given.Count(criterion => criterion is not null) == 1)
            return given.First(criterion => criterion is not null);
        node.Fault("", "must have exactly one of flag, scoreAtLeast, system, personalData");
        return null;
    }
}
