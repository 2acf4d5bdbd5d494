using IncidentDesk.Incidents;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

public sealed class BoardGroupsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 11, 5, 0, TimeSpan.Zero);

    [Test]
    public void Overdue_comes_first_and_what_has_no_clock_comes_last()
    {
        var groups = BoardGroup.Of([Due(null), Due(25), Due(24), Due(4), Due(0), Due(-1)], Now);

        Assert.That(groups.Select(group => (group.Key, group.Items.Count)), Is.EqualTo(new[]
        {
            ("overdue", 2), ("four-hours", 1), ("day", 1), ("later", 1), ("no-clock", 1),
        }));
    }

    [Test]
    public void The_least_time_left_comes_first_then_the_worse_severity()
    {
        var groups = BoardGroup.Of([Due(3, "low"), Due(3, "critical"), Due(2, "low")], Now);

        Assert.That(groups.Single().Items.Select(item => (item.Incident.NextDueAt - Now, item.Incident.Severity)), Is.EqualTo(new[]
        {
            (TimeSpan.FromHours(2), "low"), (TimeSpan.FromHours(3), "critical"), (TimeSpan.FromHours(3), "low"),
        }));
    }

    [Test]
    public void A_call_of_the_next_minutes_comes_before_a_paper_of_tomorrow_and_is_never_overdue_itself()
    {
        var called = Due(20) with { Ladder = new(2, 5, Now, Now.AddMinutes(7), null) };
        var calling = Due(null) with { Ladder = new(1, 5, Now, Now, null) };

        var groups = BoardGroup.Of([Due(1), called, calling, Due(2) with { Ladder = new(1, 5, Now, null, Now.AddMinutes(1)) }], Now);

        Assert.That(groups.Single().Key, Is.EqualTo("four-hours"));
        Assert.That(groups.Single().Items.Select(item => item.FirstAt - Now), Is.EqualTo(new[]
        {
            TimeSpan.Zero, TimeSpan.FromMinutes(7), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
        }), "who holds one is not called");
    }

    private static BoardItem Due(double? hours, string severity = "high") => new(new IncidentSummary(
        Guid.NewGuid(), "INC-2026-000001", "", "", "SO-MAU", "", "", null, "new", severity, false, null, "amber", false,
        Now, Now, hours is { } left ? Now.AddHours(left) : null, null, null, null, null, null, null, 1), null);
}
