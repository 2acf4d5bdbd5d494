using IncidentDesk.Rules.Incidents;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class WorstFirstTests
{
    private static readonly DateTimeOffset Due = Given.At("2026-11-23T16:45:00+07:00");

    [Test]
    public void The_board_shows_open_before_ended_then_worse_then_sooner_due_and_no_due_last()
    {
        long[] ranks =
        [
            WorstFirst.Order(false, "critical", Due), WorstFirst.Order(false, "critical", Due.AddMilliseconds(1)),
            WorstFirst.Order(false, "critical", null), WorstFirst.Order(false, "high", Due), WorstFirst.Order(false, "medium", Due),
            WorstFirst.Order(false, "low", null), WorstFirst.Order(true, "critical", Due), WorstFirst.Order(true, "low", null),
        ];

        Assert.That(ranks, Is.Ordered.Ascending.And.Unique);
    }

    [Test]
    public void The_number_is_the_one_that_rows_already_hold()
    {
        Assert.That(WorstFirst.Order(true, "high", Due), Is.EqualTo(500_000_000_000_000 + Due.ToUnixTimeMilliseconds()));
        Assert.That(WorstFirst.Order(false, "critical", null), Is.EqualTo(99_999_999_999_999));
    }

    [Test]
    public void A_due_time_outside_the_computers_era_stays_within_its_severity()
    {
        Assert.That(WorstFirst.Order(false, "high", DateTimeOffset.MinValue), Is.EqualTo(100_000_000_000_000));
        Assert.That(WorstFirst.Order(false, "high", DateTimeOffset.MaxValue), Is.EqualTo(199_999_999_999_999));
    }

    [Test]
    public void An_unknown_severity_is_refused() =>
        Assert.That(() => WorstFirst.Order(false, "awful", null), Throws.ArgumentException);
}
