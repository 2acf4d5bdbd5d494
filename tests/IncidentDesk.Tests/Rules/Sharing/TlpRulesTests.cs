using IncidentDesk.Rules;
using IncidentDesk.Rules.Sharing;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Sharing;

[Category("once")]
public sealed class TlpRulesTests
{
    [TestCase("clear", false, true, true)]
    [TestCase("green", false, true, true)]
    [TestCase("amber", false, true, true)]
    [TestCase("amber+strict", true, false, true)]
    [TestCase("red", true, false, false)]
    [TestCase("purple", true, false, false)]
    public void A_mark_decides_what_is_shared_by_choice(string tlp, bool asksConsent, bool tells, bool isNamed)
    {
        Assert.That(TlpRules.NeedsConsent(tlp, byLaw: false), Is.EqualTo(asksConsent));
        Assert.That(TlpRules.MayTellTheStory(tlp, byLaw: false), Is.EqualTo(tells));
        Assert.That(TlpRules.MayNameInLists(tlp), Is.EqualTo(isNamed));
    }

    [Test]
    public void What_the_law_orders_goes_whatever_the_mark()
    {
        foreach (var tlp in Words.Tlp)
            Assert.That((TlpRules.NeedsConsent(tlp, byLaw: true), TlpRules.MayTellTheStory(tlp, byLaw: true)), Is.EqualTo((false, true)), tlp);
    }

    [Test]
    public void An_audience_gets_what_is_marked_for_it_or_for_a_wider_one() => Assert.That(
        Words.Tlp.Select(tlp => (TlpRules.Allows(tlp, "clear"), TlpRules.Allows(tlp, "green"))),
        Is.EqualTo(new[] { (true, true), (false, true), (false, false), (false, false), (false, false) }));

    [TestCase("amber", false, null)]
    [TestCase("amber+strict", false, "tlp-held-close")]
    [TestCase("red", false, "tlp-held-close")]
    [TestCase("red", true, null)]
    public void What_is_held_close_leaves_with_the_consent_of_its_source_alone(string tlp, bool isSource, string? rule) =>
        Assert.That(TlpRules.RefusesExport(tlp, isSource), Is.EqualTo(rule));

    [Test]
    public void An_export_names_every_part_that_it_leaves_out_once_and_says_why_in_both_languages()
    {
        foreach (var tlp in Words.Tlp)
            foreach (var audience in TlpRules.Audiences)
            {
                var cuts = Redaction.Cuts(tlp, audience);
                Assert.That(cuts.Select(cut => cut.Field), Is.Unique.And.SupersetOf(Redaction.Always.Select(cut => cut.Field)));
                Assert.That(cuts.Any(cut => cut.Field == "title"), Is.EqualTo(!Redaction.Keeps("title", tlp, audience)), $"{tlp} to {audience}");
                Assert.That(cuts.All(cut => cut is { Reason.Length: > 0, ReasonVi.Length: > 0, Rule.Length: > 0 }), Is.True);
            }
    }
}
