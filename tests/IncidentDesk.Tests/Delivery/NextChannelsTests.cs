using IncidentDesk.Channels;
using IncidentDesk.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>Someone is always reached next.</summary>
public sealed class NextChannelsTests
{
    private const string Hotline = "+842400000041";
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(45);

    [Test]
    public async Task A_refusal_for_good_is_followed_by_the_call_at_once()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.Permanent, "550 no such user")));
        var (incident, mail) = await ReachableAsync(scene);
        await PostRoomScene.TurnAsync(scene.Room());
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail failed", "call queued" }));
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty, "somebody is asked to call: that is the way on");
        var call = await scene.ReadAsync<Guid>("SELECT next_delivery FROM deliveries WHERE id = @mail", new { mail });
        Assert.That((await scene.ViewAsync(call)).Recipient.Address, Is.EqualTo(Hotline));
        Assert.That(await scene.ListAsync<string>("SELECT text_vi FROM timeline WHERE kind = 'delivery' ORDER BY id"),
            Has.Some.EqualTo("Liên hệ VNCERT/CC (ví dụ) thêm qua gọi điện: không gửi được qua thư."));
    }

    [Test]
    public async Task With_mail_down_somebody_is_asked_to_call_within_a_minute_and_the_mail_goes_on()
    {
        var no = new Outcome(Verdict.NotSent, "connection refused") { Blame = Blame.Peer };
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(no, no));
        var (incident, _) = await ReachableAsync(scene);
        var (room, rounds) = (scene.Room(), scene.Rounds());
        await PostRoomScene.TurnAsync(room);
        scene.Clock.Advance(Wait - TimeSpan.FromSeconds(1));
        await rounds.TurnAsync(CancellationToken.None);
        await PostRoomScene.TurnAsync(room);
        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail retry-wait" }));

        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        await rounds.TurnAsync(CancellationToken.None);
        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail retry-wait", "call queued" }));

        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await PostRoomScene.TurnAsync(room);
        await rounds.TurnAsync(CancellationToken.None);
        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail accepted", "call queued" }));
    }

    [Test]
    public async Task What_was_taken_in_time_needs_no_other_channel()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var (incident, _) = await ReachableAsync(scene);
        await PostRoomScene.TurnAsync(scene.Room());
        scene.Clock.Advance(TimeSpan.FromDays(1));
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail accepted" }));
    }

    [Test]
    public async Task What_their_server_took_and_nobody_confirms_is_followed_by_a_call()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var (incident, _) = await ReachableAsync(scene, confirm: TimeSpan.FromMinutes(60));
        await PostRoomScene.TurnAsync(scene.Room());
        scene.Clock.Advance(TimeSpan.FromMinutes(59));
        await scene.Rounds().TurnAsync(CancellationToken.None);
        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail accepted" }));

        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.Rounds().TurnAsync(CancellationToken.None);
        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail accepted", "call queued" }));
    }

    [Test]
    public async Task What_a_person_confirmed_is_followed_by_nothing()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var (incident, mail) = await ReachableAsync(scene, confirm: TimeSpan.FromMinutes(60));
        await PostRoomScene.TurnAsync(scene.Room());
        await MoveAsync(scene, mail, "accepted", "acknowledged");
        scene.Clock.Advance(TimeSpan.FromHours(2));
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail acknowledged" }));
    }

    [Test]
    public async Task A_channel_that_is_not_there_is_skipped_with_a_word_and_the_one_after_it_starts()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.Permanent, "550 no such user")));
        var (incident, _) = await ReachableAsync(scene, next: "sms voice call");
        await PostRoomScene.TurnAsync(scene.Room());
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail failed", "call queued" }));
        Assert.That(await scene.ListAsync<string>("SELECT text FROM timeline WHERE kind = 'delivery' ORDER BY id"), Has.Some.EqualTo(
            "VNCERT/CC (example) cannot be reached by text message: this desk has no such channel, or no verified address for it."));
    }

    [Test]
    public async Task When_no_way_is_left_a_person_is_told_until_one_is_found()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.Transient, "451 later")));
        await scene.ContactAsync();
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident, next: "call", wait: Wait);
        var room = scene.Room();
        await PostRoomScene.TurnAsync(room);
        scene.Clock.Advance(Wait);
        await scene.Rounds().TurnAsync(CancellationToken.None);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "retries-used-up" }), "nobody verified a phone number");

        await PostRoomScene.TurnAsync(room);
        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail accepted" }));
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task Where_there_is_no_mail_address_the_call_does_not_wait()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync(Hotline, channel: "call");
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident, next: "call", wait: Wait);
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail planned", "call queued" }));
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "contact-missing" }));
    }

    [Test]
    public async Task What_waits_for_a_second_person_starts_to_wait_when_they_agreed()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.Transient, "451 later")));
        var (incident, mail) = await ReachableAsync(scene, isAutomatic: false);
        scene.Clock.Advance(TimeSpan.FromHours(1));
        await scene.Rounds().TurnAsync(CancellationToken.None);
        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail awaiting-approval" }));

        await scene.ApproveAsync(mail);
        await PostRoomScene.TurnAsync(scene.Room());
        scene.Clock.Advance(Wait);
        await scene.Rounds().TurnAsync(CancellationToken.None);
        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail retry-wait", "call awaiting-approval" }), "the call was not approved");
    }

    [Test]
    public async Task Passing_the_due_time_starts_the_next_channel()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.Transient, "451 later")));
        await scene.ContactAsync();
        await scene.ContactAsync(Hotline, channel: "call");
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident, due: scene.Clock.GetUtcNow().AddSeconds(5), next: "call");
        await PostRoomScene.TurnAsync(scene.Room());
        scene.Clock.Advance(TimeSpan.FromSeconds(5));
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail retry-wait", "call queued" }));
    }

    [Test]
    public async Task Of_two_nodes_one_starts_it()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.Permanent, "550 no such user")));
        var (incident, _) = await ReachableAsync(scene);
        await PostRoomScene.TurnAsync(scene.Room());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.Next.TurnAsync(CancellationToken.None)));

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail failed", "call queued" }));
        Assert.That(await scene.ReadAsync<long>("SELECT count(*) FROM timeline WHERE text LIKE '%is now reached by%'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_channel_that_is_switched_off_gives_way_to_the_next()
    {
        await using var scene = await PostRoomScene.StartAsync(null, "disabled");
        var (incident, _) = await ReachableAsync(scene);
        await PostRoomScene.TurnAsync(scene.Room());
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail suppressed", "call queued" }));
    }

    [Test]
    public async Task A_first_channel_that_this_desk_does_not_have_gives_way_to_the_next()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var incident = await scene.IncidentAsync();
        await scene.RungAsync(incident, await scene.PersonAsync("hoa"), "sms", next: "call");
        await PostRoomScene.TurnAsync(scene.Room());
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "sms suppressed", "call queued" }));
    }

    [Test]
    public async Task A_person_is_reached_next_by_the_phone_that_stands_with_their_name()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.Permanent, "550 no such user")));
        var incident = await scene.IncidentAsync();
        var mail = await scene.RungAsync(incident, await scene.PersonAsync("hoa"), next: "call");
        await scene.WriteAsync("UPDATE deliveries SET content = @letter WHERE id = @mail", new { mail, letter = "To: x\r\nX-IncidentDesk-Attempt: 1\r\n\r\nx" });
        await PostRoomScene.TurnAsync(scene.Room());
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail failed", "call queued" }));
        Assert.That(await scene.ReadAsync<string>("SELECT address FROM deliveries WHERE channel = 'call'"), Is.EqualTo("+842400000007"));
    }

    [Test]
    public async Task Where_nobody_set_a_time_the_settings_do_and_no_message_waits_for_a_refusal_alone()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.NotSent, "connection refused")));
        await scene.ContactAsync();
        await scene.ContactAsync(Hotline, channel: "call");
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident, next: "call");
        await PostRoomScene.TurnAsync(scene.Room());
        scene.Clock.Advance(scene.Settings.NextChannel.After - TimeSpan.FromSeconds(1));
        await scene.Rounds().TurnAsync(CancellationToken.None);
        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail retry-wait" }));

        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        await scene.Rounds().TurnAsync(CancellationToken.None);
        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail retry-wait", "call queued" }));
    }

    [Test]
    public async Task A_person_whose_mail_was_only_simulated_is_called_by_the_next_channel_and_a_centre_is_not()
    {
        var within = TimeSpan.FromMinutes(1);
        await using var scene = await PostRoomScene.StartAsync(null, "simulate", ("Channels:Call:Guard", "live"));
        var (incident, _) = await ReachableAsync(scene, confirm: within);
        await scene.RungAsync(incident, await scene.PersonAsync("hoa"), next: "call", within: within);
        await scene.WriteAsync("UPDATE deliveries SET content = @letter WHERE cause_kind = 'rung'", new { letter = "To: x\r\nX-IncidentDesk-Attempt: 1\r\n\r\nx" });
        await PostRoomScene.TurnAsync(scene.Room());
        scene.Clock.Advance(within);
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.StandAsync(incident), Is.EqualTo(new[] { "mail simulated", "mail simulated", "call queued" }));
        Assert.That(await scene.ReadAsync<string>("SELECT recipient_name FROM deliveries WHERE channel = 'call'"), Is.EqualTo("Người thử hoa"));
    }

    [Test]
    public async Task Whom_the_desk_calls_among_its_own_people_stands_in_no_line_that_an_agency_reads()
    {
        await using var scene = await PostRoomScene.StartAsync(new ScriptedChannel(new Outcome(Verdict.Permanent, "550 no such user")));
        var incident = await scene.IncidentAsync();
        await scene.RungAsync(incident, await scene.PersonAsync("hoa"), next: "call");
        await scene.WriteAsync("UPDATE deliveries SET content = @letter WHERE cause_kind = 'rung'", new { letter = "To: x\r\nX-IncidentDesk-Attempt: 1\r\n\r\nx" });
        await PostRoomScene.TurnAsync(scene.Room());
        await scene.Rounds().TurnAsync(CancellationToken.None);

        var lines = await scene.ListAsync<string>("SELECT visibility || ' ' || text FROM timeline WHERE text LIKE '%Người thử hoa%' ORDER BY id");
        Assert.That(lines, Has.Count.GreaterThanOrEqualTo(2).And.All.StartsWith("internal "));
        Assert.That(await scene.ReadAsync<long>("SELECT count(*) FROM changes WHERE kind = 'delivery' AND agency_id IS NOT NULL"), Is.Zero);
    }

    private static async Task<(Guid Incident, Guid Mail)> ReachableAsync(
        PostRoomScene scene, string next = "call", bool isAutomatic = true, TimeSpan? confirm = null)
    {
        await scene.ContactAsync();
        await scene.ContactAsync(Hotline, channel: "call");
        var incident = await scene.IncidentAsync();
        return (incident, await scene.PlanAsync(incident, isAutomatic, next: next, wait: Wait, confirm: confirm));
    }

    private static Task<bool> MoveAsync(PostRoomScene scene, Guid delivery, string from, string to) => scene.Store.Database.WriteAsync(
        transaction => Deliveries.MoveAsync(transaction, new(delivery, from, to, scene.Clock.GetUtcNow(), IncidentDesk.Audit.Actor.Desk)),
        CancellationToken.None);
}
