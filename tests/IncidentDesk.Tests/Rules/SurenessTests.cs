using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class SurenessTests
{
    [TestCase("verified", "verified", "verified")]
    [TestCase("verified", "secondary", "secondary")]
    [TestCase("memory", "secondary", "memory")]
    [TestCase("memory", "open", "open")]
    [TestCase("verified", "a word that nobody knows", "a word that nobody knows")]
    public void Of_two_sources_the_less_sure_is_said(string one, string other, string said)
    {
        Assert.That(IncidentDesk.Rules.Sureness.LessSure(one, other), Is.EqualTo(said));
        Assert.That(IncidentDesk.Rules.Sureness.LessSure(other, one), Is.EqualTo(said));
    }
}
