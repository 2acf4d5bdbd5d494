using IncidentDesk.Rules.Systems;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Systems;

[Category("once")]
public sealed class LevelSuggestionTests
{
    private static readonly SystemFacts Nothing = new(null, null, null, null, null, null);

    [TestCase(99_999, 0, 2)]
    [TestCase(100_000, 0, 3)]
    [TestCase(0, 9_999, 2)]
    [TestCase(0, 10_000, 3)]
    [TestCase(1, 0, 2)]
    public void The_number_of_data_subjects_decides_between_two_and_three(long basic, long sensitive, int level) =>
        Assert.That(LevelSuggestion.Of(Nothing with { BasicSubjects = basic, SensitiveSubjects = sensitive }).Level, Is.EqualTo(level));

    [Test]
    public void The_highest_criterion_wins_and_every_one_that_is_met_is_named()
    {
        var suggestion = LevelSuggestion.Of(new("basic", 500, null, "administrative-procedures", "nationwide", "none"));
        Assert.That(suggestion.Level, Is.EqualTo(4));
        Assert.That(
            suggestion.Reasons.Select(reason => $"{reason.Rule} {reason.Level}"),
            Is.EqualTo(new[] { "reach 4", "purpose 3", "personal-data 2", "highest 4" }));
    }

    [Test]
    public void Without_facts_nothing_is_suggested_rather_than_level_one()
    {
        foreach (var facts in new[] { Nothing, new("none", 0, 0, "other", "none", "none") })
            Assert.That((LevelSuggestion.Of(facts).Level, LevelSuggestion.Of(facts).Reasons.Count), Is.EqualTo(((int?)null, 0)));
        Assert.That(LevelSuggestion.Of(Nothing with { Purpose = "public-information" }).Level, Is.EqualTo(1));
    }

    [Test]
    public void Every_word_but_none_and_other_has_a_level_and_both_explanations()
    {
        var all = SystemWords.Purposes.Select(word => Nothing with { Purpose = word })
            .Concat(SystemWords.Reaches.Select(word => Nothing with { Reach = word }))
            .Concat(SystemWords.Harms.Select(word => Nothing with { Harm = word })).ToList();
        var levels = all.Select(facts => LevelSuggestion.Of(facts)).ToList();
        Assert.That(levels.Count(suggestion => suggestion.Level is null), Is.EqualTo(3));
        foreach (var reason in levels.SelectMany(suggestion => suggestion.Reasons))
            Assert.That((reason.Explanation.Length > 0, reason.ExplanationVi.Length > 0, reason.Article), Is.EqualTo((true, true, "331/2026/NĐ-CP, Đ11-16")));
    }
}
