using IncidentDesk.Pipeline;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

[Category("once")]
public sealed class FaultsTests
{
    // Section 8 of the contract, written out so that a code that is lost from the catalogue is missed.
    private static readonly string[] Contract =
        ("required unknown-field duplicate-field wrong-type too-short too-long too-many out-of-range bad-format not-in-list unknown-reference "
         + "in-the-future before-occurrence forbidden-character state-secret-marking differs malformed").Split(' ');

    [Test]
    public void The_catalogue_holds_exactly_the_codes_of_the_contract() =>
        Assert.That(Faults.Codes, Is.EquivalentTo(Contract));

    [TestCaseSource(nameof(Contract))]
    public void Every_code_says_what_to_do_in_two_different_languages(string code)
    {
        var fault = Faults.At("/x", code);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Message, Has.Length.GreaterThan(15));
            Assert.That(fault.MessageVi, Has.Length.GreaterThan(10).And.Not.EqualTo(fault.Message));
            Assert.That(fault.MessageVi.Any(c => c > 127), "Vietnamese has its marks");
            Assert.That(fault.Message + fault.MessageVi, Does.Not.Contain("{"));
        }
    }

    [Test]
    public void The_sentence_names_the_limit_and_the_words()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Faults.At("/title", "too-long", 200).Message, Does.Contain("200"));
            Assert.That(Faults.At("/title", "too-long", 200).MessageVi, Does.Contain("200"));
            Assert.That(Faults.At("/tlp", "not-in-list", "amber", "red").MessageVi, Does.Contain("amber, red"));
            Assert.That(Faults.At("/n", "wrong-type", Kind.WholeNumber).MessageVi, Does.Contain("số nguyên"));
            Assert.That(Faults.At("/at", "in-the-future", DateTimeOffset.UnixEpoch).Message, Does.Contain("1970-01-01T00:00:00.000Z"));
        }
    }

    [Test]
    public void Where_one_character_is_enough_an_empty_text_is_a_missing_one()
    {
        var (empty, missing) = (Faults.At("/title", "too-short", 1), Faults.At("/title", "required"));
        Assert.That((empty.Code, empty.Message, empty.MessageVi), Is.EqualTo(("too-short", missing.Message, missing.MessageVi)));
        Assert.That(Faults.At("/title", "too-short", 12).MessageVi, Does.Contain("ít nhất 12 ký tự"));
    }

    [Test]
    public void A_code_outside_of_the_contract_is_refused() =>
        Assert.That(() => Faults.At("/x", "oops"), Throws.InstanceOf<KeyNotFoundException>());

    [Test]
    public void A_fault_of_a_batch_item_moves_under_the_item_but_one_of_a_header_stays()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Faults.At("/title", "required").Under("/reports/3").Path, Is.EqualTo("/reports/3/title"));
            Assert.That(Faults.At("", "malformed").Under("/reports/3").Path, Is.EqualTo("/reports/3"));
            Assert.That(Faults.At("Idempotency-Key", "bad-format").Under("/reports/3").Path, Is.EqualTo("Idempotency-Key"));
        }
    }
}
