using IncidentDesk.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

public sealed class PatienceTests
{
    [TestCase(1, 15)]
    [TestCase(2, 30)]
    [TestCase(3, 60)]
    [TestCase(4, 120)]
    [TestCase(5, 300)]
    [TestCase(6, 600)]
    [TestCase(7, 900)]
    [TestCase(8, 900)]
    [TestCase(500, 900)]
    public void Waits_grow_to_a_quarter_of_an_hour_and_stay_there(int attempts, int seconds) =>
        Assert.That(Patience.After(attempts), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void A_peer_that_asks_for_more_time_gets_it_but_not_for_ever()
    {
        Assert.That(Patience.After(1, TimeSpan.FromMinutes(3)), Is.EqualTo(TimeSpan.FromMinutes(3)));
        Assert.That(Patience.After(7, TimeSpan.FromSeconds(1)), Is.EqualTo(TimeSpan.FromMinutes(15)));
        Assert.That(Patience.After(1, TimeSpan.FromDays(30)), Is.EqualTo(TimeSpan.FromHours(1)));
    }
}
