using System.Collections.Concurrent;
using IncidentDesk.Channels;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Channels.Mail;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Guard;

[Category("once")]
public sealed class GuardedChannelTests
{
    private static readonly Outcome Ok = new(Verdict.Ok, "250 ok");
    private static readonly Outcome Away = new(Verdict.NotSent, "connect: refused") { Blame = Blame.Peer };
    private readonly ManualClock clock = new();

    [Test]
    public async Task What_was_certainly_not_sent_is_tried_again_within_seconds()
    {
        var channel = new Scripted(Away, Away, Ok);
        using var guarded = Guarded(channel);
        var start = clock.GetUtcNow();

        Assert.That(await RunAsync(guarded), Is.EqualTo(Ok));
        Assert.That(channel.Tries, Is.EqualTo(3));
        Assert.That(clock.GetUtcNow() - start, Is.InRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)), "1 s and 2 s");
    }

    [Test]
    public async Task After_the_last_try_the_peers_words_are_the_end()
    {
        var channel = new Scripted(Away);
        using var guarded = Guarded(channel);

        Assert.That(await RunAsync(guarded), Is.EqualTo(Away));
        Assert.That(channel.Tries, Is.EqualTo(3));
    }

    [TestCase(Verdict.Unknown, Blame.Peer)]
    [TestCase(Verdict.Transient, Blame.Message)]
    [TestCase(Verdict.Permanent, Blame.Message)]
    [TestCase(Verdict.NotSent, Blame.Setting)]
    public async Task What_may_have_arrived_what_was_refused_and_what_only_a_person_can_mend_is_tried_once(Verdict verdict, Blame blame)
    {
        var channel = new Scripted(new Outcome(verdict, "words") { Blame = blame }, Ok);
        using var guarded = Guarded(channel);

        Assert.That((await RunAsync(guarded)).Verdict, Is.EqualTo(verdict));
        Assert.That(channel.Tries, Is.EqualTo(1));
    }

    [Test]
    public async Task An_open_breaker_is_no_attempt_and_closes_when_the_peer_is_back()
    {
        var channel = new Scripted(Away, Away, Away, Away, Away, Away, Ok);
        using var guarded = Guarded(channel);
        await RunAsync(guarded);
        await RunAsync(guarded);
        Assert.That(channel.Tries, Is.EqualTo(6));

        var held = await RunAsync(guarded);

        Assert.That((held.Verdict, held.Attempted), Is.EqualTo((Verdict.NotSent, false)));
        Assert.That(held.Reply, Does.Contain("circuit is open"));
        Assert.That(held.ReplyVi, Is.Not.Null);
        Assert.That(held.RetryAfter, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(channel.Tries, Is.EqualTo(6), "the peer was left in peace");

        clock.Advance(TimeSpan.FromSeconds(21));
        Assert.That(await RunAsync(guarded), Is.EqualTo(Ok));
    }

    [Test]
    public async Task A_breaker_that_opens_between_two_tries_leaves_the_peers_words()
    {
        var channel = new Scripted(Away);
        using var guarded = Guarded(channel, new() { BreakerTries = 2 });

        var outcome = await RunAsync(guarded);

        Assert.That(outcome, Is.EqualTo(Away));
        Assert.That(channel.Tries, Is.EqualTo(2));
    }

    [Test]
    public async Task One_bad_address_never_opens_the_breaker_for_all()
    {
        var channel = new Scripted(new Outcome(Verdict.Permanent, "550 no such user") { Blame = Blame.Message });
        using var guarded = Guarded(channel);

        for (var i = 0; i < 30; i++)
            await RunAsync(guarded);

        Assert.That(channel.Tries, Is.EqualTo(30));
    }

    [Test]
    public async Task A_channel_that_hangs_is_ended_in_time_as_not_sent()
    {
        using var guarded = Guarded(new Scripted(Ok) { Hangs = true });
        var start = clock.GetUtcNow();

        var outcome = await RunAsync(guarded);

        Assert.That(outcome.Verdict, Is.EqualTo(Verdict.NotSent));
        Assert.That(clock.GetUtcNow() - start, Is.LessThan(TimeSpan.FromSeconds(102)));
    }

    [Test]
    public async Task A_channel_that_answers_unknown_when_its_time_is_over_is_believed()
    {
        var unknown = new Outcome(Verdict.Unknown, "after the final dot") { Blame = Blame.Peer };
        using var guarded = Guarded(new Scripted(unknown) { Hangs = true, AnswersWhenCancelled = true });

        Assert.That(await RunAsync(guarded), Is.EqualTo(unknown));
    }

    [Test]
    public async Task A_stop_from_outside_goes_through()
    {
        using var guarded = Guarded(new Scripted(Ok) { Hangs = true });
        using var stop = new CancellationTokenSource();
        var sending = guarded.SendAsync(Mails.For(Mails.Receiver), stop.Token);

        await stop.CancelAsync();

        Assert.That(() => sending, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task No_more_are_under_way_than_allowed_and_the_rest_go_back_to_their_rows()
    {
        var channel = new Scripted(Ok) { Hangs = true };
        using var guarded = Guarded(channel, new() { AtOnce = 2 });
        using var stop = new CancellationTokenSource();
        var busy = Enumerable.Range(0, 2).Select(_ => guarded.SendAsync(Mails.For(Mails.Receiver), stop.Token)).ToList();

        var third = await RunAsync(guarded);

        Assert.That((third.Verdict, third.Attempted, channel.Tries), Is.EqualTo((Verdict.NotSent, false, 2)));
        await stop.CancelAsync();
        Assert.That(() => Task.WhenAll(busy), Throws.InstanceOf<OperationCanceledException>());
        channel.Hangs = false;
        Assert.That(await RunAsync(guarded), Is.EqualTo(Ok), "the places are free again");
    }

    [Test]
    public async Task An_adapter_that_breaks_its_promise_is_in_doubt()
    {
        using var guarded = Guarded(new Scripted(Ok) { Breaks = true });

        Assert.That((await RunAsync(guarded)).Verdict, Is.EqualTo(Verdict.Unknown));
    }

    [Test]
    public void Wrong_limits_are_all_named()
    {
        var faults = new GuardOptions { Retries = 9, AtOnce = 0, TotalTimeout = TimeSpan.FromMinutes(5) }.Faults("Channels:Mail:Limits");

        Assert.That(faults.Select(fault => fault.Setting.Split(':')[^1]), Is.EquivalentTo(new[] { "Retries", "AtOnce", "TotalTimeout" }));
        Assert.Throws<ArgumentException>(() => Guarded(new Scripted(Ok), new() { AtOnce = 0 }));
    }

    private GuardedChannel Guarded(IChannel channel, GuardOptions? options = null) => new(channel, options ?? new(), clock);

    private Task<Outcome> RunAsync(GuardedChannel guarded) =>
        clock.AdvanceUntilAsync(guarded.SendAsync(Mails.For(Mails.Receiver), CancellationToken.None), TimeSpan.FromMilliseconds(500));

    /// <summary>Answers what it was told, the last for ever.</summary>
    private sealed class Scripted(params Outcome[] outcomes) : IChannel
    {
        private readonly ConcurrentQueue<Outcome> next = new(outcomes);
        private int tries;

        public string Name => "mail";
        public int Tries => tries;
        public bool Hangs { get; set; }
        public bool AnswersWhenCancelled { get; init; }
        public bool Breaks { get; init; }

        public async Task<Outcome> SendAsync(Message message, CancellationToken cancellation)
        {
            Interlocked.Increment(ref tries);
            if (Breaks)
                throw new InvalidOperationException("a fault of the adapter");
            if (Hangs)
                await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            if (Hangs && !AnswersWhenCancelled)
                cancellation.ThrowIfCancellationRequested();
            return next.Count > 1 && next.TryDequeue(out var outcome) ? outcome : next.First();
        }
    }
}
