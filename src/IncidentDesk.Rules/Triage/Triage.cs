using IncidentDesk.Rules.Deadlines;

namespace IncidentDesk.Rules.Triage;

/// <summary>Decides what a report is, how severe, what the law wants and who must hear of it. Pure: the same facts and rules
/// give the same decision for ever.</summary>
public static class Triage
{
    /// <exception cref="ArgumentException">A word is none of the contract's; the gate refuses such a report first.</exception>
    public static TriageDecision Decide(TriageFacts facts, RuleBook book)
    {
        var category = book.Taxonomy.Find(facts.Category)
            ?? throw new ArgumentException($"'{facts.Category}' is no category.", nameof(facts));
        var given = new Case(facts, category, Nciss.Score(facts.Impact, book.Score));
        var lines = new List<TriageLine>(24) { CategoryLine(category, book.Taxonomy), Nciss.Line(given, book.Score) };

        // Severity looks at "serious", yet its lines come first: the verdict is found before, the reasons are told after.
        var serious = facts.RaisedSerious || IsSerious(given, book.Serious);
        if (serious && facts.ClassifiedAt is null)
            given = given with { Facts = facts with { ClassifiedAt = facts.ReceivedAt } };
        var holding = Case.ConditionsOf(facts, serious);
        var severity = Weigh(given, holding, book.Severity, lines);
        foreach (var criterion in book.Serious)
            lines.Add(criterion.Line(given));

        var inForce = book.PackAt(RulePack.Incident, facts.DetectedAt);
        var applies = inForce?.Jurisdictions.Contains(facts.Jurisdiction) == true ? inForce : null;
        var obligations = OpenObligations(given, holding, book, inForce, applies, lines);

        var need = Routing.Need(facts, serious, book.Routing);
        var route = Routing.Find(given, need, serious, applies, book.Routing);
        lines.Add(Routing.Line(given, need, serious, route, applies, book.Routing));
        lines.Add(Endings.Ladder(given, severity, book.Severity));
        lines.Add(Endings.Guard(given));
        return new(severity, serious, given.Score, need, applies?.Code, book.Version, lines, obligations,
            route is null ? [] : [route]);
    }

    private static bool IsSerious(Case given, IReadOnlyList<SeriousCriterion> criteria)
    {
        foreach (var criterion in criteria)
            if (criterion.Holds(given))
                return true;

        return false;
    }

    private static string Weigh(Case given, Conditions holding, SeverityRules rules, List<TriageLine> lines)
    {
        var severity = rules.Base(given);
        lines.Add(rules.BaseLine(given, severity));
        foreach (var raise in rules.Raises)
        {
            if (!raise.Raises(severity, given, holding))
                continue;
            lines.Add(raise.Line(severity, given, rules));
            severity = raise.To;
        }

        return severity;
    }

    private static List<OpenedObligation> OpenObligations(
        Case given, Conditions holding, RuleBook book, RulePack? inForce, RulePack? applies, List<TriageLine> lines)
    {
        var personalData = given.Facts.PersonalData.Involved ? book.PackAt(RulePack.PersonalData, given.Facts.DetectedAt) : null;
        if (personalData?.Jurisdictions.Contains(given.Facts.Jurisdiction) == false)
            personalData = null;

        lines.Add(RuleSetLine.Of(given, book, inForce, applies, personalData));
        var opened = new List<OpenedObligation>(4);
        if (given.Category.IsTest)
            return opened;

        if (applies is not null)
            Obligations.Open(given.Facts, holding, applies, book.Routing, opened, lines);
        if (personalData is not null)
            Obligations.Open(given.Facts, holding, personalData, book.Routing, opened, lines);
        return opened;
    }

    private static TriageLine CategoryLine(Category category, Taxonomy taxonomy) => new("category", category.Word,
        new Dictionary<string, object?>(3)
        {
            ["class"] = category.Class,
            ["value"] = category.Value,
            ["taxonomy"] = taxonomy.Version,
        },
        $"Reported as {category.Name.En} (RSIT {taxonomy.Version}).",
        $"Được báo là {category.Name.Vi} (RSIT {taxonomy.Version}).");
}
