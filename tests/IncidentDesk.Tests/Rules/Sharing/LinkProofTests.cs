using IncidentDesk.Rules.Sharing;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Sharing;

[Category("once")]
public sealed class LinkProofTests
{
    [TestCase(true, 0, "proven")]
    [TestCase(true, 30, "proven")]
    [TestCase(true, 31, "stale")]
    [TestCase(true, null, "never")]
    [TestCase(false, 1, "no-contact")]
    public void A_link_is_proven_for_thirty_days(bool contact, int? days, string state)
    {
        var now = new DateTimeOffset(2026, 11, 20, 9, 45, 0, TimeSpan.Zero);
        DateTimeOffset? at = days is { } ago ? now.AddDays(-ago) : null;
        Assert.That((LinkProof.StateOf(contact, at, now), LinkProof.DaysSince(at, now)), Is.EqualTo((state, (long?)days)));
    }
}
