using IncidentDesk.Audit;
using IncidentDesk.Channels;
using IncidentDesk.Delivery;
using IncidentDesk.Incidents;
using IncidentDesk.Incidents.Moves;
using IncidentDesk.Reference;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>Who was told by telephone gets it in writing too.</summary>
public sealed class WrittenFollowUpTests
{
    private ScriptedChannel channel = null!;
    private PostRoomScene scene = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        channel = new();
        scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync();
        await scene.WriteAsync(
            "INSERT INTO centre_roles (centre_id, role, valid_from, source, sureness) VALUES ('vncert', 'national-coordinator', 0, 'test', 'verified')");
    }

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_call_before_any_writing_opens_the_duty_and_plans_the_mail_that_meets_it()
    {
        var incident = await scene.IncidentAsync();
        Assert.That(await OpenAsync(incident), Is.True);
        Assert.That(await OpenAsync(incident), Is.False, "a second call owes nothing more");
        Assert.That(await DutiesAsync(), Is.EqualTo(new[] { "national-coordinator internal open open 2026-11-21T09:45" }));
        Assert.That(await scene.ReadAsync<string>("SELECT cause_kind || ' ' || state FROM deliveries"), Is.EqualTo("report queued"));
        Assert.That(await scene.ReadAsync<long>("SELECT next_due_at FROM incidents"), Is.EqualTo(scene.Clock.GetUtcNow().AddHours(24).ToUnixTimeMilliseconds()));

        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That((await DutiesAsync()).Single(), Does.Contain(" met "));
        Assert.That(await scene.ReadAsync<string>("SELECT met_by FROM obligations WHERE kind = 'written-follow-up'"),
            Is.EqualTo(await scene.ReadAsync<string>("SELECT id FROM deliveries")));
        Assert.That(await scene.ReadAsync<long>("SELECT next_due_at FROM incidents"), Is.EqualTo(scene.Clock.GetUtcNow().AddHours(72).ToUnixTimeMilliseconds()));
    }

    [Test]
    public async Task A_mail_that_comes_back_has_met_nothing()
    {
        await OpenAsync(await scene.IncidentAsync());
        await PostRoomScene.TurnAsync(scene.Room());
        var mail = await scene.ReadAsync<Guid>("SELECT id FROM deliveries");

        await scene.Store.Database.WriteAsync(transaction => Deliveries.MoveAsync(
            transaction, new(mail, "accepted", "failed", scene.Clock.GetUtcNow(), IncidentDesk.Audit.Actor.Desk)), CancellationToken.None);

        Assert.That((await DutiesAsync()).Single(), Does.Contain(" open open "));
        Assert.That(await scene.ReadAsync<string>("SELECT met_by FROM obligations WHERE kind = 'written-follow-up'"), Is.Null);
        Assert.That(await scene.ReadAsync<long>("SELECT next_due_at FROM incidents"), Is.EqualTo(scene.Clock.GetUtcNow().AddHours(24).ToUnixTimeMilliseconds()));
    }

    [Test]
    public async Task A_mail_that_was_under_way_when_its_incident_was_merged_meets_what_the_other_owes_and_owes_it_again_when_it_comes_back()
    {
        var (incident, into) = (await scene.IncidentAsync(), await scene.IncidentAsync());
        await OpenAsync(incident);
        await MergeAsync(incident, into);
        Assert.That(await StandAsync(), Is.EqualTo(new[] { "void", "open" }));

        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That(await StandAsync(), Is.EqualTo(new[] { "void", "met" }));

        var mail = await scene.ReadAsync<Guid>("SELECT id FROM deliveries");
        await scene.Store.Database.WriteAsync(transaction => Deliveries.MoveAsync(
            transaction, new(mail, "accepted", "failed", scene.Clock.GetUtcNow(), IncidentDesk.Audit.Actor.Desk)), CancellationToken.None);
        Assert.That(await StandAsync(), Is.EqualTo(new[] { "void", "open" }));
    }

    [Test]
    public async Task What_had_arrived_after_all_was_written_when_it_was_tried_not_when_somebody_heard()
    {
        scene.Channel = new ScriptedChannel(new Outcome(Verdict.Unknown, "dropped after the dot"));
        var began = scene.Clock.GetUtcNow();
        await OpenAsync(await scene.IncidentAsync());
        await PostRoomScene.TurnAsync(scene.Room());
        var mail = await scene.ReadAsync<Guid>("SELECT id FROM deliveries WHERE state = 'in-doubt'");

        scene.Clock.Advance(TimeSpan.FromHours(30));
        await MoveAsync(mail, "in-doubt", ["accepted", "acknowledged"], began.AddMinutes(1));

        Assert.That(await MetAsync(), Is.EqualTo(new Met("met", began, mail.ToString("D"))));
    }

    [Test]
    public async Task Sent_again_because_of_a_doubt_it_was_in_time_where_they_had_the_first_one()
    {
        scene.Channel = new ScriptedChannel(new Outcome(Verdict.Unknown, "dropped after the dot"));
        var (began, room) = (scene.Clock.GetUtcNow(), scene.Room());
        await OpenAsync(await scene.IncidentAsync());
        await PostRoomScene.TurnAsync(room);
        await scene.WriteAsync("UPDATE obligations SET due_at = @due WHERE kind = 'written-follow-up'", new { due = began.AddMinutes(10) });
        scene.Clock.Advance(TimeSpan.FromMinutes(20));
        await PostRoomScene.TurnAsync(room);
        var mail = await scene.ReadAsync<Guid>("SELECT id FROM deliveries WHERE state = 'accepted'");
        Assert.That((await MetAsync())!.State, Is.EqualTo("late"));

        await MoveAsync(mail, "accepted", ["acknowledged"], began.AddMinutes(1));

        Assert.That(await MetAsync(), Is.EqualTo(new Met("met", began, mail.ToString("D"))));
    }

    [Test]
    public async Task What_was_carried_there_was_written_on_the_day_of_its_receipt()
    {
        await scene.ContactAsync("Văn thư", channel: "by-hand");
        var (incident, carried) = (await scene.IncidentAsync(), scene.Clock.GetUtcNow().AddHours(1));
        await OpenAsync(incident);
        var hand = await scene.PlanAsync(incident, channel: "by-hand");
        await scene.WriteAsync(
            "INSERT INTO delivery_attempts (delivery_id, n, at, ended_at, verdict, reply, hash) VALUES (@hand, 1, @carried, @carried, 'ok', '12/TB, văn thư', '')", new { hand, carried });

        scene.Clock.Advance(TimeSpan.FromHours(30));
        await MoveAsync(hand, "queued", ["claimed", "accepted", "acknowledged"], carried);

        Assert.That(await MetAsync(), Is.EqualTo(new Met("met", carried, hand.ToString("D"))));
    }

    [Test]
    public async Task Where_another_mail_stands_one_that_comes_back_leaves_nothing_owed()
    {
        var incident = await scene.IncidentAsync();
        await OpenAsync(incident);
        await PostRoomScene.TurnAsync(scene.Room());
        var first = await scene.ReadAsync<Guid>("SELECT id FROM deliveries");
        scene.Clock.Advance(TimeSpan.FromHours(1));
        var (second, later) = (await scene.PlanAsync(incident, causeRef: "report:2"), scene.Clock.GetUtcNow());
        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That((await MetAsync())!.MetBy, Is.EqualTo(first.ToString("D")));

        scene.Clock.Advance(TimeSpan.FromHours(1));
        await MoveAsync(first, "accepted", ["failed"]);
        Assert.That(await MetAsync(), Is.EqualTo(new Met("met", later, second.ToString("D"))));

        await MoveAsync(second, "accepted", ["failed"]);
        Assert.That(await MetAsync(), Is.EqualTo(new Met("open", null, null)));
    }

    [Test]
    public async Task A_call_that_was_answered_after_a_merging_is_owed_in_writing_by_the_incident_that_stays()
    {
        var (incident, into) = (await scene.IncidentAsync(), await scene.IncidentAsync());
        await MergeAsync(incident, into);

        Assert.That(await OpenAsync(incident), Is.True);

        Assert.That(await scene.ListAsync<Guid>("SELECT incident_id FROM obligations WHERE kind = 'written-follow-up'"), Is.EqualTo(new[] { into }));
        Assert.That(await scene.ListAsync<Guid>("SELECT about FROM deliveries"), Is.EqualTo(new[] { into }));
        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That((await MetAsync())!.State, Is.EqualTo("met"));
    }

    [Test]
    public async Task After_a_merging_the_mail_of_the_merged_one_that_waits_already_is_the_one_that_follows_up()
    {
        var (incident, into) = (await scene.IncidentAsync(), await scene.IncidentAsync());
        var mail = await scene.PlanAsync(incident);
        await MergeAsync(incident, into);

        Assert.That(await OpenAsync(incident), Is.True);
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ReadAsync<long>("SELECT count(*) FROM deliveries"), (await MetAsync())!.MetBy), Is.EqualTo((1L, mail.ToString("D"))));
    }

    [Test]
    public async Task What_is_void_is_owed_anew_after_another_call()
    {
        var incident = await scene.IncidentAsync();
        await OpenAsync(incident);
        await scene.WriteAsync("UPDATE obligations SET state = 'void', change_at = @now WHERE kind = 'written-follow-up'", new { now = scene.Clock.GetUtcNow() });

        Assert.That(await OpenAsync(incident), Is.True);
        Assert.That(await StandAsync(), Is.EquivalentTo(new[] { "void", "open" }));
    }

    [Test]
    public async Task A_call_after_the_mail_owes_nothing()
    {
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident);
        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That(await OpenAsync(incident), Is.False);
        Assert.That(await DutiesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_mail_that_waits_already_is_the_one_that_follows_up()
    {
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident, isAutomatic: false);
        Assert.That(await OpenAsync(incident), Is.True);
        Assert.That(await scene.ReadAsync<long>("SELECT count(*) FROM deliveries"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_simulated_is_no_writing_and_a_drill_owes_none()
    {
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident);
        await scene.WriteAsync("UPDATE centres SET guard_mode = 'simulate'");
        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That(await OpenAsync(incident), Is.True);
        Assert.That((await DutiesAsync()).Single(), Does.Contain(" open "));
        Assert.That(await OpenAsync(await scene.IncidentAsync(report => report with { Reality = "drill" })), Is.False);
    }

    private Task<bool> OpenAsync(Guid incident) => scene.Store.Database.WriteAsync(
        transaction => new WrittenFollowUp(scene.Deliveries, ReferenceLibrary.Load(), scene.Settings).OpenAsync(
            transaction, incident, "vncert", scene.Clock.GetUtcNow()), CancellationToken.None);

    private Task MergeAsync(Guid incident, Guid into) => scene.Store.Database.WriteAsync(async transaction =>
    {
        var now = scene.Clock.GetUtcNow();
        await transaction.ExecuteAsync("UPDATE incidents SET status = 'duplicate', merged_into = @into, ended_at = @now WHERE id = @incident", new { incident, into, now });
        await MergeDuties.JoinAsync(transaction, incident, into, new Duties(ReferenceLibrary.Load()), "x", now);
        await transaction.ExecuteAsync(
            """
            INSERT INTO incident_merges (incident_id, n, into_id, status_before, duties, reason, merged_at, merged_by)
            VALUES (@incident, 1, @into, 'new', '{}', 'x', @now, 'desk')
            """,
            new { incident, into, now });
    }, CancellationToken.None);

    private Task MoveAsync(Guid delivery, string from, IReadOnlyList<string> path, DateTimeOffset? confirmedAt = null) => scene.Store.Database.WriteAsync(
        async transaction => Assert.That(
            await Deliveries.MoveAlongAsync(transaction, from, path, new(delivery, from, path[^1], scene.Clock.GetUtcNow(), Actor.Desk) { ConfirmedAt = confirmedAt }), Is.True),
        CancellationToken.None);

    private Task<Met?> MetAsync() => scene.ReadAsync<Met>("SELECT state, met_at, met_by FROM obligations WHERE kind = 'written-follow-up' AND state <> 'void'");

    private Task<IReadOnlyList<string>> StandAsync() => scene.ListAsync<string>("SELECT state FROM obligations WHERE kind = 'written-follow-up' ORDER BY id");

    private async Task<IReadOnlyList<string>> DutiesAsync() => [.. (await scene.ListAsync<Row>(
        "SELECT recipient, basis, sureness, state, due_at FROM obligations WHERE kind = 'written-follow-up' ORDER BY id"))
        .Select(row => $"{row.Recipient} {row.Basis} {row.Sureness} {row.State} {row.DueAt:yyyy-MM-ddTHH:mm}")];

    private sealed record Met(string State, DateTimeOffset? MetAt, string? MetBy);

    private sealed record Row(string Recipient, string Basis, string Sureness, string State, DateTimeOffset DueAt);
}
