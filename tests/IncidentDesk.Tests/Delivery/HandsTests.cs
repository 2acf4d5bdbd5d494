using IncidentDesk.Channels;
using IncidentDesk.Delivery;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>One stuck peer never holds the others, and what waits for a sick one is left in peace.</summary>
public sealed class HandsTests
{
    private static readonly (string, string)[] Webhook =
        [("Channels:Webhook:Guard", "live"), ("Channels:Webhook:Secrets", "whsec_" + Convert.ToBase64String(new byte[32]))];

    [Test]
    public async Task However_many_mails_hang_a_webhook_has_hands_of_its_own()
    {
        var stuck = new TaskCompletionSource();
        var mail = new ScriptedChannel { Meanwhile = (_, _) => stuck.Task };
        var webhook = new ScriptedChannel { Name = "webhook" };
        await using var scene = await PostRoomScene.StartAsync(mail, "live", Webhook);
        scene.More = [webhook];
        await scene.ContactAsync();
        await scene.ContactAsync("https://hook.example/", channel: "webhook");
        for (var i = 0; i < Hands.ForMail + 3; i++)
            await scene.PlanAsync(await scene.IncidentAsync());
        var room = scene.Room();
        var hanging = await room.TurnAsync(CancellationToken.None);
        Assert.That(hanging, Has.Count.EqualTo(Hands.ForMail));
        var hook = await WebhookAsync(scene);

        await Task.WhenAll(await room.TurnAsync(CancellationToken.None));

        Assert.That((await scene.ViewAsync(hook)).State, Is.EqualTo("accepted"));
        Assert.That(await scene.ReadAsync<long>("SELECT count(*) FROM deliveries WHERE state = 'queued'"), Is.EqualTo(3), "they wait for a free hand");
        stuck.SetResult();
        await Task.WhenAll(hanging);
        Assert.That(await PostRoomScene.TurnAsync(room), Is.EqualTo(3));
    }

    [Test]
    public async Task While_a_breaker_is_open_its_rows_lie_still_and_then_one_tries_the_way_for_all()
    {
        var open = new Outcome(Verdict.NotSent, "open", TimeSpan.FromSeconds(20)) { Attempted = false };
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(open));
        await scene.QueuedAsync();
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        for (var i = 0; i < 5; i++)
            await scene.PlanAsync(await scene.IncidentAsync());

        scene.Clock.Advance(TimeSpan.FromSeconds(19));
        Assert.That(await PostRoomScene.TurnAsync(room), Is.Zero);
        Assert.That(await scene.ReadAsync<long>("SELECT count(*) FROM delivery_history"), Is.EqualTo(3 + 5), "nobody took them up to lay them down again");

        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await PostRoomScene.TurnAsync(room), Is.EqualTo(1));
        Assert.That(await PostRoomScene.TurnAsync(room), Is.EqualTo(5), "it got through: all hands again");
    }

    [Test]
    public async Task In_doubt_over_http_goes_again_under_the_same_key_with_the_same_bytes()
    {
        var webhook = new ScriptedChannel(new Outcome(Verdict.Unknown, "dropped after the body")) { Name = "webhook" };
        await using var scene = await PostRoomScene.StartAsync(null, "live", Webhook);
        scene.More = [webhook];
        await scene.ContactAsync("https://hook.example/", channel: "webhook");
        var hook = await WebhookAsync(scene);
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(hook)).State, Is.EqualTo("in-doubt"));
        scene.Clock.Advance(TimeSpan.FromSeconds(15));
        await PostRoomScene.TurnAsync(room);

        Assert.That(await scene.LifeAsync(hook), Is.EqualTo("queued claimed in-doubt claimed accepted"));
        Assert.That(webhook.Sent.Select(message => message.Id), Is.EqualTo(new[] { hook, hook }));
        Assert.That(webhook.Sent[1].Content.ToArray(), Is.EqualTo(webhook.Sent[0].Content.ToArray()));
    }

    [Test]
    [OnlyOn("postgres", "One process has a file for itself: its own clock is the only one.")]
    public async Task A_node_whose_clock_is_wrong_takes_nothing_out_of_another_nodes_hands()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var delivery = await scene.QueuedAsync();
        // From here on the store goes by the server's clock, as it does in service.
        await scene.Store.ReopenAsync();
        Claims On(string node, ManualClock clock) => new(scene.Store.Database, new(node), clock);
        var held = (await On("right", scene.Clock).TakeAsync("mail", 1, CancellationToken.None)).Single();
        var ahead = new ManualClock(scene.Clock.GetUtcNow().AddYears(50));

        Assert.That(await On("wrong", ahead).FreeLapsedAsync(CancellationToken.None), Is.Zero);
        Assert.That(await On("right", scene.Clock).RenewAsync(held, CancellationToken.None), Is.True);

        await scene.Store.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE deliveries SET next_attempt_at = 1"), CancellationToken.None);
        Assert.That(await On("wrong", new ManualClock(DateTimeOffset.UnixEpoch)).FreeLapsedAsync(CancellationToken.None), Is.EqualTo(1));
        Assert.That(await scene.Store.Database.ReadAsync(reading => reading.SingleAsync<string>(
            "SELECT state FROM deliveries WHERE id = @delivery", new { delivery }), CancellationToken.None), Is.EqualTo("in-doubt"));
    }

    private static async Task<Guid> WebhookAsync(PostRoomScene scene)
    {
        var hook = await scene.PlanAsync(await scene.IncidentAsync(), channel: "webhook");
        await scene.WriteAsync("UPDATE deliveries SET content = '{}' WHERE id = @hook", new { hook });
        return hook;
    }
}
