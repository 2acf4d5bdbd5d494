using System.Text.RegularExpressions;
using IncidentDesk.Rules.Triage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed partial class TriageTests
{
    [Test]
    public void The_example_report_of_the_contract_is_critical_serious_and_goes_to_vncert()
    {
        var decision = Given.Decided(Given.Facts with
        {
            Need = "response",
            Impact = Given.Impact,
            Flags = new(true, false, false),
            PersonalData = new(true, 1200, false, false, null),
            SystemLevel = 3,
        });

        Assert.Multiple(() =>
        {
            Assert.That((decision.Score, decision.Severity, decision.Serious), Is.EqualTo((47.97m, "critical", true)));
            Assert.That(decision.Routes.Single(), Is.EqualTo(new Route("vncert", "national-coordinator", "need:response", true)));
            Assert.That(decision.RuleSet, Is.EqualTo("VN-ND331"));
            Assert.That(decision.RulesVersion, Is.EqualTo(Given.Book.Version));
            Assert.That(decision.Obligations.Select(one => one.Kind),
                Is.EqualTo(new[] { "immediate-notice", "initial-notice", "report", "personal-data-notice" }));
            Assert.That(decision.Lines.Select(line => line.Rule), Is.EqualTo(new[]
            {
                "category", "score", "severity-base", "severity-raise",
                "serious", "serious", "serious", "serious", "serious", "serious",
                "rule-set", "obligation", "obligation", "obligation", "obligation", "route", "ladder", "guard",
            }));
        });
    }

    [Test]
    public void The_lines_always_come_in_the_order_of_the_contract() => Given.ForAnyFacts(facts =>
        Grammar().IsMatch(string.Join(' ', Given.Decided(facts).Lines.Select(line => line.Rule)) + " "));

    [Test]
    public void Every_line_is_explained_in_both_languages_and_not_with_the_same_words() => Given.ForAnyFacts(facts =>
        Given.Decided(facts).Lines.All(line =>
            line.Outcome.Length > 0
            && line.Explanation.EndsWith('.') && line.ExplanationVi.EndsWith('.')
            && line.Explanation != line.ExplanationVi
            && !Odd(line.Explanation) && !Odd(line.ExplanationVi)));

    [Test]
    public void The_same_facts_give_the_same_decision() => Given.ForAnyFacts(facts =>
        Told(Given.Decided(facts)) == Told(Given.Decided(facts with { })));

    [Test]
    public void The_clock_zone_of_the_reporter_changes_nothing() => Given.ForAnyFacts(facts =>
        Told(Given.Decided(facts)) == Told(Given.Decided(facts with { DetectedAt = facts.DetectedAt.ToUniversalTime() })));

    [Test]
    public void What_the_lines_say_is_what_the_decision_holds() => Given.ForAnyFacts(facts =>
    {
        var decision = Given.Decided(facts);
        var outcomes = decision.Lines.ToLookup(line => line.Rule, line => line.Outcome);
        return decision.Severity == outcomes["severity-base"].Concat(outcomes["severity-raise"]).Last()
            && decision.Severity == outcomes["ladder"].Single()
            && decision.Serious == outcomes["serious"].Contains("yes")
            && (decision.RuleSet ?? "none") == outcomes["rule-set"].Single()
            && decision.Obligations.Select(one => one.Kind).SequenceEqual(outcomes["obligation"])
            && facts.GuardMode == outcomes["guard"].Single();
    });

    [TestCase("test/test", false, "whatever the guard says")]
    [TestCase("intrusions", true, "only its own participants")]
    [TestCase("intrusions", false, "mail leaves for every verified contact")]
    public void The_guard_line_says_what_may_leave(string category, bool drill, string says)
    {
        var guard = Given.Decided(Given.Facts with { Category = category, Drill = drill, GuardMode = "live" }).Lines[^1];

        Assert.That((guard.Rule, guard.Outcome), Is.EqualTo(("guard", "live")));
        Assert.That(guard.Explanation, Does.Contain(says));
    }

    [TestCase("intrusions/")]
    [TestCase("martians")]
    [TestCase("Intrusions")]
    [TestCase("intrusions/spam")]
    [TestCase("")]
    public void An_unknown_category_is_refused(string category) =>
        Assert.That(() => Given.Decided(Given.Facts with { Category = category }), Throws.ArgumentException);

    [Test]
    public void A_reader_in_vietnam_reads_the_category_in_vietnamese()
    {
        var line = Given.Decided(Given.Facts).Lines[0];

        Assert.That(line.ExplanationVi, Is.EqualTo("Được báo là Xâm nhập / Ứng dụng bị xâm nhập (RSIT v1003)."));
    }

    private static bool Odd(string sentence) => sentence.Contains("  ") || sentence.Contains("()") || sentence.Contains("..");

    private static string Told(TriageDecision decision) => System.Text.Json.JsonSerializer.Serialize(new
    {
        decision.Severity, decision.Serious, decision.Score, decision.Need, decision.RuleSet, decision.RulesVersion,
        decision.Lines, decision.Routes,
        Obligations = decision.Obligations.Select(one => one with { StartsAt = one.StartsAt.ToUniversalTime(), DueAt = one.DueAt.ToUniversalTime() }),
    });

    [GeneratedRegex("^category score severity-base (severity-raise )*(serious )*rule-set (obligation )*route ladder guard $")]
    private static partial Regex Grammar();
}
