using IncidentDesk.Rules.Scenarios;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Scenarios;

[Category("once")]
public sealed class ScenarioChangeTests
{
    private static readonly ScenarioFacts Before = new(
        2, [new("1", "Công ty A"), new("2", "Công ty B")], [new("fortios", "FortiOS", "7.0.6"), new("fortios", "FortiOS", "7.2.1"), new("windows", "Windows", "10")]);

    [TestCase(1, "")]
    [TestCase(2, "")]
    [TestCase(3, "new-system : -> 3")]
    [TestCase(5, "new-system : -> 5")]
    public void A_new_system_needs_a_scenario_from_level_three_on(long level, string told) =>
        Assert.That(Told(null, Before with { Level = level }), Is.EqualTo(told));

    [Test]
    public void What_is_the_same_in_another_order_or_under_another_spelling_is_no_change() =>
        Assert.That(Told(Before, new(
            2, [new("2", "Công ty B (đổi tên)"), new("1", "Công ty A")], [new("windows", "WINDOWS", "10"), new("fortios", "Fortios", "7.2.1"), new("fortios", "FortiOS", "7.0.6")])), Is.Empty);

    [Test]
    public void Each_difference_is_told_from_what_to_what_and_the_level_first() =>
        Assert.That(
            Told(Before, new(3, [new("2", "Công ty B"), new("3", "Công ty C")], [new("fortios", "FortiOS", "7.2.2"), new("nginx", "nginx", "1.27")])),
            Is.EqualTo("level : 2 -> 3 | provider : Công ty A ->  | provider : -> Công ty C | product FortiOS: 7.0.6, 7.2.1 -> 7.2.2 | product nginx: -> 1.27 | product Windows: 10 -> "));

    [Test]
    public void Another_host_and_another_way_in_are_changes_and_another_spelling_of_the_host_is_none()
    {
        var before = Before with { Host = "", Exposure = "internal" };
        Assert.That(Told(before, before with { Host = "VNPT", Exposure = "internet" }), Is.EqualTo("host : -> VNPT | exposure : internal -> internet"));
        Assert.That(Told(before with { Host = "VNPT" }, before), Is.EqualTo("host : VNPT -> "));
        Assert.That(Told(before with { Host = "VNPT" }, before with { Host = " vnpt" }), Is.Empty);
    }

    [Test]
    public void What_was_not_noted_yet_is_no_change_once_it_is_known()
    {
        Assert.That(Told(Before, Before with { Host = "VNPT", Exposure = "internet" }), Is.Empty, "noted before there was such a fact");
        Assert.That(Told(Before with { Products = [] }, Before), Is.Empty, "a list of products that is said for the first time");
        Assert.That(Told(Before with { Products = [Before.Products[2]] }, Before with { Products = [] }), Is.EqualTo("product Windows: 10 -> "));
    }

    [Test]
    public void What_comes_after_a_list_that_was_emptied_is_a_change() => Assert.That(
        Told(Before with { Products = [], ProductsSaid = true }, Before with { Products = [Before.Products[2]] }), Is.EqualTo("product Windows: -> 10"));

    [Test]
    public void Kinds_are_those_that_the_changes_have() => Assert.That(ScenarioChange.Kinds, Is.EqualTo(new[] { "new-system", "level", "host", "exposure", "provider", "product" }));

    private static string Told(ScenarioFacts? before, ScenarioFacts after) => string.Join(" | ", ScenarioChange.Between(before, after)
        .Select(one => $"{one.Kind} {one.Subject}:{(one.Was is null ? "" : " " + one.Was)} -> {one.Became}"));
}
