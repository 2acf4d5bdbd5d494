using IncidentDesk.Rules.Coordination;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Coordination;

[Category("once")]
public sealed class CoordinationRulesTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero);

    [TestCase(240, "168 216 238 240")]
    [TestCase(26, "2 24 26")]
    [TestCase(1, "1")]
    [TestCase(0.5, "0.5")]
    public void Who_owes_an_answer_is_reminded_ahead_of_the_deadline_and_at_it_and_never_before_they_could_read_it(double hours, string reminders) =>
        Assert.That(
            string.Join(' ', CoordinationRules.RemindersOf(Received, Received.AddHours(hours)).Select(at => (at - Received).TotalHours.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            Is.EqualTo(reminders));

    [Test]
    public void An_item_is_answered_when_each_who_was_asked_or_the_desk_said_the_last_word()
    {
        Assert.That(Open(["A", "B"], ("1", "A")), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(Open(["A", "B"], ("1", "A"), ("1", "B")), Is.EqualTo(new[] { 2 }));
        Assert.That(Open(["A", "B"], ("2", null)), Is.EqualTo(new[] { 1 }));
        Assert.That(Open([]), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(Open([], ("1", null), ("2", null)), Is.Empty);
    }

    private static IReadOnlyList<long> Open(string[] asked, params (string Item, string? Agency)[] completed) => CoordinationRules.OpenItems(
        [1, 2], asked, [.. completed.Select(one => new CoordinationRules.Completed(long.Parse(one.Item, System.Globalization.CultureInfo.InvariantCulture), one.Agency))]);
}
