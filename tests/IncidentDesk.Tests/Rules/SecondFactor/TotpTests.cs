using System.Text;
using IncidentDesk.Rules.SecondFactor;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.SecondFactor;

[Category("once")]
public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1111111111);

    /// <summary>RFC 6238, appendix B, its last six digits.</summary>
    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(1111111111, "050471")]
    [TestCase(1234567890, "005924")]
    [TestCase(2000000000, "279037")]
    [TestCase(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.That(Totp.CodeAt(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))), Is.EqualTo(code));

    [TestCase(-2, false)]
    [TestCase(-1, true)]
    [TestCase(0, true)]
    [TestCase(1, true)]
    [TestCase(2, false)]
    public void A_clock_may_be_one_step_off(int steps, bool isTaken)
    {
        var code = Totp.CodeAt(Secret, Totp.StepOf(Now) + steps);

        Assert.That(Totp.Match(Secret, code, Now, 0), Is.EqualTo(isTaken ? Totp.StepOf(Now) + steps : (long?)null));
    }

    [Test]
    public void A_code_of_a_step_that_was_taken_is_taken_no_more() =>
        Assert.That(Totp.Match(Secret, Totp.CodeAt(Secret, Totp.StepOf(Now)), Now, Totp.StepOf(Now)), Is.Null);

    [TestCase("")]
    [TestCase("05047")]
    [TestCase("0504711")]
    [TestCase("０５０４７１")]
    public void What_is_no_code_is_of_no_step(string code) => Assert.That(Totp.Match(Secret, code, Now, 0), Is.Null);

    [TestCase("", "")]
    [TestCase("f", "MY")]
    [TestCase("foob", "MZXW6YQ")]
    [TestCase("foobar", "MZXW6YTBOI")]
    [TestCase("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    public void A_secret_is_written_in_Base32(string bytes, string text) => Assert.That(Base32.Write(Encoding.ASCII.GetBytes(bytes)), Is.EqualTo(text));

    [Test]
    public void The_address_names_desk_and_user() =>
        Assert.That(Totp.Address("Incident Desk", "an.nguyen", "ABC"), Is.EqualTo("otpauth://totp/Incident%20Desk:an.nguyen?secret=ABC&issuer=Incident%20Desk"));
}
