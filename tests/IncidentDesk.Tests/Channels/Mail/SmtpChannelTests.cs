using System.Text;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Mail;

/// <summary>The verdict table: what the server does, and what the desk may say about it.</summary>
[Category("once")]
public sealed class SmtpChannelTests
{
    private ScriptedSmtpServer server = null!;
    private SmtpChannel channel = null!;

    [SetUp]
    public void Start()
    {
        server = ScriptedSmtpServer.Start();
        channel = new(Options, TimeProvider.System);
    }

    [TearDown]
    public async Task Stop()
    {
        channel.Dispose();
        await server.DisposeAsync();
    }

    private MailOptions Options => new() { Host = "127.0.0.1", Port = server.Port, Security = "none", From = Mails.Sender };

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_mail_arrives_once_with_the_servers_words_on_the_row(bool pipelining)
    {
        if (!pipelining)
            server.Extensions = [];

        var outcome = await SendAsync();

        Assert.That(outcome, Is.EqualTo(new Outcome(Verdict.Ok, "250 2.0.0 Ok: queued as 4F000001")));
        Assert.That(server.Messages.Single().Content, Is.EqualTo(Mails.Notice.ToBytes()));
        Assert.That(server.Messages.Single().From, Is.EqualTo(Mails.Sender));
        Assert.That(server.Messages.Single().To, Is.EqualTo(new[] { Mails.Receiver }));
    }

    [TestCase("greeting", "421 4.3.2 busy", Verdict.NotSent, Blame.Peer)]
    [TestCase("greeting", "554 5.7.1 no service for you", Verdict.NotSent, Blame.Setting)]
    [TestCase("EHLO", "451 4.3.0 later", Verdict.NotSent, Blame.Peer)]
    [TestCase("EHLO", "550 5.7.1 no", Verdict.NotSent, Blame.Setting)]
    [TestCase("MAIL", "452 4.3.1 full", Verdict.NotSent, Blame.Message)]
    [TestCase("MAIL", "530 5.7.0 sign in first", Verdict.NotSent, Blame.Setting)]
    [TestCase("MAIL", "552 5.3.4 too big", Verdict.Permanent, Blame.Message)]
    [TestCase("RCPT", "450 4.2.0 greylisted", Verdict.NotSent, Blame.Message)]
    [TestCase("RCPT", "421 4.7.0 going down", Verdict.NotSent, Blame.Peer)]
    [TestCase("RCPT", "550-5.1.1 no such user\r\n550 5.1.1 here", Verdict.Permanent, Blame.Message)]
    [TestCase("DATA", "451 4.3.0 later", Verdict.NotSent, Blame.Message)]
    [TestCase("DATA", "554 5.5.1 no", Verdict.Permanent, Blame.Message)]
    [TestCase("dot", "451 4.3.0 scanner away", Verdict.Transient, Blame.Message)]
    [TestCase("dot", "421 4.3.0 going down", Verdict.Transient, Blame.Peer)]
    [TestCase("dot", "554 5.6.0 refused", Verdict.Permanent, Blame.Message)]
    [TestCase("dot", "354 what?", Verdict.Unknown, Blame.Peer)]
    public async Task A_no_is_judged_by_step_and_code_and_kept_word_for_word(string step, string reply, Verdict verdict, Blame blame)
    {
        server.On(step, SmtpAct.Say(reply));

        var outcome = await SendAsync();

        Assert.That(outcome, Is.EqualTo(new Outcome(verdict, reply.ReplaceLineEndings("\n")) { Blame = blame }));
        Assert.That(server.MessagesReceived, Is.Zero);
    }

