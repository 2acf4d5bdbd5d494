using IncidentDesk.Channels.Mail;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Mail;

[Category("once")]
public sealed class MailOptionsCheckTests
{
    private static readonly MailOptions Good = new()
    {
        Host = "mail.so-tttt.example", Security = "starttls", User = "desk", Password = "bí mật", From = Mails.Sender, Guard = "live",
    };

    [Test]
    public void The_defaults_and_a_full_setting_start() =>
        Assert.That(MailOptionsCheck.Faults(new()).Concat(MailOptionsCheck.Faults(Good)), Is.Empty);

    [Test]
    public void Every_fault_is_named_at_once_in_both_languages()
    {
        var faults = MailOptionsCheck.Faults(new() { Host = "", Port = 0, Security = "ssl", Guard = "liv", AllowList = "@vncert.example, nobody", From = "a,b", Inbox = "/no/such/maildir" });

        Assert.That(faults.Select(fault => fault.Setting), Is.EquivalentTo(
            new[] { "Security", "Guard", "AllowList", "Port", "From", "Inbox" }.Select(name => $"Channels:Mail:{name}")));
        Assert.That(faults, Has.All.Matches<IncidentDesk.Channels.SettingFault>(fault => fault.Text.Length > 0 && fault.TextVi.Length > 0));
    }

    [Test]
    public void A_guard_that_may_send_needs_a_server_and_a_sender() =>
        Assert.That(Names(new() { Guard = "allow-list" }), Is.EqualTo(new[] { "Channels:Mail:Host", "Channels:Mail:From" }));

    [TestCase("127.0.0.1", 0)]
    [TestCase("::1", 0)]
    [TestCase("localhost", 0)]
    [TestCase("192.0.2.7", 1)]
    [TestCase("mail.so-tttt.example", 1)]
    public void Plain_text_is_for_this_machine_only(string host, int faults) =>
        Assert.That(Names(Good with { Host = host, Security = "none", User = "", Password = "" }), Has.Count.EqualTo(faults));

    [Test]
    public void A_password_never_goes_with_plain_text() =>
        Assert.That(Names(Good with { Host = "127.0.0.1", Security = "none" }), Is.EqualTo(new[] { "Channels:Mail:User" }));

    [Test]
    public void The_settings_printed_hold_no_password() => Assert.That(Good.ToString(), Does.Not.Contain("bí mật"));

    private static List<string> Names(MailOptions options) => [.. MailOptionsCheck.Faults(options).Select(fault => fault.Setting)];
}
