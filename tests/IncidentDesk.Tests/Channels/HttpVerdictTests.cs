using System.Globalization;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Http;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels;

/// <summary>Every status that HTTP has, through a real server, for every adapter that speaks HTTP.</summary>
[Category("once")]
public sealed class HttpVerdictTests
{
    private static readonly string[] Adapters = ["webhook", "sms", "voice"];
    private TestAuthority authority = null!;

    [OneTimeSetUp]
    public void Start() => authority = new();

    [OneTimeTearDown]
    public void Stop() => authority.Dispose();

    // Written out once more, in its own way: a table that is compared with itself proves nothing.
    private static (Verdict, Blame) Expected(int status)
    {
        if (status is 401 or 403 or 407)
            return (Verdict.Transient, Blame.Setting);
        if (new[] { 408, 425, 429 }.Contains(status))
            return (Verdict.Transient, Blame.Peer);
        return (status / 100) switch
        {
            2 => (Verdict.Ok, Blame.Nobody),
            3 or 4 => (Verdict.Permanent, Blame.Message),
            5 => (Verdict.Transient, Blame.Peer),
            _ => (Verdict.Unknown, Blame.Peer),
        };
    }

    [Test]
    public void Every_status_has_its_place_in_the_table([Range(100, 599)] int status) =>
        Assert.That(HttpVerdicts.Of(status), Is.EqualTo(Expected(status)));

    [Test]
    public async Task Every_status_of_a_real_server_is_judged_by_the_table([ValueSource(nameof(Adapters))] string adapter)
    {
        await using var rig = (HttpRig)AdapterRig.Start(adapter, authority);
        rig.Show(null);
        var channel = rig.Channel(TimeProvider.System, null);
        // In clear text, as loopback may: a handshake for each of five hundred would prove nothing more.
        var message = rig.Small with { Address = rig.Small.Address.Replace("https:", "http:", StringComparison.Ordinal) };
        if (adapter != "webhook")
            channel = new IncidentDesk.Channels.Gateway.GatewayChannel(
                adapter, new() { Url = $"http://127.0.0.1:{rig.Port}/send", Body = """{"to":"{to}","text":"{text}"}""" }, TimeProvider.System);
        var wrong = new List<string>();
        for (var status = 100; status <= 599; status++)
        {
            rig.Server.Once("answer", HttpAct.Say(status, "said", ("Location", "http://127.0.0.1:1/elsewhere")));
            var outcome = await channel.SendAsync(message, CancellationToken.None);
            if ((outcome.Verdict, outcome.Blame) != Expected(status))
                wrong.Add($"{status}: {outcome}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(rig.Connections, Is.EqualTo(500), "nothing was repeated and no redirect was followed");
    }

    [TestCase(429, "120", 120)]
    [TestCase(503, "7", 7)]
    [TestCase(503, "Fri, 20 Nov 2026 09:50:00 GMT", 300)]
    [TestCase(429, "Fri, 20 Nov 2026 09:00:00 GMT", 0)]
    [TestCase(503, "soon", null)]
    [TestCase(400, "60", null)]
    [TestCase(200, "60", null)]
    public async Task A_peer_that_asks_for_patience_is_heard_in_both_its_forms(int status, string asked, int? seconds)
    {
        foreach (var adapter in Adapters)
        {
            await using var rig = (HttpRig)AdapterRig.Start(adapter, authority);
            rig.Server.On("answer", HttpAct.Say(status, "", ("Retry-After", asked)));

            var outcome = await rig.Channel(new ManualClock(), authority.Trusted).SendAsync(rig.Small, CancellationToken.None);

            Assert.That(outcome.RetryAfter?.TotalSeconds, Is.EqualTo(seconds), adapter);
        }
    }

    [Test]
    public async Task The_status_counts_where_the_rest_of_the_answer_breaks_off_or_never_ends(
        [ValueSource(nameof(Adapters))] string adapter, [Values("breaks off", "never ends")] string how)
    {
        await using var rig = (HttpRig)AdapterRig.Start(adapter, authority);
        var head = HttpAct.Head(200, ("Content-Length", "10000000")) + "\r\n";
        rig.Server.On("answer", HttpAct.Raw(System.Text.Encoding.ASCII.GetBytes(head + new string('y', how == "breaks off" ? 100 : 1_000_000))));

        var outcome = await rig.Channel(TimeProvider.System, authority.Trusted).SendAsync(rig.Small, CancellationToken.None);

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Ok));
        Assert.That(outcome.Reply, Has.Length.AtMost(2000));
        Assert.That(outcome.Reply, Does.StartWith(string.Create(CultureInfo.InvariantCulture, $"{200} Scripted: yyy")));
    }

    [Test]
    public async Task What_stands_in_an_answer_becomes_text_that_every_store_takes()
    {
        await using var rig = (HttpRig)AdapterRig.Start("webhook", authority);
        byte[] body = [.. "no\0\x1b[31m\r\n"u8, 0xC3, 0x28];
        rig.Server.On("answer", HttpAct.Raw([.. System.Text.Encoding.ASCII.GetBytes(HttpAct.Head(400, ("Content-Length", "12")) + "\r\n"), .. body]));

        var outcome = await rig.Channel(TimeProvider.System, authority.Trusted).SendAsync(rig.Small, CancellationToken.None);

        Assert.That(outcome.Reply, Is.EqualTo("400 Scripted: no\uFFFD\uFFFD[31m  \uFFFD("));
    }
}
