using IncidentDesk.Reference;
using IncidentDesk.Rules.Papers;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Papers;

[Category("once")]
public sealed class PaperFormTests
{
    private static readonly IReadOnlyList<PaperForm> Forms = ReferenceLibrary.Load().Forms;

    [TestCase("progress-report", "VN-QD05-TT20", null, "QD05-DB", "memory")]
    [TestCase("final-report", "VN-QD05-TT20", "TT20-Mau04", "TT20-Mau04", "memory")]
    [TestCase("progress-report", "VN-ND331", null, "ND331-CN", "verified")]
    [TestCase("progress-report", "XX-LAW-OF-THE-OPERATOR", null, "ND331-CN", "verified")]
    [TestCase("written-follow-up", "internal", null, "ND331-CN", "verified")]
    public void A_duty_asks_for_the_form_of_its_own_rule_set_before_one_that_is_of_any(string kind, string rule, string? form, string code, string sureness) => Assert.That(
        PaperForm.Asked(Forms, kind, rule, form).Select(one => (one.Code, one.Sureness)), Is.EqualTo(new[] { (code, sureness) }));
}
