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

        Assert.That(groups.Select(group => (group.Key, group.Incidents.Count)), Is.EqualTo(new[]
        {
            ("overdue", 2), ("four-hours", 1), ("day", 1), ("later", 1), ("no-clock", 1),
        }));
    }

    [Test]
    public void The_least_time_left_comes_first_then_the_worse_severity()
    {
        var groups = BoardGroup.Of([Due(3, "low"), Due(3, "critical"), Due(2, "low")], Now);

        Assert.That(groups.Single().Incidents.Select(incident => (incident.NextDueAt - Now, incident.Severity)), Is.EqualTo(new[]
        {
            (TimeSpan.FromHours(2), "low"), (TimeSpan.FromHours(3), "critical"), (TimeSpan.FromHours(3), "low"),
        }));
    }

    private static IncidentSummary Due(double? hours, string severity = "high") => new(
        Guid.NewGuid(), "INC-2026-000001", "", "", "SO-MAU", "", "", null, "new", severity, false, null, "amber", false,
        Now, Now, hours is { } left ? Now.AddHours(left) : null, null, null, null, null, null, null, 1);
}
