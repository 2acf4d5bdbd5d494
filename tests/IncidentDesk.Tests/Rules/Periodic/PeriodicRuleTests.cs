using IncidentDesk.Harness;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Periodic;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Periodic;

[Category("once")]
public sealed class PeriodicRuleTests
{
    private static readonly IReadOnlyList<PeriodicRule> Rules = ReferenceLibrary.Load().Periodic;

    [TestCase("nd331-unit-annual", 2026, "2026-12-19T23:59:59.999+07:00", "2025-12-15T00:00:00+07:00", "2026-12-15T00:00:00+07:00")]
    [TestCase("nd331-owner-annual", 2026, "2026-12-24T23:59:59.999+07:00", "2025-12-15T00:00:00+07:00", "2026-12-15T00:00:00+07:00")]
    [TestCase("tt20-member-six-month", 2026, "2026-06-19T23:59:59.999+07:00", "2025-12-15T00:00:00+07:00", "2026-06-15T00:00:00+07:00")]
    [TestCase("tt20-member-annual", 2025, "2025-12-14T23:59:59.999+07:00", "2024-12-15T00:00:00+07:00", "2025-12-15T00:00:00+07:00")]
    public void Before_a_day_ends_with_the_day_before_it(string code, int year, string due, string from, string to)
    {
        var turn = Rule(code).In(year)!;

        Assert.That((turn.DueAt, turn.Window.From, turn.Window.To), Is.EqualTo((Given.At(due), Given.At(from), Given.At(to))));
        Assert.That(turn.LastDayAt, Is.EqualTo(Given.At(due).AddMilliseconds(1).AddDays(-1)));
    }

    [TestCase("nd331-unit-annual", 2025)]
    [TestCase("tt20-member-annual", 2026)]
    public void A_law_that_is_not_in_force_on_the_last_good_instant_wants_nothing(string code, int year) => Assert.That(Rule(code).In(year), Is.Null);

    [Test]
    public void A_turn_is_open_from_its_day_on_and_what_was_due_before_the_desk_looked_never_opens()
    {
        var rule = Rule("nd331-unit-annual");
        var opens = rule.In(2026)!.OpensAt;

        Assert.That(opens, Is.EqualTo(Given.At("2026-11-20T00:00:00+07:00")));
        Assert.That(rule.OpenAt(opens.AddMilliseconds(-1), Given.At("2026-01-01T00:00:00Z")), Is.Empty);
        Assert.That(rule.OpenAt(opens, Given.At("2026-01-01T00:00:00Z")).Select(turn => turn.Year), Is.EqualTo(new[] { 2026 }));
        Assert.That(rule.OpenAt(Given.At("2027-01-05T00:00:00Z"), Given.At("2026-01-01T00:00:00Z")).Select(turn => turn.Year), Is.EqualTo(new[] { 2026 }), "after a long sleep");
        Assert.That(rule.OpenAt(Given.At("2027-01-05T00:00:00Z"), Given.At("2026-12-28T00:00:00Z")), Is.Empty);
    }

    [Test]
    public void Each_definition_says_its_law_and_how_sure_it_is()
    {
        Assert.That(Rules, Is.Not.Empty);
        Assert.That(Rules.Where(rule => rule.Law.Length == 0 || rule.Article.Length == 0 || rule.Source.Length == 0), Is.Empty);
    }

    [Test]
    public void A_definition_with_a_word_that_nobody_knows_is_refused_by_name()
    {
        var texts = Directory.EnumerateFiles(Path.Combine(Repository.Root, "db", "reference"), "*.json", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(Path.Combine(Repository.Root, "db", "reference"), file).Replace((char)92, (char)47), File.ReadAllText);
        texts["periodic.json"] = texts["periodic.json"].Replace("\"holder\": \"desk\"", "\"holder\": \"moon\"", StringComparison.Ordinal);

        Assert.That(() => ReferenceLibrary.Load(texts), Throws.InstanceOf<ReferenceFaultsException>().With.Message.Contains("periodic.json").And.Message.Contains("moon"));
    }

    private static PeriodicRule Rule(string code) => Rules.Single(rule => rule.Code == code);
}
