using IncidentDesk.People;
using NUnit.Framework;

namespace IncidentDesk.Tests.People;

public sealed class ThrottleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    [TestCase(5, null)]
    [TestCase(6, 30)]
    [TestCase(7, 60)]
    [TestCase(10, 480)]
    [TestCase(11, 900)]
    [TestCase(1000, 900)]
    public void Five_failures_are_forgiven_and_from_the_sixth_on_the_wait_doubles_up_to_a_quarter_of_an_hour(int failures, int? seconds) =>
        Assert.That(Throttle.Until(failures, Now), Is.EqualTo(seconds is { } wait ? Now.AddSeconds(wait) : (DateTimeOffset?)null));

    [Test]
    public void A_name_that_nobody_has_waits_like_one_that_somebody_has()
    {
        var unknown = new UnknownNames();
        for (var attempt = 1; attempt <= 5; attempt++)
            Assert.That(unknown.Count("nobody", Now), Is.Null);

        Assert.That(unknown.Count("nobody", Now), Is.EqualTo(Now.AddSeconds(30)));
        Assert.That(unknown.WaitOf("nobody", Now.AddSeconds(29)), Is.Not.Null);
        Assert.That(unknown.WaitOf("nobody", Now.AddSeconds(30)), Is.Null);
    }
}
