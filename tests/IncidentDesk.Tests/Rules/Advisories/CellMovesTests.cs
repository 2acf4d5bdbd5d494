using IncidentDesk.Rules.Advisories;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Advisories;

[Category("once")]
public sealed class CellMovesTests
{
    [TestCase("verified", "affected", true)]
    [TestCase("patched", "excepted", true)]
    [TestCase("excepted", "assessing", true)]
    [TestCase("excepted", "mitigated", false)]
    [TestCase("mitigated", "affected", true)]
    [TestCase("assessing", "affected", true)]
    [TestCase("assessing", "mitigated", false)]
    public void Whatever_an_agency_says_as_a_whole_an_affected_system_says_otherwise(string whole, string system, bool contradicts) =>
        Assert.That(CellMoves.Contradicts(whole, system), Is.EqualTo(contradicts));

    [TestCase("sent", false, "affected", "affected")]
    [TestCase("no-reply", false, "patched", "assessing")]
    [TestCase("seen", false, "not-affected", "assessing")]
    [TestCase("not-affected", true, "affected", "affected")]
    [TestCase("verified", true, "affected", "affected")]
    [TestCase("not-affected", true, "patched", "assessing")]
    [TestCase("patched", true, "mitigated", "assessing")]
    [TestCase("patched", true, "patched", "patched")]
    [TestCase("not-affected", true, "not-affected", "not-affected")]
    [TestCase("affected", true, "patched", "affected")]
    [TestCase("affected", false, "patched", "assessing")]
    [TestCase("affected", false, "patched affected", "affected")]
    [TestCase("not-sent", false, "affected", "not-sent")]
    public void An_agency_stands_no_better_than_its_systems_and_they_alone_make_it_no_better_than_assessing(string whole, bool isItsWord, string systems, string stands) =>
        Assert.That(CellMoves.Beside(whole, isItsWord, systems.Split(' ')), Is.EqualTo(stands));

    [Test]
    public void To_what_its_systems_make_of_it_an_agency_gets_by_legal_moves_from_everywhere()
    {
        foreach (var from in CellMoves.States.Where(state => state != CellMoves.NotSent))
            foreach (var to in new[] { CellMoves.Affected, CellMoves.Assessing })
            {
                var at = from;
                foreach (var step in CellMoves.Way(from, to))
                {
                    Assert.That(CellMoves.Allows(at, step), Is.True, $"{from} to {to} over {step}");
                    at = step;
                }
                Assert.That(at, Is.EqualTo(to));
            }
    }
}