    [TestCase("greeting")]
    [TestCase("EHLO")]
    [TestCase("MAIL")]
    [TestCase("RCPT")]
    [TestCase("DATA")]
    public async Task A_drop_before_the_final_dot_is_certainly_not_sent(string step)
    {
        server.On(step, SmtpAct.Drop);

        var outcome = await SendAsync();

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Peer)));
        Assert.That(outcome.Reply, Does.StartWith(step == "greeting" ? "greeting: " : step + ": "));
    }

    [Test]
    public async Task A_reset_in_the_middle_of_the_content_is_certainly_not_sent()
    {
        server.On("content", SmtpAct.ResetAfter(10_000));
        var large = Mails.Notice with { Text = new string('x', 6_000_000) };

        var outcome = await channel.SendAsync(new(Mails.Delivery, Mails.Receiver, large.ToBytes()), CancellationToken.None);

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.NotSent));
        Assert.That(outcome.Reply, Does.StartWith("content: "));
    }

    [Test]
    public async Task A_drop_after_the_final_dot_is_unknown_because_the_server_may_have_it()
    {
        server.On("dot", SmtpAct.AcceptAndDrop);

        var outcome = await SendAsync();

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Unknown));
        Assert.That(outcome.ReplyVi, Does.StartWith("sau dấu chấm cuối"));
        Assert.That(server.MessagesReceived, Is.EqualTo(1));
    }

    [TestCase("greeting", Verdict.NotSent)]
    [TestCase("RCPT", Verdict.NotSent)]
    [TestCase("dot", Verdict.Unknown)]
    public async Task A_server_that_falls_silent_is_given_up_in_time(string step, Verdict verdict)
    {
        server.On(step, SmtpAct.Silence);
        var clock = new ManualClock();
        using var patient = new SmtpChannel(Options, clock);

        var outcome = await clock.AdvanceUntilAsync(patient.SendAsync(Mails.For(Mails.Receiver), CancellationToken.None), TimeSpan.FromMilliseconds(500));

        Assert.That(outcome.Verdict, Is.EqualTo(verdict));
        Assert.That(outcome.Reply, Does.EndWith("no answer in time"));
    }

    [Test]
    public async Task Whoever_cancels_before_the_dot_knows_that_nothing_was_sent_and_after_it_that_nobody_knows()
    {
        using var before = new CancellationTokenSource();
        server.AtStep = step => step == "RCPT" ? before.CancelAsync() : Task.CompletedTask;
        server.On("RCPT", SmtpAct.Silence);
        Assert.That(() => channel.SendAsync(Mails.For(Mails.Receiver), before.Token), Throws.InstanceOf<OperationCanceledException>());

        using var after = new CancellationTokenSource();
        server.AtStep = step => step == "dot" ? after.CancelAsync() : Task.CompletedTask;
        server.On("RCPT", SmtpAct.Say("250 ok"));
        server.On("dot", SmtpAct.Silence);
        Assert.That((await channel.SendAsync(Mails.For(Mails.Receiver), after.Token)).Verdict, Is.EqualTo(Verdict.Unknown));
    }

    [Test]
    public async Task Nobody_listening_is_not_sent()
    {
        var options = Options;
        await server.DisposeAsync();
        using var lonely = new SmtpChannel(options, TimeProvider.System);

        var outcome = await lonely.SendAsync(Mails.For(Mails.Receiver), CancellationToken.None);

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Peer)));
        Assert.That(outcome.Reply, Does.StartWith("connect: "));
    }

    [Test]
    public async Task A_server_that_goes_on_after_refusing_the_recipient_sees_no_dot_from_us()
    {
        server.Once("RCPT", SmtpAct.Say("550 5.1.1 no such user"));

        Assert.That((await SendAsync()).Verdict, Is.EqualTo(Verdict.Permanent));
        Assert.That((await SendAsync()).Verdict, Is.EqualTo(Verdict.Ok));
        Assert.That(server.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_connection_is_used_again_and_a_dead_one_is_replaced_without_an_attempt_lost()
    {
        await SendAsync();
        await SendAsync();
        Assert.That(server.Connections, Is.EqualTo(1), "used again");

        server.Once("RSET", SmtpAct.Drop);
        Assert.That((await SendAsync()).Verdict, Is.EqualTo(Verdict.Ok));
        server.Once("RSET", SmtpAct.SayAndDrop("421 4.4.2 timeout"));
        Assert.That((await SendAsync()).Verdict, Is.EqualTo(Verdict.Ok));

        Assert.That((server.Connections, server.MessagesReceived), Is.EqualTo((3, 4)));
    }

    [Test]
    public async Task A_kept_connection_is_closed_politely_when_its_time_is_over()
    {
        var clock = new ManualClock();
        using var kept = new SmtpChannel(Options, clock);
        await kept.SendAsync(Mails.For(Mails.Receiver), CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(16));

        Assert.That(() => server.Commands, Has.Member("QUIT").After(3000, 20));
    }

    [Test]
    public async Task A_line_that_begins_with_a_dot_arrives_with_its_dot()
    {
        var content = Encoding.ASCII.GetBytes("Subject: x\r\n\r\n.\r\n..\r\n.one\r\ntwo.\r\n");

        await channel.SendAsync(new(Mails.Delivery, Mails.Receiver, content), CancellationToken.None);

        Assert.That(server.Messages.Single().Content, Is.EqualTo(content));
    }

    [TestCase("Subject: x\r\n\r\na\n.\nMAIL FROM:<x@evil.example>\r\n")]
    [TestCase("Subject: x\r\n\r\na\r.\rb\r\n")]
    [TestCase("Subject: x\r\n\r\na\0b\r\n")]
    [TestCase("Subject: x\r\n\r\nkhông có đuôi CRLF")]
    [TestCase("Subject: tiếng Việt thô\r\n")]
    public async Task Content_that_servers_could_read_two_ways_never_leaves(string content)
    {
        var outcome = await channel.SendAsync(new(Mails.Delivery, Mails.Receiver, Encoding.UTF8.GetBytes(content)), CancellationToken.None);

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Permanent));
        Assert.That(server.Connections, Is.Zero);
    }

    [Test]
    public async Task A_mail_larger_than_the_server_takes_is_refused_before_it_is_sent()
    {
        server.Extensions = ["SIZE 1000"];

        var outcome = await SendAsync();

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Permanent));
        Assert.That(outcome.ReplyVi, Does.Contain("SIZE"));
        Assert.That(server.Commands, Has.None.StartsWith("MAIL"));
    }

    [Test]
    public async Task An_address_beyond_ascii_goes_only_to_a_server_that_takes_it()
    {
        Assert.That((await SendAsync("tiếpnhận@vncert.example")).Verdict, Is.EqualTo(Verdict.Ok));
        Assert.That(server.Messages.Single().To, Is.EqualTo(new[] { "tiếpnhận@vncert.example" }));
        Assert.That(server.Commands.Single(command => command.StartsWith("MAIL", StringComparison.Ordinal)), Does.EndWith(" SMTPUTF8"));

        channel.Dispose();
        server.Extensions = [];
        using var plain = new SmtpChannel(Options, TimeProvider.System);
        var outcome = await plain.SendAsync(Mails.For("tiếpnhận@vncert.example"), CancellationToken.None);
        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Permanent));
    }

    [TestCase("a@b.example,c@d.example")]
    [TestCase("a@b.example>\r\nRCPT TO:<c@d.example")]
    public async Task What_is_not_one_address_never_reaches_the_wire(string address)
    {
        Assert.That((await SendAsync(address)).Verdict, Is.EqualTo(Verdict.Permanent));
        Assert.That(server.Connections, Is.Zero);
    }

    [Test]
    public async Task Many_at_once_each_arrive_once()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => SendAsync()));

        Assert.That(outcomes, Has.All.Matches<Outcome>(outcome => outcome.Verdict == Verdict.Ok));
        Assert.That(outcomes.Select(outcome => outcome.Reply).Distinct().Count(), Is.EqualTo(40));
        Assert.That(server.MessagesReceived, Is.EqualTo(40));
    }

    private Task<Outcome> SendAsync(string address = Mails.Receiver) => channel.SendAsync(Mails.For(address), CancellationToken.None);
}
