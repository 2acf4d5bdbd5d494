using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class SeriousCriteriaTests
{
    private static readonly string[] Codes =
        ["national-security", "serious-disruption", "beyond-capacity", "score", "important-system", "personal-data"];

    [Test]
    public void An_ordinary_incident_shows_all_six_criteria_with_no()
    {
        var decision = Given.Decided(Given.Facts);

        Assert.That(decision.Serious, Is.False);
        Assert.That(Lines(decision).Select(line => (line.Facts["criterion"], line.Outcome)),
            Is.EqualTo(Codes.Select(code => (code, "no"))));
    }

    [TestCase("national-security")]
    [TestCase("serious-disruption")]
    [TestCase("beyond-capacity")]
    public void Each_flag_alone_makes_it_serious(string flag)
    {
        var flags = new Flags(flag == "serious-disruption", flag == "national-security", flag == "beyond-capacity");

        AssertOnly(flag, Given.Facts with { Flags = flags });
    }

    [Test]
    public void A_score_of_65_is_serious_and_one_below_is_not()
    {
        // 6×50 + 5×80 + 4×90 + 4×80 + 2×80 + 4×60 + 6×75 + 3×40 = 2350, which is 65.85; potential moderate makes it 60.98.
        var above = new Impact("significant-non-critical", "presence", "critical-systems", "apt", "core-credentials", "extended", "high", null);
        var below = Given.Decided(Given.Facts with { Impact = above with { Potential = "moderate" } });

        AssertOnly("score", Given.Facts with { Impact = above });
        Assert.That((below.Score, below.Serious), Is.EqualTo((60.98m, false)));
    }

    [TestCase("intrusions", 4, true)]
    [TestCase("intrusions", 3, false)]
    [TestCase("information-content-security/data-leak", 4, true)]
    [TestCase("malicious-code/infected-system", 5, true)]
    [TestCase("availability/ddos", 4, true)]
    [TestCase("availability/ddos", null, false)]
    [TestCase("fraud/phishing", 5, false)]
    [TestCase("intrusion-attempts/brute-force", 5, false)]
    public void An_important_system_counts_for_the_classes_that_harm_it(string category, int? level, bool serious)
    {
        var facts = Given.Facts with { Category = category, SystemLevel = level };

        if (serious)
            AssertOnly("important-system", facts);
        else
            Assert.That(Given.Decided(facts).Serious, Is.False);
    }

    [TestCase(100_000, false, true)]
    [TestCase(99_999, false, false)]
    [TestCase(10_000, true, true)]
    [TestCase(9_999, true, false)]
    [TestCase(null, true, false)]
    public void Personal_data_counts_from_its_thresholds(long? subjects, bool sensitive, bool serious)
    {
        var facts = Given.WithPersonalData(subjects, sensitive);

        if (serious)
            AssertOnly("personal-data", facts);
        else
            Assert.That(Given.Decided(facts).Serious, Is.False);
    }

    [Test]
    public void Subjects_without_involved_personal_data_do_not_count()
    {
        var facts = Given.Facts with { PersonalData = new(false, 5_000_000, true, true, null) };

        Assert.That(Given.Decided(facts).Serious, Is.False);
    }

    [Test]
    public void An_edited_threshold_is_the_one_that_is_judged_and_explained()
    {
        var book = Given.Book with { Serious = [new ScoreCriterion("score", new("score", "điểm"), 40)] };

        var decision = Triage.Decide(Given.Facts with { Impact = Given.Impact }, book);

        Assert.That(decision.Serious, Is.True);
        Assert.That(Lines(decision).Single().Explanation, Is.EqualTo("Serious: score 47.97 reaches 40."));
        Assert.That(Lines(decision).Single().ExplanationVi, Is.EqualTo("Nghiêm trọng: điểm 47,97 đạt ngưỡng 40."));
    }

    private static void AssertOnly(string code, TriageFacts facts)
    {
        var decision = Given.Decided(facts);
        Assert.That(decision.Serious, Is.True);
        Assert.That(Lines(decision).Where(line => line.Outcome == "yes").Select(line => line.Facts["criterion"]),
            Is.EqualTo(new[] { code }));
    }

    private static IEnumerable<TriageLine> Lines(TriageDecision decision) => decision.Lines.Where(line => line.Rule == "serious");
}
