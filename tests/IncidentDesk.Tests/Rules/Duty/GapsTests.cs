using IncidentDesk.Rules.Duty;
using IncidentDesk.Rules.Ladders;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Duty;

[Category("once")]
public sealed class GapsTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_time_in_which_nobody_is_on_duty_is_shown_and_an_overlap_is_none()
    {
        var person = Guid.NewGuid();
        DutyShift[] shifts =
        [
            new(person, "on-duty", Day.AddHours(-2), Day.AddHours(6)), new(person, "on-duty", Day.AddHours(4), Day.AddHours(8)),
            new(person, "on-duty", Day.AddHours(10), Day.AddHours(30)), new(person, "shift-lead", Day, Day.AddHours(24)),
        ];

        Assert.That(Gaps.Of(shifts, Day, Day.AddHours(24)), Is.EqualTo(new[]
        {
            new Gap("on-duty", Day.AddHours(8), Day.AddHours(10)), new Gap("stand-in", Day, Day.AddHours(24)),
        }));
    }
}
