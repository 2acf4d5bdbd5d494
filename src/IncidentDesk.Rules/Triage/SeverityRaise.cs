using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Rules.Triage;

/// <summary>A reason for which severity is at least <paramref name="To"/>: any one of what is set here is enough.</summary>
public sealed record SeverityRaise(
    string Code, string To, Conditions AnyOf, SystemThreshold? System, PersonalDataThreshold? PersonalData, Bilingual Why)
{
    internal bool Raises(string severity, Case given, Conditions holding) =>
        Severity.IsWorse(To, severity)
        && ((holding & AnyOf) != 0
            || System?.Reached(given.Facts.SystemLevel, given.Category.Class) == true
            || PersonalData?.Reached(given.Facts.PersonalData) == true);

    internal TriageLine Line(string from, Case given, SeverityRules rules)
    {
        var facts = new Dictionary<string, object?>(5) { ["reason"] = Code, ["from"] = from };
        var (figureEn, figureVi) = ("", "");
        if (System is { } system)
        {
            var level = given.Facts.SystemLevel;
            (facts["systemLevel"], facts["minLevel"]) = (level, system.MinLevel);
            (figureEn, figureVi) = ($" (level {level})", $" (cấp độ {level})");
        }
        else if (PersonalData is { } data)
        {
            var (subjects, threshold) = (given.Facts.PersonalData.Subjects ?? 0, data.For(given.Facts.PersonalData));
            (facts["subjects"], facts["atLeast"]) = (subjects, threshold);
            figureEn = $" ({Figures.En(subjects)} subjects, threshold {Figures.En(threshold)})";
            figureVi = $" ({Figures.Vi(subjects)} chủ thể, ngưỡng {Figures.Vi(threshold)})";
        }

        return new("severity-raise", To, facts,
            $"Raised from {rules.Names[from].En} to {rules.Names[To].En}: {Why.En}{figureEn}.",
            $"Nâng từ mức {rules.Names[from].Vi} lên {rules.Names[To].Vi}: {Why.Vi}{figureVi}.");
    }
}
