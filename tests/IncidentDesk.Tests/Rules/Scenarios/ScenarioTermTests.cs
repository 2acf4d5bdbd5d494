using IncidentDesk.Rules.Scenarios;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Scenarios;

[Category("once")]
public sealed class ScenarioTermTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("+7", TimeSpan.FromHours(7), "+7", "+7");
    private static readonly DateTimeOffset Due = new(2026, 12, 20, 16, 59, 59, 999, TimeSpan.Zero);

    [TestCase("2026-11-19T17:00:00Z", TestName = "The first instant of the day of the change")]
    [TestCase("2026-11-20T09:45:00Z", TestName = "The middle of it")]
    [TestCase("2026-11-20T16:59:59.999Z", TestName = "Its last instant")]
    public void A_review_is_due_at_the_end_of_the_thirtieth_day(string changed) =>
        Assert.That(ScenarioTerm.DueAt(DateTimeOffset.Parse(changed, System.Globalization.CultureInfo.InvariantCulture), Zone), Is.EqualTo(Due));

    [TestCase(12, 1, 0)]
    [TestCase(12, 20, 0)]
    [TestCase(12, 21, 1)]
    [TestCase(12, 31, 11)]
    public void It_is_late_by_whole_days(int month, int day, long late) => Assert.That(ScenarioTerm.LateDays(new(2026, month, day), Due, Zone), Is.EqualTo(late));

    [Test]
    public void At_the_very_instant_it_is_not_overdue_and_once_done_or_void_never_again()
    {
        Assert.That(ScenarioTerm.StateOf(null, null, Due, Due), Is.EqualTo("open"));
        Assert.That(ScenarioTerm.StateOf(null, null, Due, Due.AddMilliseconds(1)), Is.EqualTo("overdue"));
        Assert.That(ScenarioTerm.StateOf(Due.AddDays(3), null, Due, Due.AddDays(9)), Is.EqualTo("done"));
        Assert.That(ScenarioTerm.StateOf(Due.AddDays(3), Due.AddDays(3), Due, Due.AddDays(9)), Is.EqualTo("void"));
    }

    [Test]
    public void Whose_the_figure_is_stands_in_both_languages()
    {
        Assert.That(ScenarioTerm.Basis.Vi, Does.Contain("bàn trực đặt").And.Contain("18/CT-TTg"));
        Assert.That(ScenarioTerm.Basis.En, Does.Contain("set by the desk").And.Contain("18/CT-TTg"));
    }
}
