using IncidentDesk.Channels;
using IncidentDesk.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>What becomes of a row that is put into the post room.</summary>
public sealed class PostRoomTests
{
    [TestCase(Verdict.Ok, "accepted", "ok", null)]
    [TestCase(Verdict.Transient, "retry-wait", "transient", 15)]
    [TestCase(Verdict.NotSent, "retry-wait", "not-sent", 15)]
    [TestCase(Verdict.Unknown, "in-doubt", "unknown", 15)]
    [TestCase(Verdict.Permanent, "failed", "permanent", null)]
    public async Task Every_verdict_has_its_ending_on_the_row_with_the_peers_words(Verdict verdict, string state, string word, int? wait)
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(verdict, "their words")));
        var delivery = await scene.QueuedAsync();

        await PostRoomScene.TurnAsync(scene.Room());

        var view = await scene.ViewAsync(delivery);
        Assert.That(view.State, Is.EqualTo(state));
        Assert.That(view.NextAttemptAt - scene.Clock.GetUtcNow(), Is.EqualTo(wait is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null));
        var attempt = view.Attempts.Single();
        Assert.That((attempt.N, attempt.Verdict, attempt.Reply), Is.EqualTo((1L, word, "their words")));
        Assert.That(view.Guard, Is.EqualTo("live"));
    }

    [Test]
    public async Task What_was_planned_twice_for_the_same_cause_is_one_delivery()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident);
        await scene.PlanAsync(incident);

        Assert.That(await scene.ReadAsync<long>("SELECT count(*) FROM deliveries"), Is.EqualTo(1));
        Assert.That(await scene.ReadAsync<long>("SELECT count(*) FROM delivery_history"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_trying_goes_on_and_the_row_keeps_each_attempt()
    {
        var no = new Outcome(Verdict.Transient, "451 later");
        var channel = new ScriptedChannel(no, no, no);
        await using var scene = await PostRoomScene.StartAsync(channel);
        var delivery = await scene.QueuedAsync();
        var room = scene.Room();

        foreach (var wait in (int[])[0, 15, 30, 60])
        {
            scene.Clock.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromMilliseconds(wait == 0 ? 0 : 1));
            if (wait > 0)
                Assert.That(await PostRoomScene.TurnAsync(room), Is.Zero, "too early");
            scene.Clock.Advance(TimeSpan.FromMilliseconds(wait == 0 ? 0 : 1));
            Assert.That(await PostRoomScene.TurnAsync(room), Is.EqualTo(1));
        }

        var view = await scene.ViewAsync(delivery);
        Assert.That(view.State, Is.EqualTo("accepted"));
        Assert.That(view.Attempts.Select(attempt => attempt.N), Is.EqualTo(new long[] { 1, 2, 3, 4 }));
        Assert.That(view.Attempts[0].Hash, Is.EqualTo(view.ContentHash), "the first attempt sends what is stored");
        Assert.That(channel.Sent.Select(message => Letter.WithoutAttempt(message.Content)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(
            await scene.ReadAsync<long>("SELECT count(*) FROM timeline WHERE kind = 'delivery'"), Is.EqualTo(2),
            "one line for the waiting, one for the ending");
    }

    [Test]
    public async Task A_refusal_for_good_raises_an_alarm_that_a_retry_ends()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.Permanent, "550 no such user")));
        var delivery = await scene.QueuedAsync();
        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "retries-used-up" }));

        await scene.Store.Database.WriteAsync(transaction => Deliveries.MoveAsync(transaction, new(
            delivery, "failed", "queued", scene.Clock.GetUtcNow(), IncidentDesk.Audit.Actor.Desk)
        {
            NextAttemptAt = scene.Clock.GetUtcNow(),
        }), CancellationToken.None);
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
        Assert.That(await scene.LifeAsync(delivery), Is.EqualTo("queued claimed failed queued claimed accepted"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_doubt_stays_a_doubt_when_the_next_attempt_does_not_get_through(bool isAttempted)
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(
            new Outcome(Verdict.Unknown, "dropped after the dot"), new Outcome(Verdict.NotSent, "connection refused") { Attempted = isAttempted }));
        var delivery = await scene.QueuedAsync();
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        scene.Clock.Advance(TimeSpan.FromSeconds(15));
        await PostRoomScene.TurnAsync(room);

        var view = await scene.ViewAsync(delivery);
        Assert.That((view.State, view.NextAttemptAt > scene.Clock.GetUtcNow()), Is.EqualTo(("in-doubt", true)));
        Assert.That(await scene.LifeAsync(delivery), Is.EqualTo("queued claimed in-doubt claimed in-doubt"));
    }

    [Test]
    public async Task An_open_breaker_is_no_attempt()
    {
        await using var scene = await PostRoomScene.StartAsync(
            new ScriptedChannel(new Outcome(Verdict.NotSent, "open", TimeSpan.FromSeconds(20)) { Attempted = false }));
        var delivery = await scene.QueuedAsync();
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);

        var held = await scene.ViewAsync(delivery);
        Assert.That((held.State, held.Attempts.Count), Is.EqualTo(("retry-wait", 0)));
        Assert.That(held.NextAttemptAt, Is.EqualTo(scene.Clock.GetUtcNow().AddSeconds(20)));

        scene.Clock.Advance(TimeSpan.FromSeconds(20));
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(delivery)).Attempts.Single().N, Is.EqualTo(1));
    }

    [Test]
    public async Task A_setting_that_keeps_a_channel_from_sending_raises_one_alarm_until_it_sends()
    {
        var fault = new Outcome(Verdict.NotSent, "535 wrong password") { Blame = Blame.Setting };
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(fault, fault));
        await scene.QueuedAsync();
        await scene.PlanAsync(await scene.IncidentAsync());
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "channel-setting" }));

        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await PostRoomScene.TurnAsync(room);
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task Past_its_due_time_it_alarms_once_and_tries_on()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.Transient, "451 later")));
        await scene.ContactAsync();
        var delivery = await scene.PlanAsync(await scene.IncidentAsync(), due: scene.Clock.GetUtcNow().AddSeconds(5));
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        await scene.Overdue.RaiseAsync(CancellationToken.None);
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);

        scene.Clock.Advance(TimeSpan.FromSeconds(15));
        await scene.Overdue.RaiseAsync(CancellationToken.None);
        await scene.Overdue.RaiseAsync(CancellationToken.None);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "overdue" }));

        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("accepted"));
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task What_ended_just_before_its_alarm_raises_none()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        await scene.PlanAsync(await scene.IncidentAsync(), due: scene.Clock.GetUtcNow());
        var due = await scene.Overdue.DueAsync(CancellationToken.None);
        Assert.That(due, Has.Count.EqualTo(1));
        await PostRoomScene.TurnAsync(scene.Room());

        await scene.Overdue.RaiseAsync(due, CancellationToken.None);

        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_letter_that_cannot_be_written_stops_no_round_and_no_other_letter()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        var broken = await scene.IncidentAsync();
        var first = await scene.PlanAsync(broken, isAutomatic: false, due: scene.Clock.GetUtcNow());
        var second = await scene.PlanAsync(await scene.IncidentAsync(), isAutomatic: false);
        var triage = await BreakAsync(scene, broken, "{");

        await scene.Rounds().TurnAsync(CancellationToken.None);
        Assert.That((await scene.ViewAsync(first)).ContentHash, Is.Null);
        Assert.That((await scene.ViewAsync(second)).ContentHash, Is.Not.Null);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EquivalentTo(new[] { "delivery-stuck", "overdue" }));

        await BreakAsync(scene, broken, triage);
        await scene.Rounds().TurnAsync(CancellationToken.None);
        Assert.That((await scene.ViewAsync(first)).ContentHash, Is.Not.Null);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "overdue" }));
    }

    [Test]
    public async Task What_broke_before_an_attempt_is_no_doubt_and_goes_when_it_can()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        var incident = await scene.IncidentAsync();
        var delivery = await scene.PlanAsync(incident);
        var triage = await BreakAsync(scene, incident, "{");
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);

        var stuck = await scene.ViewAsync(delivery);
        Assert.That((stuck.State, stuck.NextAttemptAt), Is.EqualTo(("retry-wait", (DateTimeOffset?)scene.Clock.GetUtcNow().AddSeconds(15))));
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "delivery-stuck" }));

        await BreakAsync(scene, incident, triage);
        scene.Clock.Advance(TimeSpan.FromSeconds(15));
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("accepted"));
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
    }

    private static async Task<string> BreakAsync(PostRoomScene scene, Guid incident, string triage)
    {
        var before = await scene.ReadAsync<string>("SELECT triage FROM incidents WHERE id = @incident", new { incident });
        await scene.WriteAsync("UPDATE incidents SET triage = @triage WHERE id = @incident", new { incident, triage });
        return before!;
    }

    [Test]
    public async Task What_is_not_serious_waits_for_approval_with_its_exact_content_ready()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync();
        var delivery = await scene.PlanAsync(await scene.IncidentAsync(), isAutomatic: false);

        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That(await scene.Readying.ForApprovalAsync(CancellationToken.None), Is.EqualTo(1));
        Assert.That(await scene.Readying.ForApprovalAsync(CancellationToken.None), Is.Zero);

        var view = await scene.ViewAsync(delivery);
        Assert.That(view.State, Is.EqualTo("awaiting-approval"));
        Assert.That(view.ContentHash, Has.Length.EqualTo(64));
        Assert.That(channel.Sent, Is.Empty);
    }

    [Test]
    public async Task One_stuck_peer_does_not_hold_the_others()
    {
        var stuck = new TaskCompletionSource();
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        var first = await scene.QueuedAsync();
        channel.Meanwhile = (message, _) => message.Id == first ? stuck.Task : Task.CompletedTask;
        var room = scene.Room();
        var hanging = await room.TurnAsync(CancellationToken.None);
        var second = await scene.PlanAsync(await scene.IncidentAsync());

        await PostRoomScene.TurnAsync(room);

        Assert.That((await scene.ViewAsync(second)).State, Is.EqualTo("accepted"));
        Assert.That((await scene.ViewAsync(first)).State, Is.EqualTo("claimed"));
        stuck.SetResult();
        await Task.WhenAll(hanging);
        Assert.That((await scene.ViewAsync(first)).State, Is.EqualTo("accepted"));
    }
}
