using IncidentDesk.Reference;
using IncidentDesk.Rules.Deadlines;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class ReminderPlanTests
{
    private static readonly ReminderPlan Plan = ReferenceLibrary.Load().Reminders;
    private static readonly DateTimeOffset Start = Given.At("2026-11-20T16:45:00+07:00");

    [Test]
    public void A_report_of_72_hours_is_reminded_of_at_half_its_time_and_24_4_and_1_hours_before() => Assert.That(
        Marks("report", Start.AddHours(72), Start.AddMinutes(15)),
        Is.EqualTo(new[] { "50% 36:00", "24h 48:00", "4h 68:00", "1h 71:00", "due 72:00" }));

    [Test]
    public void What_had_passed_before_anybody_knew_of_the_duty_reminds_of_nothing() => Assert.That(
        Marks("report", Start.AddHours(72), Start.AddHours(50)), Is.EqualTo(new[] { "4h 68:00", "1h 71:00", "due 72:00" }));

    [Test]
    public void What_was_past_due_when_it_was_opened_has_its_end_alone() =>
        Assert.That(Marks("initial-notice", Start.AddHours(24), Start.AddHours(30)), Is.EqualTo(new[] { "due 24:00" }));

    [Test]
    public void What_is_due_at_once_ends_after_the_desks_own_grace() =>
        Assert.That(Marks("immediate-notice", Start, Start.AddMinutes(1)), Is.EqualTo(new[] { "due 00:15" }));

    [Test]
    public void Two_marks_of_one_instant_are_one() =>
        Assert.That(Marks("report", Start.AddHours(48), Start), Is.EqualTo(new[] { "50% 24:00", "4h 44:00", "1h 47:00", "due 48:00" }));

    [TestCase("50%", true)]
    [TestCase("90m", true)]
    [TestCase("3d", true)]
    [TestCase("100%", false)]
    [TestCase("0h", false)]
    [TestCase("h", false)]
    [TestCase("", false)]
    [TestCase("4 h", false)]
    [TestCase("-4h", false)]
    public void An_offset_is_a_figure_and_its_unit(string word, bool isOne) => Assert.That(ReminderOffset.Parse(word) is not null, Is.EqualTo(isOne));

    private static IEnumerable<string> Marks(string kind, DateTimeOffset due, DateTimeOffset opened) => Plan.Marks(kind, Start, due, opened)
        .Select(mark => $"{mark.Offset} {(int)(mark.At - Start).TotalHours:00}:{(mark.At - Start).Minutes:00}");
}
