using IncidentDesk.Rules.Phones;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Phones;

[Category("once")]
public sealed class SpokenNumberTests
{
    [TestCase("+842400000001", "024 0000 0001", TestName = "A_number_is_shown_as_it_is_spoken: Hà Nội")]
    [TestCase("+842838000000", "028 3800 0000", TestName = "A_number_is_shown_as_it_is_spoken: TP.HCM")]
    [TestCase("+842383841234", "0238 384 1234", TestName = "A_number_is_shown_as_it_is_spoken: another province")]
    [TestCase("+84869100317", "0869 100 317", TestName = "A_number_is_shown_as_it_is_spoken: a mobile phone")]
    [TestCase("+442079460000", "+44 207 946 000 0", TestName = "A_number_is_shown_as_it_is_spoken: another country")]
    public void A_number_is_shown_as_it_is_spoken(string e164, string shown) =>
        Assert.That(string.Join(' ', SpokenNumber.Groups(e164)), Is.EqualTo(shown));
}
