using System.Collections.Frozen;

namespace IncidentDesk.Rules.Triage;

/// <summary>How severe an incident is: from its score, or without one from its class and the system's level; then raised.</summary>
/// <param name="ByScore">Highest threshold first, the last one at 0.</param>
/// <param name="ByClass">For each class the severities of levels 1-2, 3 and 4-5.</param>
public sealed record SeverityRules(
    FrozenDictionary<string, Bilingual> Names,
    IReadOnlyList<ScoreThreshold> ByScore,
    FrozenDictionary<string, SeverityByLevel> ByClass,
    IReadOnlyList<SeverityRaise> Raises)
{
    internal string Base(Case given)
    {
        if (given.Score is { } score)
            return ByScore[Band(score)].Severity;

        return ByClass[given.Category.Class].At(given.Facts.SystemLevel);
    }

    internal TriageLine BaseLine(Case given, string severity) =>
        given.Score is { } score ? ScoreLine(score, severity) : TableLine(given, severity);

    private TriageLine ScoreLine(decimal score, string severity)
    {
        var band = Band(score);
        var least = ByScore[band].AtLeast;
        var (upToEn, upToVi) = band == 0
            ? ("", " trở lên")
            : ($" and below {Figures.En(ByScore[band - 1].AtLeast)}", $" đến dưới {Figures.Vi(ByScore[band - 1].AtLeast)}");
        return new("severity-base", severity,
            new Dictionary<string, object?>(2) { ["score"] = score, ["atLeast"] = least },
            $"Score {Figures.ScoreEn(score)} is at least {Figures.En(least)}{upToEn}: {Names[severity].En}.",
            $"Điểm {Figures.ScoreVi(score)} từ {Figures.Vi(least)}{upToVi}: mức {Names[severity].Vi}.");
    }

    private TriageLine TableLine(Case given, string severity)
    {
        var level = given.Facts.SystemLevel;
        var (en, vi) = level is null
            ? ("no system named, which counts as level 1-2", "không nêu hệ thống, coi như cấp độ 1-2")
            : ($"a system of level {level}", $"hệ thống cấp độ {level}");
        return new("severity-base", severity,
            new Dictionary<string, object?>(2) { ["class"] = given.Category.Class, ["systemLevel"] = level },
            $"Without a score the table of classes and levels decides: {given.Category.ClassName.En}, {en}: {Names[severity].En}.",
            $"Chưa có điểm nên tra bảng nhóm sự cố và cấp độ: {given.Category.ClassName.Vi}, {vi}: mức {Names[severity].Vi}.");
    }

    private int Band(decimal score)
    {
        var band = 0;
        while (score < ByScore[band].AtLeast)
            band++;
        return band;
    }
}

public sealed record ScoreThreshold(decimal AtLeast, string Severity);

public sealed record SeverityByLevel(string Levels1To2, string Level3, string Levels4To5)
{
    /// <summary>No system counts as level 1-2.</summary>
    public string At(int? level) => level switch
    {
        >= 4 => Levels4To5,
        3 => Level3,
        _ => Levels1To2,
    };
}
