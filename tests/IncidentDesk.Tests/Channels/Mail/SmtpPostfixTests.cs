using System.Runtime.Versioning;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Mail;

/// <summary>The same client against the mail server that half the world runs.</summary>
[Category("slow")]
[SupportedOSPlatform("linux")]
[Category("once")]
public sealed class SmtpPostfixTests
{
    private Postfix postfix = null!;

    [OneTimeSetUp]
    public async Task Start() => postfix = await Postfix.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (postfix is not null)
            await postfix.DisposeAsync();
    }

    private MailOptions Options => new()
    {
        Host = "127.0.0.1", Port = postfix.StartTlsPort, Security = "starttls",
        User = $"{Postfix.User}@{Postfix.Realm}", Password = Postfix.Password, From = Mails.Sender,
    };

    [TestCase("starttls")]
    [TestCase("tls")]
    public async Task A_vietnamese_mail_lies_in_the_mailbox_once_and_unchanged(string security)
    {
        var before = (await postfix.MailsAsync(0)).Count;

        var outcome = await SendAsync(Options with { Security = security, Port = security == "tls" ? postfix.TlsPort : postfix.StartTlsPort });

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Ok), $"{outcome.Reply}\n{postfix.Log}");
        Assert.That(outcome.Reply, Does.Match("^250 2\\.0\\.0 Ok: queued as [0-9A-Za-z]+$"));
        var mails = await postfix.MailsAsync(before + 1);
        Assert.That(mails, Has.Count.EqualTo(before + 1));
        // A Maildir holds lines as this system ends them.
        var mail = new MimeReading(System.Text.Encoding.ASCII.GetBytes(System.Text.Encoding.ASCII.GetString(mails[^1]).ReplaceLineEndings("\r\n")));
        Assert.That(mail.Decoded("Subject"), Is.EqualTo(Mails.Notice.Subject));
        Assert.That(mail.Header("Message-ID"), Is.EqualTo(Mails.Notice.MessageId));
        Assert.That(mail.Text, Is.EqualTo(Mails.Notice.Text.ReplaceLineEndings("\r\n")));
    }

    [Test]
    public async Task A_wrong_password_is_reported_in_postfix_own_words()
    {
        var outcome = await SendAsync(Options with { Password = "sai" });

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Setting)));
        Assert.That(outcome.Reply, Does.StartWith("535 5.7.8"));
    }

    [Test]
    public async Task An_unknown_mailbox_is_a_no_for_good()
    {
        var outcome = await SendAsync(Options, "khong-co@vncert.example");

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.Permanent, Blame.Message)));
        Assert.That(outcome.Reply, Does.StartWith("550 5.1.1"));
    }

    [Test]
    public async Task Two_mails_go_over_one_sign_in()
    {
        using var channel = new SmtpChannel(Options, TimeProvider.System, postfix.Trusted);

        await channel.SendAsync(Mails.For(Postfix.Recipient), CancellationToken.None);
        var second = await channel.SendAsync(Mails.For(Postfix.Recipient), CancellationToken.None);

        Assert.That(second.Verdict, Is.EqualTo(Verdict.Ok), second.Reply);
    }

    private async Task<Outcome> SendAsync(MailOptions options, string recipient = Postfix.Recipient)
    {
        using var channel = new SmtpChannel(options, TimeProvider.System, postfix.Trusted);
        return await channel.SendAsync(Mails.For(recipient), CancellationToken.None);
    }
}
