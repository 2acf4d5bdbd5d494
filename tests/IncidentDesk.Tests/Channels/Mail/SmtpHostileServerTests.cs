using System.Text;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Mail;

/// <summary>A server may send anything; the desk stays whole and says something true and storable.</summary>
[Category("once")]
public sealed class SmtpHostileServerTests
{
    private static readonly Dictionary<string, byte[]> Bad = new()
    {
        ["a line of 1 MB"] = Encoding.ASCII.GetBytes("250 " + new string('x', 1_000_000) + "\r\n"),
        ["lines without end"] = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("250-more\r\n", 100_000))),
        ["binary"] = [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7))],
        ["no code"] = "hello there\r\n"u8.ToArray(),
        ["two codes"] = "250-yes\r\n550 no\r\n"u8.ToArray(),
        ["an unknown code"] = "999 what\r\n"u8.ToArray(),
    };

    [Test]
    public async Task Nonsense_before_the_dot_is_not_sent_and_after_it_unknown(
        [Values("a line of 1 MB", "lines without end", "binary", "no code", "two codes", "an unknown code")] string nonsense,
        [Values("greeting", "EHLO", "MAIL", "dot")] string step)
    {
        await using var server = ScriptedSmtpServer.Start();
        server.On(step, SmtpAct.Raw(Bad[nonsense]));

        var outcome = await SendAsync(server);

        Assert.That(outcome.Verdict, Is.EqualTo(step == "dot" ? Verdict.Unknown : Verdict.NotSent));
        Assert.That(outcome.Reply, Has.Length.InRange(1, 2000));
        Assert.That(outcome.Reply, Has.None.Matches<char>(char.IsControl));
    }

    [Test]
    public async Task Control_characters_and_broken_utf8_in_an_answer_become_text_that_every_store_takes()
    {
        await using var server = ScriptedSmtpServer.Start();
        server.On("RCPT", SmtpAct.Raw([.. "550 no\0\x1b[31m "u8, 0xC3, 0x28, .. "\r\n"u8]));

        var outcome = await SendAsync(server);

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Permanent));
        Assert.That(outcome.Reply, Is.EqualTo("550 no\uFFFD\uFFFD[31m \uFFFD("));
    }

    private static async Task<Outcome> SendAsync(ScriptedSmtpServer server)
    {
        using var channel = new SmtpChannel(
            new() { Host = "127.0.0.1", Port = server.Port, Security = "none", From = Mails.Sender, AttemptTimeout = TimeSpan.FromSeconds(10) },
            TimeProvider.System);
        return await channel.SendAsync(Mails.For(Mails.Receiver), CancellationToken.None);
    }
}
