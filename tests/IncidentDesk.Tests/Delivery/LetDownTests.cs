using IncidentDesk.Audit;
using IncidentDesk.Channels;
using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Watch;
using IncidentDesk.Tests.Delivery.Watch;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>A restored or armed database: what was on its way stands still until a person decides.</summary>
public sealed class LetDownTests
{
    [Test]
    public async Task Whatever_was_on_its_way_has_failed_by_legal_moves_and_is_never_sent_by_itself()
    {
        var channel = new ScriptedChannel(new Outcome(Verdict.Unknown, "dropped after the dot"), new Outcome(Verdict.Transient, "451 later"));
        await using var scene = await PostRoomScene.StartAsync(channel);
        var room = scene.Room();
        var planned = await scene.PlanAsync(await scene.IncidentAsync());
        await scene.ContactAsync();
        var doubtful = await scene.PlanAsync(await scene.IncidentAsync());
        await PostRoomScene.TurnAsync(room);
        var waiting = await scene.PlanAsync(await scene.IncidentAsync());
        await PostRoomScene.TurnAsync(room);
        var done = await scene.PlanAsync(await scene.IncidentAsync());
        await PostRoomScene.TurnAsync(room);
        var claimed = await scene.PlanAsync(await scene.IncidentAsync());
        await scene.Claims().TakeAsync("mail", 8, CancellationToken.None);
        var queued = await scene.PlanAsync(await scene.IncidentAsync());
        var asking = await scene.PlanAsync(await scene.IncidentAsync(), isAutomatic: false);
        var sent = channel.Sent.Count;

        var count = await LetDownAsync(scene);
        scene.Clock.Advance(TimeSpan.FromDays(4));
        await scene.Waiting.WakeAsync(CancellationToken.None);
        await PostRoomScene.TurnAsync(scene.Room("node-2"));

        Assert.That(count.Deliveries, Is.EqualTo(5));
        Assert.That(channel.Sent, Has.Count.EqualTo(sent), "nothing goes unasked");
        Assert.That(await scene.LifeAsync(planned), Is.EqualTo("planned queued failed"));
        Assert.That(await scene.LifeAsync(doubtful), Does.EndWith("in-doubt failed"));
        Assert.That(await scene.LifeAsync(waiting), Does.EndWith("retry-wait failed"));
        Assert.That(await scene.LifeAsync(claimed), Is.EqualTo("queued claimed failed"));
        Assert.That(await scene.LifeAsync(queued), Is.EqualTo("queued failed"));
        Assert.That(await scene.LifeAsync(asking), Is.EqualTo("awaiting-approval"), "a person decides about it anyway");
        Assert.That(await scene.LifeAsync(done), Does.EndWith("accepted"));
    }

    [Test]
    public async Task No_next_channel_starts_for_what_was_let_down_nor_for_what_nobody_had_answered()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        var (waiting, taken) = (await scene.PlanAsync(await scene.IncidentAsync()), await scene.PlanAsync(await scene.IncidentAsync()));
        await PostRoomScene.TurnAsync(scene.Room());
        await scene.WriteAsync(
            "UPDATE deliveries SET next_channels = 'call', next_channel_at = @soon WHERE id IN @ids",
            new { ids = new[] { waiting, taken }, soon = scene.Clock.GetUtcNow().AddMinutes(1) });

        await LetDownAsync(scene);
        scene.Clock.Advance(TimeSpan.FromDays(1));
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.ReadAsync<long>("SELECT count(*) FROM deliveries WHERE channel <> 'mail' OR next_channel_at IS NOT NULL"), Is.Zero);
    }

    [Test]
    public async Task A_person_sends_it_again_and_then_it_goes()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        var delivery = await scene.QueuedAsync();
        await LetDownAsync(scene);
        var lead = new Actor("person", Guid.CreateVersion7(scene.Clock.GetUtcNow()), "Nguyễn Văn Mẫu");
        await scene.Store.Database.WriteAsync(transaction => Deliveries.MoveAsync(
            transaction, new(delivery, "failed", "queued", scene.Clock.GetUtcNow(), lead) { NextAttemptAt = scene.Clock.GetUtcNow() }), CancellationToken.None);

        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("accepted"));
        Assert.That(channel.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Ladders_stand_still_and_no_acknowledgement_runs_out()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var now = scene.Clock.GetUtcNow();
        await UntouchedWorkTests.LadderAsync(scene, await scene.IncidentAsync(), climbAt: now, expiresAt: null);
        await UntouchedWorkTests.LadderAsync(scene, await scene.IncidentAsync(), climbAt: null, expiresAt: now);

        var count = await LetDownAsync(scene);

        Assert.That(count.Ladders, Is.EqualTo(1));
        Assert.That(await scene.ReadAsync<long>(
            "SELECT count(*) FROM incident_ladders WHERE climb_at IS NOT NULL OR expires_at IS NOT NULL OR warn_at IS NOT NULL"), Is.Zero);
        Assert.That(await scene.ReadAsync<string>("SELECT stopped_by FROM incident_ladders WHERE stopped_at IS NOT NULL"), Is.EqualTo("restore"));
        Assert.That(await scene.ReadAsync<string>("SELECT text_vi FROM timeline WHERE kind = 'ladder'"), Does.StartWith("Thang gọi đã dừng"));
    }

    [Test]
    public async Task A_call_that_a_person_sends_again_is_not_called_off_by_the_ladder_that_was_let_down()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var incident = await scene.IncidentAsync();
        await UntouchedWorkTests.LadderAsync(scene, incident, climbAt: scene.Clock.GetUtcNow(), expiresAt: null);
        var rung = await scene.RungAsync(incident, await scene.PersonAsync("hoa"));
        await LetDownAsync(scene);

        Assert.That((await scene.Store.Database.ReadAsync(reading => Standing.ReadAsync(reading, rung), CancellationToken.None))!.IsCalledOff, Is.False);
    }

    [Test]
    public async Task The_alarm_says_how_many_and_lasts_until_a_person_has_decided_about_each()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var delivery = await scene.QueuedAsync();
        await LetDownAsync(scene);
        Assert.That(await scene.ReadAsync<string>("SELECT text FROM alarms WHERE kind = 'restored'"), Does.Contain("1 messages"));
        Assert.That(await LeftAsync(scene), Is.EqualTo(1));

        await scene.Store.Database.WriteAsync(transaction => Deliveries.MoveAsync(
            transaction, new(delivery, "failed", "queued", scene.Clock.GetUtcNow(), Actor.Desk) { NextAttemptAt = scene.Clock.GetUtcNow() }), CancellationToken.None);
        Assert.That(await LeftAsync(scene), Is.Zero);
    }

    [Test]
    public async Task Where_nothing_was_on_its_way_there_is_no_alarm()
    {
        await using var scene = await PostRoomScene.StartAsync();
        Assert.That(await LetDownAsync(scene), Is.EqualTo(new LetDown.Count(0, 0)));
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
    }

    private static Task<LetDown.Count> LetDownAsync(PostRoomScene scene) => scene.Store.Database.WriteAsync(
        transaction => LetDown.EverythingAsync(transaction, "restore", Actor.Desk, scene.Clock.GetUtcNow()), CancellationToken.None);

    private static Task<int> LeftAsync(PostRoomScene scene) => scene.Store.Database.ReadAsync(
        async reading => (await new RestoredWork().LookAsync(reading, scene.Clock.GetUtcNow())).Count, CancellationToken.None);
}
