using IncidentDesk.People;
using NUnit.Framework;

namespace IncidentDesk.Tests.People;

[Category("once")]
public sealed class ThrottleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    [TestCase(30, null)]
    [TestCase(31, 5)]
    [TestCase(32, 10)]
    [TestCase(1000, 10)]
    public void What_is_guessed_at_itself_waits_for_seconds(int failures, int? seconds) =>
        Assert.That(Throttle.Until(failures, Now, 30, Throttle.Brief), Is.EqualTo(seconds is { } wait ? Now.AddSeconds(wait) : (DateTimeOffset?)null));

    [TestCase(5, null)]
    [TestCase(6, 5)]
    [TestCase(8, 20)]
    [TestCase(10, 50)]
    [TestCase(1000, 50)]
    public void Where_guesses_come_from_waits_less_than_a_minute(int failures, int? seconds) =>
        Assert.That(Throttle.Until(failures, Now, Throttle.Forgiven, Throttle.Short), Is.EqualTo(seconds is { } wait ? Now.AddSeconds(wait) : (DateTimeOffset?)null));

    [TestCase(5, null)]
    [TestCase(6, 5)]
    [TestCase(7, 10)]
    [TestCase(12, 320)]
    [TestCase(14, 900)]
    [TestCase(1000, 900)]
    public void Five_failures_are_forgiven_and_from_the_sixth_on_the_wait_doubles_up_to_a_quarter_of_an_hour(int failures, int? seconds) =>
        Assert.That(Throttle.Until(failures, Now), Is.EqualTo(seconds is { } wait ? Now.AddSeconds(wait) : (DateTimeOffset?)null));
}
