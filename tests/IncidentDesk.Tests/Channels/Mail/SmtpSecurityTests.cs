using System.Security.Cryptography.X509Certificates;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Mail;

/// <summary>TLS and signing in: no fallback, no password in the open, and a wrong setting is named as one.</summary>
[Category("once")]
public sealed class SmtpSecurityTests
{
    private TestAuthority authority = null!;
    private ScriptedSmtpServer server = null!;

    [SetUp]
    public void Start()
    {
        authority = new();
        server = ScriptedSmtpServer.Start();
        server.Certificate = authority.ForLoopback();
        server.Users["desk"] = "mật khẩu";
    }

    [TearDown]
    public async Task Stop()
    {
        await server.DisposeAsync();
        server.Certificate?.Dispose();
        authority.Dispose();
    }

    private MailOptions Options => new()
    {
        Host = "127.0.0.1", Port = server.Port, Security = "starttls", User = "desk", Password = "mật khẩu", From = Mails.Sender,
    };

    [TestCase("starttls", "AUTH PLAIN LOGIN")]
    [TestCase("starttls", "AUTH LOGIN")]
    [TestCase("tls", "AUTH PLAIN")]
    public async Task A_mail_travels_encrypted_and_signed_in(string security, string ways)
    {
        server.TlsAtOnce = security == "tls";
        server.Extensions = ["PIPELINING", ways];

        var outcome = await SendAsync(Options with { Security = security });

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Ok));
        Assert.That(server.Messages.Single(), Has.Property("Encrypted").True.And.Property("User").EqualTo("desk"));
    }

    [Test]
    public async Task Without_starttls_nothing_leaves_and_the_row_says_why()
    {
        server.Certificate = null;

        var outcome = await SendAsync(Options);

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Setting)));
        Assert.That(outcome.Reply, Does.Contain("does not offer STARTTLS"));
        Assert.That(server.Commands, Has.None.StartsWith("AUTH").And.None.StartsWith("MAIL"));
    }

    [Test]
    public async Task Words_slipped_in_before_tls_end_the_attempt()
    {
        server.SlippedIn = "250-injected\r\n250 AUTH PLAIN";

        var outcome = await SendAsync(Options);

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Setting)));
        Assert.That(outcome.Reply, Does.Contain("before TLS began"));
    }

    [Test]
    public async Task A_certificate_of_a_stranger_of_another_name_or_of_yesterday_is_refused()
    {
        foreach (var wrong in new[] { authority.ForName("mail.other.example"), authority.ForLoopback(expired: true) })
        {
            server.Certificate = wrong;
            await AssertRefused(Options, authority.Trusted);
        }
        server.Certificate = authority.ForLoopback();
        await AssertRefused(Options, trusted: null);
        Assert.That(server.Commands, Has.None.StartsWith("AUTH"));
    }

    [Test]
    public async Task A_wrong_password_is_our_setting_and_waits_instead_of_failing_the_recipient()
    {
        var outcome = await SendAsync(Options with { Password = "sai" });

        Assert.That(outcome, Is.EqualTo(new Outcome(Verdict.NotSent, "535 5.7.8 Error: authentication failed") { Blame = Blame.Setting }));
    }

    [Test]
    public async Task A_server_that_repeats_the_password_does_not_get_it_onto_the_row()
    {
        var line = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("\0desk\0mật khẩu"));
        server.On("AUTH", SmtpAct.Say($"535 5.7.8 wrong: {line} mật khẩu"));

        Assert.That((await SendAsync(Options)).Reply, Is.EqualTo("535 5.7.8 wrong: *** ***"));
    }

    [Test]
    public async Task A_sign_in_that_is_away_for_now_blames_the_peer()
    {
        server.On("AUTH", SmtpAct.Say("454 4.7.0 Temporary authentication failure"));

        var outcome = await SendAsync(Options);

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Peer)));
    }

    [Test]
    public async Task A_password_is_never_sent_in_plain_text()
    {
        var outcome = await SendAsync(Options with { Security = "none" });

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Setting)));
        Assert.That(server.Connections, Is.Zero);
    }

    private async Task AssertRefused(MailOptions options, X509Certificate2Collection? trusted)
    {
        using var channel = new SmtpChannel(options, TimeProvider.System, trusted);
        var outcome = await channel.SendAsync(Mails.For(Mails.Receiver), CancellationToken.None);
        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Setting)), outcome.Reply);
        Assert.That(outcome.Reply, Does.StartWith("TLS: "));
    }

    private async Task<Outcome> SendAsync(MailOptions options)
    {
        using var channel = new SmtpChannel(options, TimeProvider.System, authority.Trusted);
        return await channel.SendAsync(Mails.For(Mails.Receiver), CancellationToken.None);
    }
}
