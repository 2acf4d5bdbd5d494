using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Channels.Mail;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Mail;

[Category("once")]
public sealed class MailAddressRulesTests
{
    [TestCase("truc@so-yte.example", "truc@so-yte.example")]
    [TestCase("Truc.Ban+1@SO-YTE.Example", "Truc.Ban+1@so-yte.example")]
    [TestCase("truc@bộyte.example", "truc@xn--byte-5y5a.example")]
    [TestCase("tiếpnhận@so-yte.example", "tiếpnhận@so-yte.example")]
    public void One_address_is_taken(string text, string address)
    {
        Assert.That(MailAddressRules.TryParse(text, out var parsed), Is.True);
        Assert.That(parsed, Is.EqualTo(address));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a")]
    [TestCase("@b.example")]
    [TestCase("a@")]
    [TestCase("a@b.example,c@d.example")]
    [TestCase("a@b.example c@d.example")]
    [TestCase("a@b.example;c@d.example")]
    [TestCase("Tên <a@b.example>")]
    [TestCase("\"a b\"@c.example")]
    [TestCase("a\"@b.example")]
    [TestCase("a@b.example\r\nRCPT TO:<c@d.example>")]
    [TestCase("a@b.example\0")]
    [TestCase(" a@b.example")]
    [TestCase("a@b@c.example")]
    [TestCase("a..b@c.example")]
    [TestCase(".a@c.example")]
    [TestCase("a@b..example")]
    [TestCase("a@b.example.")]
    [TestCase("a@[127.0.0.1]")]
    [TestCase("a@b_c.example")]
    [TestCase("a>@b.example")]
    [TestCase("(x)a@b.example")]
    [TestCase("a\u2028b@c.example")]
    [TestCase("a\ud800@c.example")]
    public void Anything_else_is_refused(string? text) => Assert.That(MailAddressRules.TryParse(text, out _), Is.False);

    [Test]
    public void What_is_taken_can_end_no_command_and_open_no_second_recipient() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>((left, right) =>
            !MailAddressRules.TryParse($"{left.Get}@{right.Get}", out var address)
            || !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '\\'))
            .QuickCheckThrowOnFailure();
}
