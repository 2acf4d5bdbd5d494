using System.Text;
using IncidentDesk.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>What may change between planning and sending, and what then does not leave.</summary>
public sealed class LastLookTests
{
    [Test]
    public async Task Simulating_writes_the_mail_and_never_says_that_it_left()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel, "simulate");
        var delivery = await scene.QueuedAsync();

        await PostRoomScene.TurnAsync(scene.Room());

        var view = await scene.ViewAsync(delivery);
        Assert.That((view.State, view.Guard, view.Attempts.Count), Is.EqualTo(("simulated", "simulate", 0)));
        var file = Directory.GetFiles(Path.Combine(scene.Store.DataDirectory, "outbox"), "*").Single();
        Assert.That(Path.GetFileName(file), Does.StartWith("INC-2026-000123-").And.EndWith(".eml"));
        Assert.That(await File.ReadAllTextAsync(file, Encoding.ASCII), Is.EqualTo(
            await scene.ReadAsync<string>("SELECT content FROM deliveries WHERE id = @delivery", new { delivery })));
        Assert.That(channel.Sent, Is.Empty);
        Assert.That(
            await scene.ReadAsync<string>("SELECT text_vi FROM timeline WHERE kind = 'delivery'"),
            Does.StartWith("Thư tới VNCERT/CC (ví dụ): mô phỏng, chưa rời hệ thống."));
    }

    [Test]
    public async Task A_drill_is_simulated_under_live()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        var delivery = await scene.QueuedAsync(report => report with { Reality = "drill" });
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("simulated"));
        Assert.That(channel.Sent, Is.Empty);
    }

    [Test]
    public async Task A_test_report_is_held_back_under_live()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        var delivery = await scene.QueuedAsync(report => report with { Category = "test/test", Reality = "test" });
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("suppressed"));
        Assert.That(channel.Sent, Is.Empty);
    }

    [TestCase("tiepnhan@vncert.example", "accepted")]
    [TestCase("@vncert.example", "accepted")]
    [TestCase("someone@else.example", "suppressed")]
    public async Task Who_is_not_on_the_allow_list_gets_nothing(string list, string state)
    {
        await using var scene = await PostRoomScene.StartAsync(null, "allow-list", ("Channels:Mail:AllowList", list));
        var delivery = await scene.QueuedAsync();
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo(state));
    }

    [TestCase("simulate", "simulated")]
    [TestCase("disabled", "suppressed")]
    [TestCase("nonsense", "suppressed")]
    public async Task A_centres_own_mode_can_only_take_away(string mode, string state)
    {
        await using var scene = await PostRoomScene.StartAsync();
        var delivery = await scene.QueuedAsync();
        await scene.WriteAsync("UPDATE centres SET guard_mode = @mode", new { mode });
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo(state));
    }

    [Test]
    public async Task A_broken_seal_simulates_whatever_the_setting_says()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        var delivery = await scene.QueuedAsync();
        await scene.WriteAsync("UPDATE desk_facts SET value = 'another-host' WHERE name = 'sealed_host'");
        Assert.That(await scene.Seal.CheckAsync(CancellationToken.None), Is.False);
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("simulated"));
        Assert.That(channel.Sent, Is.Empty);
    }

    [Test]
    public async Task A_contact_that_nobody_verified_is_never_used()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync(isVerified: false);
        var delivery = await scene.PlanAsync(await scene.IncidentAsync());
        await PostRoomScene.TurnAsync(scene.Room());

        var view = await scene.ViewAsync(delivery);
        Assert.That((view.State, view.Recipient.Address), Is.EqualTo(("planned", "")));
        Assert.That(channel.Sent, Is.Empty);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "contact-missing" }));
    }

    [TestCase(true, "queued")]
    [TestCase(false, "awaiting-approval")]
    public async Task Verifying_a_contact_wakes_what_waited_for_it_and_ends_the_alarm(bool isAutomatic, string state)
    {
        await using var scene = await PostRoomScene.StartAsync();
        var delivery = await scene.PlanAsync(await scene.IncidentAsync(), isAutomatic);
        await scene.Waiting.WakeAsync(CancellationToken.None);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("planned"));

        await scene.ContactAsync();
        await scene.Waiting.WakeAsync(CancellationToken.None);

        var view = await scene.ViewAsync(delivery);
        Assert.That((view.State, view.Recipient.Address), Is.EqualTo((state, PostRoomScene.Address)));
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task A_contact_that_expired_after_planning_is_not_used_and_its_successor_is()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync(until: scene.Clock.GetUtcNow().AddSeconds(10));
        var delivery = await scene.PlanAsync(await scene.IncidentAsync());
        scene.Clock.Advance(TimeSpan.FromSeconds(10));
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("retry-wait"));
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "contact-missing" }));
        Assert.That(await scene.ListAsync<string>("SELECT text FROM alarms UNION ALL SELECT text FROM timeline"), Has.All.Contain("VNCERT/CC (example)"));
        Assert.That(channel.Sent, Is.Empty);

        await scene.ContactAsync("moi@vncert.example");
        await scene.Waiting.WakeAsync(CancellationToken.None);
        await PostRoomScene.TurnAsync(room);
        await PostRoomScene.TurnAsync(room);

        Assert.That(channel.Sent.Single().Address, Is.EqualTo("moi@vncert.example"));
        Assert.That(Encoding.ASCII.GetString(channel.Sent.Single().Content.Span), Does.Contain("<moi@vncert.example>"));
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("accepted"));
    }

    [TestCase("UPDATE centres SET guard_mode = 'simulate'")]
    [TestCase("UPDATE centres SET guard_mode = 'disabled'")]
    [TestCase("UPDATE incidents SET reality = 'test'")]
    [TestCase("UPDATE incidents SET reality = 'drill'")]
    [TestCase("UPDATE deliveries SET cause_kind = 'update', cause_ref = 'update:2'")]
    public async Task What_may_have_arrived_is_never_shown_as_simulated_or_suppressed(string change)
    {
        var channel = new ScriptedChannel(new IncidentDesk.Channels.Outcome(IncidentDesk.Channels.Verdict.Unknown, "dropped"));
        await using var scene = await PostRoomScene.StartAsync(channel);
        var delivery = await scene.QueuedAsync();
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        await scene.WriteAsync(change);
        scene.Clock.Advance(TimeSpan.FromSeconds(15));
        await PostRoomScene.TurnAsync(room);

        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("in-doubt"));
        Assert.That(channel.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_voluntary_forward_marked_red_asks_for_consent_once()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync();
        var delivery = await scene.PlanAsync(await scene.IncidentAsync(report => report with { Tlp = "red" }), cause: "forward");
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("awaiting-approval"));

        Assert.That(await scene.ApproveAsync(delivery), Is.True);
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("accepted"));
    }

    [Test]
    public async Task What_the_desk_releases_by_itself_is_not_approved_and_the_mark_still_asks()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync();
        var delivery = await scene.PlanAsync(await scene.IncidentAsync(report => report with { Tlp = "red" }), isAutomatic: false);
        var room = scene.Room();
        await scene.Readying.ForApprovalAsync(CancellationToken.None);

        Assert.That(await ReleaseAsync(), Is.True, "it waited because the incident was not serious");
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("awaiting-approval"));
        Assert.That(await ReleaseAsync(), Is.False, "now it waits for consent");
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("awaiting-approval"));
        Assert.That(channel.Sent, Is.Empty);

        await scene.ApproveAsync(delivery);
        await PostRoomScene.TurnAsync(room);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("accepted"));

        Task<bool> ReleaseAsync() => scene.Store.Database.WriteAsync(
            transaction => DeliveryApprovals.ReleaseAsync(transaction, delivery, scene.Clock.GetUtcNow()), CancellationToken.None);
    }

    [Test]
    public async Task An_approval_is_of_this_content_and_of_no_other()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync(until: scene.Clock.GetUtcNow().AddMinutes(1));
        var delivery = await scene.PlanAsync(await scene.IncidentAsync(), isAutomatic: false);
        var room = scene.Room();
        await scene.Readying.ForApprovalAsync(CancellationToken.None);
        Assert.That(await scene.ApproveAsync(delivery, new string('0', 64)), Is.False, "that is not what waits");
        Assert.That(await scene.ApproveAsync(delivery), Is.True);

        scene.Clock.Advance(TimeSpan.FromMinutes(2));
        await scene.ContactAsync("moi@vncert.example");
        await PostRoomScene.TurnAsync(room);
        await scene.Readying.ForApprovalAsync(CancellationToken.None);
        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("awaiting-approval"));
        Assert.That(channel.Sent, Is.Empty);

        await scene.ApproveAsync(delivery);
        await PostRoomScene.TurnAsync(room);
        Assert.That(channel.Sent.Single().Address, Is.EqualTo("moi@vncert.example"));
    }

    [Test]
    public async Task What_may_have_arrived_is_never_sent_to_another_address()
    {
        var channel = new ScriptedChannel(new IncidentDesk.Channels.Outcome(IncidentDesk.Channels.Verdict.Unknown, "dropped"));
        await using var scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync(until: scene.Clock.GetUtcNow().AddSeconds(5));
        var delivery = await scene.PlanAsync(await scene.IncidentAsync());
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        var written = await scene.ReadAsync<string>("SELECT content FROM deliveries WHERE id = @delivery", new { delivery });
        await scene.ContactAsync("moi@vncert.example");
        scene.Clock.Advance(TimeSpan.FromSeconds(15));
        await PostRoomScene.TurnAsync(room);

        Assert.That((await scene.ViewAsync(delivery)).State, Is.EqualTo("in-doubt"));
        Assert.That(await scene.ReadAsync<string>("SELECT content FROM deliveries WHERE id = @delivery", new { delivery }), Is.EqualTo(written));
        Assert.That(channel.Sent, Has.Count.EqualTo(1));
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "in-doubt" }));
    }
}
