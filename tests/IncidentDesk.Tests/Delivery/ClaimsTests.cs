using IncidentDesk.Channels;
using IncidentDesk.Delivery;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>Leases and fences: nothing lost, nothing taken twice, nobody late believed.</summary>
public sealed class ClaimsTests
{
    [Test]
    public async Task Four_post_rooms_on_one_store_send_each_mail_once()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync();
        for (var i = 0; i < 60; i++)
            await scene.PlanAsync(await scene.IncidentAsync());
        var rooms = Enumerable.Range(1, 4).Select(node => scene.Room($"node-{node}")).ToList();

        await Task.WhenAll(rooms.Select(async room =>
        {
            while (await PostRoomScene.TurnAsync(room) > 0)
            {
            }
        }));

        Assert.That(channel.Sent.Select(message => message.Id).Distinct().Count(), Is.EqualTo(60));
        Assert.That(channel.Sent, Has.Count.EqualTo(60));
        Assert.That(await scene.ReadAsync<long>("SELECT count(*) FROM deliveries WHERE state = 'accepted'"), Is.EqualTo(60));
    }

    [Test]
    public async Task A_worker_that_wakes_up_late_is_refused()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var delivery = await scene.QueuedAsync();
        var late = (await scene.Claims("slow").TakeAsync("mail", 1, CancellationToken.None)).Single();
        var standing = await scene.Store.Database.ReadAsync(reading => Standing.ReadAsync(reading, delivery), CancellationToken.None);
        scene.Clock.Advance(Claims.Lease);
        await scene.Claims("quick").FreeLapsedAsync(CancellationToken.None);
        var now = (await scene.Claims("quick").TakeAsync("mail", 1, CancellationToken.None)).Single();

        // The row is claimed again, by another: only the token tells the two apart.
        Assert.That(await WriteAsync(late, new(Verdict.Permanent, "550 too late")), Is.False);
        Assert.That(await scene.Claims("slow").RenewAsync(late, CancellationToken.None), Is.False);
        Assert.That(await WriteAsync(now, ScriptedChannel.Yes), Is.True);
        Assert.That(await scene.LifeAsync(delivery), Is.EqualTo("queued claimed in-doubt claimed accepted"));

        Task<bool> WriteAsync(Claim claim, Outcome outcome) => scene.Store.Database.WriteAsync(
            transaction => Endings.WriteAsync(transaction, standing!, claim, 1, outcome, scene.Clock.GetUtcNow()), CancellationToken.None);
    }

    [Test]
    public async Task A_lapsed_lease_is_in_doubt_and_the_same_mail_goes_again()
    {
        var died = new TaskCompletionSource();
        var channel = new ScriptedChannel { Meanwhile = (_, _) => died.Task };
        await using var scene = await PostRoomScene.StartAsync(channel);
        var delivery = await scene.QueuedAsync();
        // The first worker is in the middle of sending when its lease is over, as on a machine that was paused.
        var dying = await scene.Room("dying").TurnAsync(CancellationToken.None);
        await Waiting.ForAsync(() => channel.Sent.Count == 1);
        await scene.WriteAsync("UPDATE deliveries SET next_attempt_at = @now", new { now = scene.Clock.GetUtcNow() });
        channel.Meanwhile = (_, _) => Task.CompletedTask;
        await PostRoomScene.TurnAsync(scene.Room("living"));
        died.SetResult();
        await Task.WhenAll(dying);

        var view = await scene.ViewAsync(delivery);
        Assert.That(view.State, Is.EqualTo("accepted"));
        Assert.That(view.Attempts.Select(attempt => attempt.Verdict), Is.EqualTo(new[] { "unknown", "ok" }));
        Assert.That(channel.Sent, Has.Count.EqualTo(2));
        Assert.That(Letter.WithoutAttempt(channel.Sent[1].Content), Is.EqualTo(Letter.WithoutAttempt(channel.Sent[0].Content)));
        Assert.That(Letter.WithoutAttempt(channel.Sent[1].Content), Does.Contain($"Message-ID: {view.MessageId}"));
    }

    [Test]
    public async Task A_node_that_starts_again_frees_its_own_rows_at_once_and_nobody_elses()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var mine = await scene.QueuedAsync();
        await scene.Claims("node-1").TakeAsync("mail", 1, CancellationToken.None);
        var others = await scene.PlanAsync(await scene.IncidentAsync());
        await scene.Claims("node-2").TakeAsync("mail", 1, CancellationToken.None);

        await PostRoomScene.TurnAsync(scene.Room("node-1"));

        Assert.That((await scene.ViewAsync(mine)).State, Is.EqualTo("accepted"));
        Assert.That((await scene.ViewAsync(others)).State, Is.EqualTo("claimed"));
    }

    [Test]
    public async Task The_lease_is_kept_up_while_a_slow_peer_is_still_answering()
    {
        var answer = new TaskCompletionSource();
        var channel = new ScriptedChannel { Meanwhile = (_, _) => answer.Task };
        await using var scene = await PostRoomScene.StartAsync(channel);
        var delivery = await scene.QueuedAsync();
        var sending = await scene.Room("node-1").TurnAsync(CancellationToken.None);
        for (var i = 0; i < 5; i++)
        {
            await scene.Clock.UntilWaitingAsync(2);
            var before = await LeaseAsync(scene, delivery);
            scene.Clock.Advance(Claims.Renewal);
            await Waiting.ForAsync(async () => await LeaseAsync(scene, delivery) > before);
        }

        Assert.That(await PostRoomScene.TurnAsync(scene.Room("node-2")), Is.Zero);
        answer.SetResult();
        await Task.WhenAll(sending);
        Assert.That(await scene.LifeAsync(delivery), Is.EqualTo("queued claimed accepted"));
    }

    private static async Task<long> LeaseAsync(PostRoomScene scene, Guid delivery) =>
        await scene.ReadAsync<long>("SELECT next_attempt_at FROM deliveries WHERE id = @delivery", new { delivery });
}
