using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Rules.Triage;

/// <summary>One reason for which an incident counts as serious; its thresholds are data and may be edited.</summary>
public abstract record SeriousCriterion(string Code, Bilingual Name)
{
    internal abstract bool Holds(Case given);

    private protected abstract TriageLine Explain(Case given, bool holds);

    internal TriageLine Line(Case given) => Explain(given, Holds(given));

    private protected TriageLine Said(bool holds, Dictionary<string, object?> facts, string en, string vi)
    {
        facts["criterion"] = Code;
        return new("serious", holds ? "yes" : "no", facts, en, vi);
    }
}

/// <summary>Serious because the agency said one thing of it.</summary>
public sealed record FlagCriterion(string Code, Bilingual Name, Conditions Flag) : SeriousCriterion(Code, Name)
{
    internal override bool Holds(Case given) => (Case.ConditionsOf(given.Facts, serious: false) & Flag) != 0;

    private protected override TriageLine Explain(Case given, bool holds) => Said(holds, new(2) { ["reported"] = holds },
        holds ? $"Serious: the agency reports {Name.En}." : $"The agency does not report {Name.En}.",
        holds ? $"Nghiêm trọng: đơn vị báo {Name.Vi}." : $"Đơn vị không báo {Name.Vi}.");
}

/// <summary>Serious because of the NCISS score, as rounded.</summary>
public sealed record ScoreCriterion(string Code, Bilingual Name, decimal AtLeast) : SeriousCriterion(Code, Name)
{
    internal override bool Holds(Case given) => given.Score >= AtLeast;

    private protected override TriageLine Explain(Case given, bool holds)
    {
        var facts = new Dictionary<string, object?>(3) { ["score"] = given.Score, ["atLeast"] = AtLeast };
        if (given.Score is not { } score)
            return Said(holds, facts, $"There is no score to compare with {Figures.En(AtLeast)}.",
                $"Chưa có điểm để so với ngưỡng {Figures.Vi(AtLeast)}.");

        return Said(holds, facts,
            holds ? $"Serious: score {Figures.ScoreEn(score)} reaches {Figures.En(AtLeast)}."
                : $"Score {Figures.ScoreEn(score)} is below {Figures.En(AtLeast)}.",
            holds ? $"Nghiêm trọng: điểm {Figures.ScoreVi(score)} đạt ngưỡng {Figures.Vi(AtLeast)}."
                : $"Điểm {Figures.ScoreVi(score)} dưới ngưỡng {Figures.Vi(AtLeast)}.");
    }
}

/// <summary>Serious because of what was hit: an important system, by a kind of incident that harms it.</summary>
public sealed record SystemCriterion(string Code, Bilingual Name, SystemThreshold Threshold) : SeriousCriterion(Code, Name)
{
    internal override bool Holds(Case given) => Threshold.Reached(given.Facts.SystemLevel, given.Category.Class);

    private protected override TriageLine Explain(Case given, bool holds)
    {
        var (level, min) = (given.Facts.SystemLevel, Threshold.MinLevel);
        var facts = new Dictionary<string, object?>(4)
        {
            ["systemLevel"] = level,
            ["minLevel"] = min,
            ["class"] = given.Category.Class,
        };
        var (en, vi) = (given.Category.ClassName.En, given.Category.ClassName.Vi);
        if (holds)
            return Said(holds, facts, $"Serious: the system is of level {level} (important from level {min}) and the incident is of class {en}.",
                $"Nghiêm trọng: hệ thống cấp độ {level} (quan trọng từ cấp độ {min}) và sự cố thuộc nhóm {vi}.");
        if (level is null)
            return Said(holds, facts, $"No system is named, so none of level {min} or above is known to be hit.",
                $"Báo cáo không nêu hệ thống nên chưa xác định có hệ thống từ cấp độ {min} trở lên bị ảnh hưởng.");
        if (level < min)
            return Said(holds, facts, $"The system is of level {level}, below {min}.", $"Hệ thống cấp độ {level}, thấp hơn {min}.");
        return Said(holds, facts, $"The system is of level {level}, but class {en} does not count here.",
            $"Hệ thống cấp độ {level}, nhưng nhóm {vi} không thuộc diện xét ở tiêu chí này.");
    }
}

/// <summary>Serious because of how many people's data is touched.</summary>
public sealed record PersonalDataCriterion(string Code, Bilingual Name, PersonalDataThreshold Threshold)
    : SeriousCriterion(Code, Name)
{
    internal override bool Holds(Case given) => Threshold.Reached(given.Facts.PersonalData);

    private protected override TriageLine Explain(Case given, bool holds)
    {
        var data = given.Facts.PersonalData;
        var (threshold, basicEn, basicVi) = data.Sensitive
            ? (Threshold.Sensitive, "sensitive", "nhạy cảm")
            : (Threshold.Basic, "basic", "cơ bản");
        var facts = new Dictionary<string, object?>(5)
        {
            ["involved"] = data.Involved,
            ["subjects"] = data.Subjects,
            ["sensitive"] = data.Sensitive,
            ["atLeast"] = threshold,
        };
        if (!data.Involved)
            return Said(holds, facts, "No personal data is reported as involved.", "Báo cáo không nêu dữ liệu cá nhân bị ảnh hưởng.");
        if (data.Subjects is not { } subjects)
            return Said(holds, facts,
                $"The number of data subjects is not known yet; from {Figures.En(threshold)} ({basicEn} data) it would be serious.",
                $"Chưa rõ số chủ thể dữ liệu; từ {Figures.Vi(threshold)} người (dữ liệu {basicVi}) sẽ là nghiêm trọng.");
        return Said(holds, facts,
            $"{(holds ? "Serious: " : "")}{Figures.En(subjects)} subjects of {basicEn} data {(holds ? "reach" : "are below")} the threshold of {Figures.En(threshold)}.",
            $"{(holds ? "Nghiêm trọng: " : "")}{Figures.Vi(subjects)} chủ thể có dữ liệu {basicVi}, {(holds ? "đạt" : "dưới")} ngưỡng {Figures.Vi(threshold)}.");
    }
}
