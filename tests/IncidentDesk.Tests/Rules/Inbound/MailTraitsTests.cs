using IncidentDesk.Rules.Inbound;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Inbound;

[Category("once")]
public sealed class MailTraitsTests
{
    [TestCase("failed", "5.1.1", "bounce")]
    [TestCase("failed", "4.4.1", "bounce")]
    [TestCase("failed", "", "bounce")]
    [TestCase("failed", "2.0.0", "auto-reply")]
    [TestCase("delayed", "4.4.1", "delay")]
    [TestCase("delivered", "2.1.5", "delivered")]
    [TestCase("relayed", "2.1.5", "delivered")]
    [TestCase("expanded", "2.1.5", "delivered")]
    [TestCase("nonsense", "5.0.0", "auto-reply")]
    public void A_report_is_what_it_reports(string action, string status, string kind) =>
        Assert.That(new MailTraits { Report = new(action, status), IsAutomatic = true }.Kind, Is.EqualTo(kind));

    [Test]
    public void What_is_our_own_is_recognised_before_anything_else()
    {
        var report = new MailTraits { Report = new("failed", "5.1.1") };
        Assert.That((report with { IsFromUs = true }).Kind, Is.EqualTo("own"));
        Assert.That((report with { CarriesOurMark = true, IsFromUs = true }).Kind, Is.EqualTo("own"));
        Assert.That((report with { CarriesOurMark = true }).Kind, Is.EqualTo("loop"));
        Assert.That((report with { Hops = 50 }).Kind, Is.EqualTo("loop"));
    }

    [TestCase("displayed", "displayed")]
    [TestCase("deleted", "auto-reply")]
    public void A_receipt_counts_only_when_somebody_was_shown_the_mail(string disposition, string kind) =>
        Assert.That(new MailTraits { Disposition = disposition }.Kind, Is.EqualTo(kind));

    [Test]
    public void Everything_else_is_a_person_or_a_machine()
    {
        Assert.That(new MailTraits().Kind, Is.EqualTo("reply"));
        Assert.That(new MailTraits { IsAutomatic = true }.Kind, Is.EqualTo("auto-reply"));
    }
}
