using IncidentDesk.Deadlines;
using IncidentDesk.Incidents;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Deadlines;

/// <summary>The clock rows of duties: each mark fires once, however late and whatever number of nodes.</summary>
public sealed class DeadlineClockTests
{
    private DutyScene scene = null!;

    [SetUp]
    public async Task OpenAsync() => scene = await DutyScene.StartAsync();

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Each_mark_fires_at_its_instant_tells_who_works_on_it_and_the_agency_at_its_safe_address()
    {
        var incident = await scene.FileAsync(scene.Now);
        var duty = await scene.DutyAsync(incident, "report");
        await scene.TurnAsync();
        Assert.That(await scene.FiredAsync(duty), Is.Empty);

        scene.Post.Clock.Advance(TimeSpan.FromHours(36));
        await scene.TurnAsync();

        Assert.That(await scene.FiredAsync(duty), Is.EqualTo(new[] { "50% +0" }));
        Assert.That(await scene.Post.ListAsync<string>("SELECT cause_kind || ' ' || channel || ' ' || address FROM deliveries ORDER BY address"),
            Is.EqualTo(new[] { "reminder mail antoan@soyte.example", "reminder mail truongca@desk.example" }));
        Assert.That(await scene.Post.ReadAsync<string>("SELECT text_vi FROM timeline WHERE kind = 'obligation' ORDER BY id DESC LIMIT 1"),
            Does.StartWith("Nhắc hạn: Báo cáo sự cố").And.Contains("còn").And.Not.Contain("muộn"));
        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM changes WHERE kind = 'obligation' AND what = 'reminder'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_has_the_incident_is_reminded_and_nobody_else_of_the_desk()
    {
        var incident = await scene.FileAsync(scene.Now);
        var holder = await scene.Post.PersonAsync("nguoigiu");
        await scene.Post.WriteAsync("UPDATE incidents SET assignee_id = @holder", new { holder });
        scene.Post.Clock.Advance(TimeSpan.FromHours(36));
        await scene.TurnAsync();

        Assert.That(await scene.Post.ListAsync<string>("SELECT address FROM deliveries ORDER BY address"),
            Is.EqualTo(new[] { "antoan@soyte.example", "nguoigiu@desk.example" }));
    }

    [Test]
    public async Task Item_12_after_six_hours_down_each_missed_mark_fires_exactly_once_and_says_how_late()
    {
        var incident = await scene.FileAsync(scene.Now);
        var duty = await scene.DutyAsync(incident, "report");
        await scene.TurnAsync();
        scene.Post.Clock.Advance(TimeSpan.FromHours(67));
        await scene.TurnAsync();
        Assert.That(await scene.FiredAsync(duty), Is.EqualTo(new[] { $"50% +{31 * 3600}", $"24h +{19 * 3600}" }), "two in one look, both late");

        // From hour 67 to hour 73 nobody was there: 4 h, 1 h and the end are all in the past.
        scene.Post.Clock.Advance(TimeSpan.FromHours(6));
        await Task.WhenAll(scene.TurnAsync(), scene.TurnAsync());
        await scene.TurnAsync();

        Assert.That((await scene.FiredAsync(duty)).Skip(2), Is.EqualTo(new[] { $"4h +{5 * 3600}", $"1h +{2 * 3600}", "due +3600" }));
        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM timeline WHERE kind = 'obligation'"), Is.EqualTo(6), "opened, and five marks");
        Assert.That(await scene.Post.ReadAsync<string>("SELECT text FROM timeline WHERE kind = 'obligation' ORDER BY id DESC LIMIT 1"), Does.Contain("late"));
        Assert.That(await scene.Post.OpenAlarmsAsync(), Does.Contain("overdue"));
    }

    [Test]
    public async Task Two_nodes_never_fire_the_same_mark_twice()
    {
        for (var count = 0; count < 12; count++)
            await scene.FileAsync(scene.Now);
        await scene.TurnAsync();
        scene.Post.Clock.Advance(TimeSpan.FromHours(36));
        var nodes = Enumerable.Range(0, 4).Select(_ => scene.Node()).ToList();

        for (var round = 0; round < 12; round++)
            await Task.WhenAll(nodes.Select(node => Task.Run(() => node.TurnAsync(CancellationToken.None))));

        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM changes WHERE what = 'reminder'"), Is.EqualTo(12));
        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM deliveries WHERE cause_kind = 'reminder'"), Is.EqualTo(24));
    }

    [Test]
    public async Task What_was_done_reminds_nobody_and_owed_again_it_reminds_again_of_what_has_not_fired()
    {
        var incident = await scene.FileAsync(scene.Now);
        var duty = await scene.DutyAsync(incident, "report");
        scene.Post.Clock.Advance(TimeSpan.FromHours(36));
        await scene.TurnAsync();
        Assert.That(await scene.SendAsync(incident, duty, scene.Now), Is.True);
        scene.Post.Clock.Advance(TimeSpan.FromHours(40));
        await scene.TurnAsync();
        Assert.That(await scene.FiredAsync(duty), Is.EqualTo(new[] { "50% +0" }));

        await scene.Post.WriteAsync("UPDATE obligations SET state = 'open', met_at = NULL, met_by = NULL WHERE id = @duty", new { duty });
        await scene.TurnAsync();

        Assert.That(await scene.FiredAsync(duty), Is.EqualTo(new[] { "50% +0", $"24h +{28 * 3600}", $"4h +{8 * 3600}", $"1h +{5 * 3600}", $"due +{4 * 3600}" }));
    }

    [Test]
    public async Task Moved_later_after_its_end_it_is_alarmed_once_more_at_its_new_end_and_moved_back_nothing_fires_twice()
    {
        var detected = scene.Now;
        var duty = await scene.DutyAsync(await scene.FileAsync(detected), "report");
        await scene.TurnAsync();
        scene.Post.Clock.Advance(TimeSpan.FromHours(72));
        await scene.TurnAsync();
        Assert.That(await scene.Post.OpenAlarmsAsync(), Does.Contain("overdue"));
        using var watch = new OverdueObligations(scene.Post.Store.Database, scene.Post.Clock, NullLogger<OverdueObligations>.Instance);

        scene.Post.Clock.Advance(TimeSpan.FromHours(17));
        await MoveAsync(duty, detected.AddHours(48));
        await scene.TurnAsync();
        await watch.LookAsync(CancellationToken.None);
        Assert.That(await scene.FiredAsync(duty), Has.Count.EqualTo(5), "half of its time is over and was said");
        Assert.That(await scene.Post.OpenAlarmsAsync(), Has.None.EqualTo("overdue"), "it is not over any more");

        scene.Post.Clock.Advance(TimeSpan.FromHours(31));
        await Task.WhenAll(scene.TurnAsync(), scene.TurnAsync());
        Assert.That((await scene.FiredAsync(duty)).Skip(5), Is.EqualTo(new[] { $"24h +{24 * 3600}", $"4h +{4 * 3600}", "1h +3600", "due +0" }));
        Assert.That(await scene.Post.OpenAlarmsAsync(), Does.Contain("overdue"));
        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM deliveries WHERE cause_ref LIKE '%:due:%'"), Is.EqualTo(4), "two are written to, at each end");

        await MoveAsync(duty, detected);
        await scene.TurnAsync();
        await MoveAsync(duty, detected.AddHours(48));
        await scene.TurnAsync();
        Assert.That(await scene.FiredAsync(duty), Has.Count.EqualTo(9));
    }

    [Test]
    public async Task Of_an_instant_that_was_moved_a_moment_ago_nobody_is_told()
    {
        var detected = scene.Now;
        var duty = await scene.DutyAsync(await scene.FileAsync(detected), "report");
        await scene.TurnAsync();
        await MoveAsync(duty, detected.AddHours(240));
        scene.Post.Clock.Advance(TimeSpan.FromHours(72));

        Assert.That(await scene.Post.Store.Database.WriteAsync(transaction => ClockRows.ClaimAsync(transaction, scene.Now), CancellationToken.None), Is.Null);
        await scene.TurnAsync();
        Assert.That(await scene.FiredAsync(duty), Is.Empty);
    }

    [Test]
    public async Task Moved_between_the_claim_and_the_firing_the_old_mark_tells_nobody_and_the_new_one_does()
    {
        var detected = scene.Now;
        var duty = await scene.DutyAsync(await scene.FileAsync(detected), "report");
        await scene.TurnAsync();
        scene.Post.Clock.Advance(TimeSpan.FromHours(36));

        await scene.Post.Store.Database.WriteAsync(async transaction =>
        {
            var mark = await ClockRows.ClaimAsync(transaction, scene.Now);
            await transaction.ExecuteAsync(
                "UPDATE obligations SET starts_at = @start, due_at = @due, change_at = @now WHERE id = @duty",
                new { duty, start = detected.AddHours(36), due = detected.AddHours(108), now = scene.Now });
            await new Firing(new(scene.Post.Deliveries)).FireAsync(transaction, mark!, scene.Now);
        }, CancellationToken.None);
        Assert.That(await scene.FiredAsync(duty), Is.Empty);
        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM deliveries"), Is.Zero);

        await scene.TurnAsync();
        scene.Post.Clock.Advance(TimeSpan.FromHours(36));
        await scene.TurnAsync();
        Assert.That(await scene.FiredAsync(duty), Is.EqualTo(new[] { "50% +0" }));
        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM deliveries"), Is.EqualTo(2));
    }

    [Test]
    public async Task Moved_earlier_into_the_past_what_had_not_fired_fires_at_once()
    {
        var detected = scene.Now;
        var duty = await scene.DutyAsync(await scene.FileAsync(detected), "report");
        scene.Post.Clock.Advance(TimeSpan.FromHours(36));
        await scene.TurnAsync();

        await scene.Post.WriteAsync("UPDATE obligations SET due_at = @due WHERE id = @duty", new { duty, due = detected.AddHours(35) });
        await scene.TurnAsync();

        Assert.That(await scene.FiredAsync(duty), Does.Contain("due +3600").And.Contain("50% +0").And.Contain("1h +7200"));
        Assert.That(await scene.Post.OpenAlarmsAsync(), Does.Contain("overdue"));
    }

    [Test]
    public async Task A_drill_reminds_inside_the_desk_alone_and_raises_no_alarm()
    {
        var incident = await scene.FileAsync(scene.Now, new(Drill: true));
        scene.Post.Clock.Advance(TimeSpan.FromHours(73));
        await scene.TurnAsync();

        Assert.That(await scene.FiredAsync(await scene.DutyAsync(incident, "report")), Has.Count.EqualTo(5));
        Assert.That(await scene.Post.ListAsync<string>("SELECT DISTINCT address FROM deliveries"), Is.EqualTo(new[] { "truongca@desk.example" }));
        Assert.That(await scene.Post.OpenAlarmsAsync(), Has.None.EqualTo("overdue"));
    }

    [Test]
    public async Task Item_6_NĐ_331_Đ31_2_d_what_is_due_at_once_writes_to_people_after_the_desks_own_grace()
    {
        var incident = await scene.FileAsync(scene.Now, new(Disruption: true));
        var duty = await scene.DutyAsync(incident, "immediate-notice");
        scene.Post.Clock.Advance(TimeSpan.FromMinutes(14));
        await scene.TurnAsync();
        Assert.That(await scene.FiredAsync(duty), Is.Empty);
        scene.Post.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.TurnAsync();
        Assert.That(await scene.FiredAsync(duty), Is.EqualTo(new[] { "due +0" }));
    }

    [Test]
    public async Task Item_7_raised_after_the_24_hours_the_notice_is_created_overdue_with_its_reason_and_no_other_deadline_moves()
    {
        var detected = scene.Now;
        var incident = await scene.FileAsync(detected);
        scene.Post.Clock.Advance(TimeSpan.FromHours(30));
        await scene.RaiseAsync(incident, "Xác minh lại mức độ.");
        await scene.TurnAsync();

        Assert.That(await scene.Post.ReadAsync<string>("SELECT late_reason FROM obligations WHERE kind = 'initial-notice'"), Is.EqualTo("Xác minh lại mức độ."));
        Assert.That(await scene.Post.ListAsync<long>("SELECT due_at FROM obligations ORDER BY due_at"),
            Is.EqualTo(new[] { detected.AddHours(24).ToUnixTimeMilliseconds(), detected.AddHours(72).ToUnixTimeMilliseconds() }));
        Assert.That(await scene.Post.OpenAlarmsAsync(), Does.Contain("overdue"));
        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM deliveries"), Is.Zero, "of a time that never ran nobody is written to");
        Assert.That(await scene.Post.ListAsync<string>("SELECT text FROM timeline WHERE kind = 'obligation' AND text LIKE 'The time is over%'"),
            Is.All.Contains("when the duty was opened").And.All.Not.Contains("not running").And.Not.Empty, "nobody is told that the desk stood still");
    }

    [Test]
    public async Task Item_10_a_preliminary_report_opens_progress_and_final_within_a_turn()
    {
        var incident = await scene.FileAsync(scene.Now);
        scene.Post.Clock.Advance(TimeSpan.FromHours(70));
        Assert.That(await scene.SendAsync(incident, await scene.DutyAsync(incident, "report"), scene.Now, preliminary: true), Is.True);
        await scene.TurnAsync();

        Assert.That(await scene.Post.ListAsync<string>("SELECT kind || ' ' || state FROM obligations ORDER BY id"),
            Is.EqualTo(new[] { "report met", "progress-report open", "final-report open" }));
    }

    [Test]
    public async Task Item_11_late_stays_late_for_ever_whatever_is_recorded_after()
    {
        var incident = await scene.FileAsync(scene.Now);
        var duty = await scene.DutyAsync(incident, "report");
        scene.Post.Clock.Advance(TimeSpan.FromHours(72) + TimeSpan.FromMilliseconds(1));
        Assert.That(await scene.SendAsync(incident, duty, scene.Now), Is.True);
        Assert.That(await scene.SendAsync(incident, duty, scene.Now.AddHours(-10)), Is.False, "a second record of an earlier sending changes nothing");

        Assert.That(await scene.Post.ReadAsync<string>("SELECT state FROM obligations WHERE id = @duty", new { duty }), Is.EqualTo("late"));
    }

    [Test]
    public async Task Item_21_an_owner_whom_the_register_does_not_know_is_an_alarm_until_the_agency_above_is_entered()
    {
        var incident = await scene.FileAsync(new(2023, 1, 20, 15, 10, 0, TimeSpan.Zero), new(Capacity: true));
        await scene.TurnAsync();
        Assert.That(await scene.Post.ListAsync<string>("SELECT recipient FROM obligations WHERE state = 'open'"), Does.Contain("system-owner"));
        Assert.That(await UnknownAsync(), Is.GreaterThan(0));

        await scene.Post.WriteAsync("UPDATE agencies SET kind = 'province' WHERE id = @agency", new { agency = scene.Post.Agency });
        await scene.Post.Store.Database.WriteAsync(transaction => IncidentDesk.Centres.CentreAlarms.LookAsync(transaction, scene.Now), CancellationToken.None);
        Assert.That(await UnknownAsync(), Is.Zero);

        async Task<long> UnknownAsync() => await scene.Post.ReadAsync<long>(
            """
            SELECT count(*) FROM alarms JOIN obligations ON obligations.incident_id = alarms.incident_id AND obligations.id = alarms.subject
            WHERE alarms.kind = 'contact-missing' AND alarms.severity = 'critical' AND alarms.incident_id = @incident AND alarms.ended_at IS NULL
              AND obligations.recipient = 'system-owner'
            """, new { incident });
    }

    [Test]
    public async Task Item_21_a_duty_whose_recipient_cannot_be_reached_is_an_alarm_until_a_contact_is_verified()
    {
        await scene.Post.WriteAsync("INSERT INTO centre_roles (centre_id, role, valid_from, source, sureness) VALUES ('vncert', 'cyber-authority', 0, 'test', 'verified')");
        await scene.FileAsync(scene.Now);
        await scene.TurnAsync();
        Assert.That(await scene.Post.OpenAlarmsAsync(), Does.Contain("contact-missing"));
        Assert.That(await scene.Post.Store.Database.ReadAsync(
            reading => IncidentDesk.Deadlines.RecipientContacts.MissingAsync(reading, scene.Duties.Book, scene.Now), CancellationToken.None),
            Has.Some.Property("Role").EqualTo("cyber-authority"));

        await scene.Post.ContactAsync();
        await scene.FileAsync(scene.Now);
        await scene.TurnAsync();

        Assert.That(await scene.Post.OpenAlarmsAsync(), Has.None.EqualTo("contact-missing"));
        Assert.That(await scene.Post.Store.Database.ReadAsync(
            reading => IncidentDesk.Deadlines.RecipientContacts.MissingAsync(reading, scene.Duties.Book, scene.Now), CancellationToken.None),
            Has.None.Property("Role").EqualTo("cyber-authority"));
    }

    [Test]
    public async Task What_has_ended_owes_nothing_new()
    {
        var incident = await scene.FileAsync(scene.Now);
        await scene.SendAsync(incident, await scene.DutyAsync(incident, "report"), scene.Now, preliminary: true);
        await scene.Post.WriteAsync("UPDATE incidents SET ended_at = received_at");
        await scene.TurnAsync();

        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM obligations"), Is.EqualTo(1));
        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM incidents WHERE duties_asked_at IS NOT NULL"), Is.Zero);
    }

    /// <summary>As applying other rules does it: another start, and the seventy-two hours from there.</summary>
    private Task MoveAsync(Guid duty, DateTimeOffset start) => scene.Post.WriteAsync(
        "UPDATE obligations SET starts_at = @start, due_at = @due, change_at = @now WHERE id = @duty", new { duty, start, due = start.AddHours(72), now = scene.Now });
}
