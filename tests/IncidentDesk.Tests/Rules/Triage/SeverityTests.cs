using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class SeverityTests
{
    private static readonly (string[] Classes, string[] Levels)[] Table =
    [
        (["intrusions", "information-content-security"], ["medium", "medium", "medium", "high", "high", "high"]),
        (["malicious-code", "availability", "fraud", "other"], ["medium", "medium", "medium", "medium", "high", "high"]),
        (["intrusion-attempts", "information-gathering", "abusive-content", "vulnerable"],
            ["low", "low", "low", "low", "medium", "medium"]),
        (["test"], ["low", "low", "low", "low", "low", "low"]),
    ];

    private static IEnumerable<TestCaseData> Cells() =>
        from row in Table
        from word in row.Classes
        from level in Enumerable.Range(0, 6)
        select new TestCaseData(word, level == 0 ? null : (int?)level, row.Levels[level]);

    [TestCaseSource(nameof(Cells))]
    public void Without_a_score_class_and_level_decide(string incidentClass, int? level, string expected)
    {
        var decision = Given.Decided(Given.Facts with { Category = incidentClass, SystemLevel = level });

        Assert.That(Base(decision), Is.EqualTo(expected));
    }

    [Test]
    public void The_table_above_names_every_class() =>
        Assert.That(Table.SelectMany(row => row.Classes), Is.EquivalentTo(Given.Book.Taxonomy.Classes.Select(known => known.Word)));

    [TestCase(80, "critical")]
    [TestCase(79.99, "high")]
    [TestCase(65, "high")]
    [TestCase(64.99, "medium")]
    [TestCase(50, "medium")]
    [TestCase(49.99, "low")]
    [TestCase(0, "low")]
    public void The_score_decides_by_bands_that_look_at_the_rounded_figure(decimal score, string expected)
    {
        var (facts, book) = Scoring(score);

        Assert.That(Base(Triage.Decide(facts, book)), Is.EqualTo(expected));
    }

    [Test]
    public void A_score_that_rounds_up_to_a_threshold_reaches_it()
    {
        var (facts, book) = Scoring(79.995m);

        var decision = Triage.Decide(facts, book);

        Assert.That((decision.Score, Base(decision)), Is.EqualTo((80.00m, "critical")));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Serious_disruption_or_harm_to_security_makes_it_critical(bool disruption, bool security)
    {
        var decision = Given.Decided(Given.Facts with { Category = "abusive-content/spam", Flags = new(disruption, security, false) });

        Assert.That(decision.Severity, Is.EqualTo("critical"));
        Assert.That(Raises(decision), Is.EqualTo(new[] { "critical" }));
    }

    [Test]
    public void A_serious_incident_is_at_least_high()
    {
        var decision = Given.Decided(Given.Facts with { Category = "abusive-content/spam", Flags = new(false, false, true) });

        Assert.That((decision.Severity, decision.Serious), Is.EqualTo(("high", true)));
        Assert.That(decision.Lines.Single(line => line.Rule == "severity-raise").Explanation,
            Is.EqualTo("Raised from low to high: the incident is serious."));
    }

    [TestCase("fraud/phishing", 4, "high")]
    [TestCase("other", 5, "high")]
    [TestCase("fraud/phishing", 3, "low")]
    [TestCase("vulnerable/weak-crypto", 5, "low")]
    public void A_low_score_on_an_important_system_is_raised_for_the_classes_that_harm_it(string category, int level, string expected)
    {
        var harmless = new Impact("no-impact", "none", null, null, "no-impact", "regular", "minimal", null);
        var decision = Given.Decided(Given.Facts with { Category = category, SystemLevel = level, Impact = harmless });

        Assert.That(decision.Severity, Is.EqualTo(expected));
    }

    [TestCase(100_000, false, "high")]
    [TestCase(99_999, false, "low")]
    [TestCase(10_000, true, "high")]
    [TestCase(9_999, true, "low")]
    public void Personal_data_at_the_thresholds_of_level_3_makes_it_at_least_high(long subjects, bool sensitive, string expected)
    {
        var facts = Given.WithPersonalData(subjects, sensitive) with { Category = "vulnerable/information-disclosure" };

        Assert.That(Given.Decided(facts).Severity, Is.EqualTo(expected));
    }

    [Test]
    public void Personal_data_raises_by_itself_where_it_is_no_criterion_of_seriousness()
    {
        var book = Given.Book with { Serious = [] };
        var decision = Triage.Decide(Given.WithPersonalData(100_000) with { Category = "vulnerable" }, book);

        Assert.That((decision.Severity, decision.Serious), Is.EqualTo(("high", false)));
        Assert.That(decision.Lines.Single(line => line.Rule == "severity-raise").ExplanationVi,
            Does.Contain("Nâng từ mức thấp lên cao").And.Contain("100.000 chủ thể, ngưỡng 100.000"));
    }

    [Test]
    public void Raising_any_fact_never_lowers_severity() => Given.ForAnyFacts(facts =>
    {
        var before = Severity.Index(Given.Decided(facts).Severity);
        return Worsened(facts).All(worse => Severity.Index(Given.Decided(worse).Severity) <= before);
    });

    [TestCase("critical", "Score 80.00 is at least 80: critical.", "Điểm 80,00 từ 80 trở lên: mức nghiêm trọng.", 80)]
    [TestCase("low", "Score 49.99 is at least 0 and below 50: low.", "Điểm 49,99 từ 0 đến dưới 50: mức thấp.", 49.99)]
    public void The_line_shows_the_band(string severity, string en, string vi, decimal score)
    {
        var (facts, book) = Scoring(score);
        var line = Triage.Decide(facts, book).Lines[2];

        Assert.That((line.Outcome, line.Explanation, line.ExplanationVi), Is.EqualTo((severity, en, vi)));
    }

    private static IEnumerable<TriageFacts> Worsened(TriageFacts facts)
    {
        yield return facts with { Flags = facts.Flags with { SeriousDisruption = true } };
        yield return facts with { Flags = facts.Flags with { NationalSecurity = true } };
        yield return facts with { Flags = facts.Flags with { BeyondCapacity = true } };
        yield return facts with { SystemLevel = Math.Min(5, (facts.SystemLevel ?? 0) + 1) };
        yield return facts with { PersonalData = facts.PersonalData with { Involved = true } };
        yield return facts with { PersonalData = facts.PersonalData with { Sensitive = true } };
        yield return facts with { PersonalData = facts.PersonalData with { Subjects = (facts.PersonalData.Subjects ?? 0) + 50_000 } };
        if (facts.Impact.Functional is not null)
            yield return facts with { Impact = facts.Impact with { Functional = "denial-critical" } };
        if (facts.Impact.Potential is not null)
            yield return facts with { Impact = facts.Impact with { Potential = "severe" } };
    }

    private static string Base(TriageDecision decision) => decision.Lines.Single(line => line.Rule == "severity-base").Outcome;

    private static IEnumerable<string> Raises(TriageDecision decision) =>
        decision.Lines.Where(line => line.Rule == "severity-raise").Select(line => line.Outcome);

    /// <summary>A score model with one question whose answer gives exactly this score before rounding.</summary>
    private static (TriageFacts, RuleBook) Scoring(decimal score)
    {
        var name = new Bilingual("impact", "ảnh hưởng");
        var model = new ScoreModel([new("functional", 1, null, name,
            [new("no-impact", 0, name), new("minimal-critical", (int)(score * 1000), name), new("denial-critical", 100_000, name)])]);
        return (Given.Facts with { Impact = Impact.Unknown with { Functional = "minimal-critical" } }, Given.Book with { Score = model });
    }
}
