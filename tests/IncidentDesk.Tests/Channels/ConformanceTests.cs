using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels;

/// <summary>The one verdict table, and every adapter before it: whatever a peer does, the row says what is known and nothing more.</summary>
[Category("once")]
public sealed class ConformanceTests
{
    private static readonly (string Fault, Verdict Verdict, Blame Blame)[] Faults =
    [
        ("drops at once", Verdict.NotSent, Blame.Peer),
        ("drops within", Verdict.NotSent, Blame.Peer),
        ("takes it and drops", Verdict.Unknown, Blame.Peer),
        ("nonsense", Verdict.Unknown, Blame.Peer),
        ("endless answer", Verdict.Unknown, Blame.Peer),
        ("never", Verdict.Permanent, Blame.Message),
        ("goes down", Verdict.Transient, Blame.Peer),
    ];

    /// <summary>What only the clock ends: the step at which the client then stands.</summary>
    private static readonly (string Fault, Verdict Verdict)[] Tarpits =
    [
        ("silent at once", Verdict.NotSent),
        ("takes it in silence", Verdict.Unknown),
        ("half an answer", Verdict.Unknown),
        ("drips", Verdict.Unknown),
    ];

    private TestAuthority authority = null!;

    [OneTimeSetUp]
    public void Start() => authority = new();

    [OneTimeTearDown]
    public void Stop() => authority.Dispose();

    [Test]
    public async Task A_server_that_says_yes_has_the_message_once([ValueSource(typeof(AdapterRig), nameof(AdapterRig.Adapters))] string adapter)
    {
        await using var rig = AdapterRig.Start(adapter, authority);

        Assert.That((await SendAsync(rig, rig.Small)).Verdict, Is.EqualTo(Verdict.Ok));
        Assert.That(rig.Arrived, Is.EqualTo(1));
    }

