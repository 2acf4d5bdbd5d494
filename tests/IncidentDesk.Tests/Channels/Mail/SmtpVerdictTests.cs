using System.Globalization;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Mail;

/// <summary>Every class of reply that SMTP has, at every step of a mail's way.</summary>
[Category("once")]
public sealed class SmtpVerdictTests
{
    private static readonly int[] Codes =
    [
        200, 211, 220, 221, 235, 250, 251, 252, 334, 354, 421, 432, 450, 451, 452, 454, 455, 500, 501, 502, 503, 504, 521, 530, 534, 535, 538,
        550, 551, 552, 553, 554, 555, 556,
    ];

    private static readonly string[] Steps = ["greeting", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "dot"];

    private TestAuthority authority = null!;

    [OneTimeSetUp]
    public void Start() => authority = new();

    [OneTimeTearDown]
    public void Stop() => authority.Dispose();

    // What lets the talk go on at a step is no verdict; null means that.
    private static (Verdict, Blame)? Expected(string step, int code)
    {
        var goesOn = step switch
        {
            "greeting" or "STARTTLS" => code == 220,
            "EHLO" => code == 250,
            "AUTH" => code == 235,
            "DATA" => code == 354,
            "dot" => false,
            _ => code is >= 200 and < 300,
        };
        if (goesOn)
            return null;
        if (step == "dot")
            return (code / 100) switch
            {
                2 => (Verdict.Ok, Blame.Nobody),
                4 => (Verdict.Transient, code == 421 ? Blame.Peer : Blame.Message),
                5 => (Verdict.Permanent, Blame.Message),
                _ => (Verdict.Unknown, Blame.Peer),
            };
        if (step is "greeting" or "EHLO" or "STARTTLS" or "AUTH")
            return (Verdict.NotSent, code >= 500 ? Blame.Setting : Blame.Peer);
        return code switch
        {
            530 or 534 or 535 or 538 => (Verdict.NotSent, Blame.Setting),
            >= 500 => (Verdict.Permanent, Blame.Message),
            421 or < 400 => (Verdict.NotSent, Blame.Peer),
            _ => (Verdict.NotSent, Blame.Message),
        };
    }

    [Test]
    public async Task Every_class_of_reply_has_its_verdict_at_every_step([ValueSource(nameof(Steps))] string step)
    {
        await using var server = ScriptedSmtpServer.Start();
        server.Certificate = authority.ForLoopback();
        server.Users["desk"] = "mật khẩu";
        var wrong = new List<string>();
        foreach (var code in Codes)
        {
            if (Expected(step, code) is not { } expected)
                continue;
            server.Once(step, SmtpAct.Say(code.ToString(CultureInfo.InvariantCulture) + " said"));
            // Its own connection each time: a server that was rude once may be so to the next.
            using var channel = new SmtpChannel(Options(server), TimeProvider.System, authority.Trusted);
            var outcome = await channel.SendAsync(Mails.For(Mails.Receiver), CancellationToken.None);
            if ((outcome.Verdict, outcome.Blame) != expected || (code != 334 && outcome.Reply != $"{code} said"))
                wrong.Add($"{step} {code}: {outcome}");
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Two_mails_over_one_encrypted_connection_sign_in_once()
    {
        await using var server = ScriptedSmtpServer.Start();
        server.Certificate = authority.ForLoopback();
        server.Users["desk"] = "mật khẩu";
        using var channel = new SmtpChannel(Options(server), TimeProvider.System, authority.Trusted);

        for (var i = 0; i < 2; i++)
            Assert.That((await channel.SendAsync(Mails.For(Mails.Receiver), CancellationToken.None)).Verdict, Is.EqualTo(Verdict.Ok));

        Assert.That((server.Connections, server.MessagesReceived), Is.EqualTo((1, 2)));
        Assert.That(server.Commands.Count(command => command.StartsWith("AUTH", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Commands_go_together_only_where_the_server_takes_them_so(bool isAnnounced)
    {
        await using var server = ScriptedSmtpServer.Start();
        server.Extensions = isAnnounced ? ["PIPELINING"] : [];
        using var channel = new SmtpChannel(
            new() { Host = "127.0.0.1", Port = server.Port, Security = "none", From = Mails.Sender }, TimeProvider.System);

        Assert.That((await channel.SendAsync(Mails.For(Mails.Receiver), CancellationToken.None)).Verdict, Is.EqualTo(Verdict.Ok));

        Assert.That(server.Pipelined.Select(command => command[..4]), Is.EqualTo(isAnnounced ? new[] { "MAIL", "RCPT" } : []));
    }

    private static MailOptions Options(ScriptedSmtpServer server) => new()
    {
        Host = "127.0.0.1", Port = server.Port, Security = "starttls", User = "desk", Password = "mật khẩu", From = Mails.Sender,
    };
}
