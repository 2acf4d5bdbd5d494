using IncidentDesk.Rules.Phones;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules;

[Category("once")]
public sealed class PhoneNumberTests
{
    [TestCase("(024)3640.4421", "+842436404421")]
    [TestCase("086.9100.317", "+84869100317")]
    [TestCase("033.6666.905", "+84336666905")]
    [TestCase("84.24.36404425", "+842436404425")]
    [TestCase("(024) 3209.1616", "+842432091616")]
    [TestCase("024 0000 0001", "+842400000001")]
    [TestCase("+84 (0)24 0000 0001", "+842400000001")]
    [TestCase("(+84) 24-0000-0001", "+842400000001")]
    [TestCase("0084 24 0000 0001", "+842400000001")]
    [TestCase("+842400000001", "+842400000001")]
    [TestCase("+1 202 555 0100", "+12025550100")]
    [TestCase("001 202 555 0100", "+12025550100")]
    public void Numbers_as_people_write_them_become_E164(string written, string expected) =>
        Assert.That(PhoneNumber.ToE164(written), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("113")]
    [TestCase("5656")]
    [TestCase("+")]
    [TestCase("0")]
    [TestCase("0000000000")]
    [TestCase("+0123456789")]
    [TestCase("024 3640 4421 ext 5")]
    [TestCase("024 3640+4421")]
    [TestCase("٠٢٤٣٦٤٠٤٤٢١")]
    [TestCase("+84 24 3640 4421 999")]
    [TestCase("+1234567890123456")]
    public void What_is_no_number_is_not_guessed_at(string written) =>
        Assert.That(PhoneNumber.ToE164(written), Is.Null);
}