    [Test]
    public async Task Each_fault_has_its_verdict(
        [ValueSource(typeof(AdapterRig), nameof(AdapterRig.Adapters))] string adapter, [ValueSource(nameof(FaultNames))] string fault)
    {
        var expected = Faults.Single(one => one.Fault == fault);
        await using var rig = AdapterRig.Start(adapter, authority);
        rig.Play(fault);

        var outcome = await SendAsync(rig, fault == "drops within" ? rig.Large : rig.Small);

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((expected.Verdict, expected.Blame)), outcome.Reply);
        Assert.That(outcome.Reply, Has.Length.InRange(1, 2000));
        if (expected.Verdict == Verdict.NotSent)
            Assert.That(rig.Arrived, Is.Zero, "certainly not sent");
    }

    [Test]
    public async Task Not_now_is_transient_whatever_the_channel([ValueSource(typeof(AdapterRig), nameof(AdapterRig.Adapters))] string adapter)
    {
        await using var rig = AdapterRig.Start(adapter, authority);
        rig.Play("not now");

        var outcome = await SendAsync(rig, rig.Small);

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Transient));
        Assert.That(outcome.Reply, Does.EndWith("not now"), "the peer's own words");
    }

    [Test]
    public async Task Who_does_not_know_us_names_our_setting_and_the_message_waits(
        [ValueSource(typeof(AdapterRig), nameof(AdapterRig.Adapters))] string adapter)
    {
        await using var rig = AdapterRig.Start(adapter, authority);
        rig.Play("who are you");

        var outcome = await SendAsync(rig, rig.Small);

        // SMTP asks before the content, HTTP after it; either way it was certainly not taken, and a person mends it.
        Assert.That(outcome.Verdict, Is.EqualTo(adapter == "mail" ? Verdict.NotSent : Verdict.Transient));
        Assert.That(outcome.Blame, Is.EqualTo(Blame.Setting));
    }

    [Test]
    public async Task What_keeps_us_waiting_is_given_up_in_time(
        [ValueSource(typeof(AdapterRig), nameof(AdapterRig.Adapters))] string adapter, [ValueSource(nameof(TarpitNames))] string fault)
    {
        var expected = Tarpits.Single(one => one.Fault == fault);
        await using var rig = AdapterRig.Start(adapter, authority);
        rig.Play(fault);
        var reached = Reached(rig, fault == "silent at once" ? "connect" : rig.Last);
        var clock = new ManualClock();

        var sending = rig.Channel(clock, authority.Trusted).SendAsync(rig.Small, CancellationToken.None);
        await reached;
        var outcome = await clock.AdvanceUntilAsync(sending, TimeSpan.FromMilliseconds(500));

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((expected.Verdict, Blame.Peer)), outcome.Reply);
        Assert.That(outcome.Reply, Does.EndWith("no answer in time"));
        Assert.That(outcome.ReplyVi, Does.EndWith("không trả lời trong thời hạn"));
        Assert.That(clock.GetUtcNow() - new ManualClock().GetUtcNow(), Is.LessThan(TimeSpan.FromSeconds(120)), "an attempt lasts at most 120 s");
    }

    [Test]
    public async Task A_certificate_that_is_not_right_is_our_setting_and_nothing_leaves(
        [ValueSource(typeof(AdapterRig), nameof(AdapterRig.Adapters))] string adapter,
        [Values("a stranger's", "another name", "yesterday's", "none at all")] string wrong)
    {
        await using var rig = AdapterRig.Start(adapter, authority);
        using var stranger = new TestAuthority();
        rig.Show(wrong switch
        {
            "a stranger's" => stranger.ForLoopback(),
            "another name" => authority.ForName("other.example"),
            "yesterday's" => authority.ForLoopback(expired: true),
            _ => null,
        });
        if (wrong == "none at all" && rig is HttpRig http)
            http.Server.On("connect", HttpAct.Say(400, "this is plain http"));

        var outcome = await SendAsync(rig, rig.Small);

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.NotSent, Blame.Setting)), outcome.Reply);
        Assert.That(outcome.Reply, Does.StartWith("TLS: "));
        Assert.That(outcome.ReplyVi, Does.StartWith("TLS: "));
        Assert.That(rig.Arrived, Is.Zero);
    }

    [Test]
    public async Task A_name_that_nobody_knows_and_a_port_where_nobody_listens_are_not_sent(
        [ValueSource(typeof(AdapterRig), nameof(AdapterRig.Adapters))] string adapter)
    {
        var rig = AdapterRig.Start(adapter, authority);
        var unknown = rig.Channel(TimeProvider.System, authority.Trusted, (_, _) => throw new SocketException((int)SocketError.HostNotFound), "khong-co.example");
        var to = rig is HttpRig http ? http.To("khong-co.example") : rig.Small;
        var lost = await unknown.SendAsync(to, CancellationToken.None);
        Assert.That((lost.Verdict, lost.Blame), Is.EqualTo((Verdict.NotSent, Blame.Peer)), lost.Reply);
        Assert.That(lost.Reply, Does.StartWith("DNS: "));

        var lonely = (Channel: rig.Channel(TimeProvider.System, authority.Trusted), rig.Small);
        await rig.DisposeAsync();
        var refused = await lonely.Channel.SendAsync(lonely.Small, CancellationToken.None);
        Assert.That((refused.Verdict, refused.Blame), Is.EqualTo((Verdict.NotSent, Blame.Peer)), refused.Reply);
        Assert.That(refused.Reply, Does.StartWith("connect: "));
    }

    [Test]
    public async Task Where_to_is_looked_at_before_anything_is_connected([ValueSource(typeof(AdapterRig), nameof(AdapterRig.Adapters))] string adapter)
    {
        await using var rig = AdapterRig.Start(adapter, authority);

        var outcome = await SendAsync(rig, rig.Astray);

        Assert.That((outcome.Verdict, outcome.Blame), Is.EqualTo((Verdict.Permanent, Blame.Message)));
        Assert.That(outcome.ReplyVi, Is.Not.Empty);
        Assert.That(rig.Connections, Is.Zero);
    }

    [Test]
    public async Task Whoever_cancels_hears_not_sent_before_the_end_and_unknown_after_it(
        [ValueSource(typeof(AdapterRig), nameof(AdapterRig.Adapters))] string adapter)
    {
        await using var before = AdapterRig.Start(adapter, authority);
        using var early = new CancellationTokenSource();
        before.Play("silent at once");
        before.AtStep = step => step == "connect" ? early.CancelAsync() : Task.CompletedTask;
        Assert.That(
            () => before.Channel(TimeProvider.System, authority.Trusted).SendAsync(before.Small, early.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(before.Arrived, Is.Zero);

        await using var after = AdapterRig.Start(adapter, authority);
        using var late = new CancellationTokenSource();
        after.Play("takes it in silence");
        after.AtStep = step => step == after.Last ? late.CancelAsync() : Task.CompletedTask;
        var outcome = await after.Channel(TimeProvider.System, authority.Trusted).SendAsync(after.Small, late.Token);
        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.Unknown));
    }

    [Test]
    public async Task The_guard_repeats_what_was_certainly_not_sent_and_never_what_nobody_knows(
        [ValueSource(typeof(AdapterRig), nameof(AdapterRig.Adapters))] string adapter)
    {
        var options = new GuardOptions { FirstWait = TimeSpan.FromSeconds(0.1) };
        await using var away = AdapterRig.Start(adapter, authority);
        away.Play("drops at once");
        using (var guarded = new GuardedChannel(away.Channel(TimeProvider.System, authority.Trusted), options, TimeProvider.System))
            Assert.That((await guarded.SendAsync(away.Small, CancellationToken.None)).Verdict, Is.EqualTo(Verdict.NotSent));
        Assert.That(away.Connections, Is.EqualTo(1 + options.Retries));

        await using var mute = AdapterRig.Start(adapter, authority);
        mute.Play("takes it and drops");
        using (var guarded = new GuardedChannel(mute.Channel(TimeProvider.System, authority.Trusted), options, TimeProvider.System))
            Assert.That((await guarded.SendAsync(mute.Small, CancellationToken.None)).Verdict, Is.EqualTo(Verdict.Unknown));
        Assert.That(mute.Connections, Is.EqualTo(1));
    }

    private static IEnumerable<string> FaultNames() => Faults.Select(one => one.Fault);

    private static IEnumerable<string> TarpitNames() => Tarpits.Select(one => one.Fault);

    private static Task Reached(AdapterRig rig, string step)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.AtStep = now =>
        {
            if (now == step)
                reached.TrySetResult();
            return Task.CompletedTask;
        };
        return reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task<Outcome> SendAsync(AdapterRig rig, Message message) =>
        await rig.Channel(TimeProvider.System, authority.Trusted).SendAsync(message, CancellationToken.None);
}
