using IncidentDesk.Audit;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Drills;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation.Climbing;

public sealed class LadderClockTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private LadderScene scene = null!;

    [SetUp]
    public async Task OpenAsync() => scene = await LadderScene.StartWithCrewAsync();

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_critical_incident_is_called_rung_by_rung_with_the_patience_of_each_until_somebody_takes_it()
    {
        var incident = await scene.IncidentAsync();
        Assert.That(await scene.TurnAsync(), Is.EqualTo(1));
        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:1 truc mail" }));
        Assert.That(await scene.AfterAsync(5 * Minute - TimeSpan.FromMilliseconds(1)), Is.Zero);
        await scene.AfterAsync(TimeSpan.FromMilliseconds(1));
        await scene.AfterAsync(5 * Minute);
        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:1 truc mail", "rung:2 thay mail", "rung:3 truongca mail" }));
        var standing = await scene.StandingAsync(incident);
        Assert.That((standing.Step, standing.Of, standing.Calling.Single().Name), Is.EqualTo((3L, 5L, "truongca")));
        Assert.That(standing.NextAt, Is.EqualTo(scene.Post.Clock.GetUtcNow() + 10 * Minute));

        await scene.TakeAsync(incident, await scene.PersonAsync("nguoinhan"));
        await scene.AfterAsync(30 * Minute);

        Assert.That(await scene.CallsAsync(), Has.Count.EqualTo(3));
        Assert.That((await scene.StandingAsync(incident)).NextAt, Is.Null);
    }

    [Test]
    public async Task The_other_channels_of_a_person_follow_within_a_minute_and_in_their_order()
    {
        await scene.IncidentAsync();
        await scene.TurnAsync();

        var row = await scene.Post.ReadAsync<Channels>("SELECT channel, next_channels, next_channel_at, address FROM deliveries");
        Assert.That((row!.Channel, row.NextChannels, row.Address), Is.EqualTo(("mail", "sms voice call", "truc@desk.example")));
        Assert.That(row.NextChannelAt, Is.EqualTo(scene.Post.Clock.GetUtcNow().AddSeconds(60)));
    }

    [Test]
    public async Task After_the_last_rung_it_goes_round_again_and_that_is_an_alarm()
    {
        await scene.IncidentAsync();
        foreach (var minutes in new[] { 0, 5, 5, 10, 15 })
            await scene.AfterAsync(minutes * Minute);
        Assert.That(await scene.Post.OpenAlarmsAsync(), Is.Empty);

        await scene.AfterAsync(30 * Minute);

        Assert.That((await scene.CallsAsync())[^1], Is.EqualTo("rung:6 truc mail"), "the count goes on, so that this is another delivery");
        Assert.That(await scene.Post.OpenAlarmsAsync(), Is.EqualTo(new[] { "nobody-acknowledged" }));
    }

    [Test]
    public async Task Two_nodes_that_turn_at_once_climb_each_step_once()
    {
        for (var n = 0; n < 10; n++)
            await scene.IncidentAsync();
        var (one, other) = (scene.Clock(), scene.Clock());

        for (var turn = 0; turn < 4; turn++)
        {
            await Task.WhenAll(
                Task.Run(() => one.TurnAsync(CancellationToken.None)), Task.Run(() => other.TurnAsync(CancellationToken.None)),
                Task.Run(() => one.TurnAsync(CancellationToken.None)));
            Assert.That(await scene.CallsAsync(), Has.Count.EqualTo(10 * (turn + 1)));
            Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM timeline WHERE kind = 'ladder'"), Is.EqualTo(10 * (turn + 1)));
            scene.Post.Clock.Advance(15 * Minute);
        }
    }

    [Test]
    public async Task After_a_night_of_standing_still_one_step_is_climbed_and_not_a_storm()
    {
        await scene.IncidentAsync();
        await scene.TurnAsync();

        await scene.AfterAsync(TimeSpan.FromHours(8));
        await scene.TurnAsync();
        await scene.TurnAsync();

        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:1 truc mail", "rung:2 thay mail" }));
        await scene.AfterAsync(5 * Minute);
        Assert.That(await scene.CallsAsync(), Has.Count.EqualTo(3), "from then on with the usual patience");
    }

    [Test]
    public async Task A_rung_with_nobody_is_an_alarm_and_the_next_one_is_called_in_the_same_moment()
    {
        await scene.Post.WriteAsync("UPDATE duty_shifts SET removed_at = 1 WHERE post IN ('on-duty', 'stand-in')");
        var incident = await scene.IncidentAsync();
        await scene.TurnAsync();

        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:3 truongca mail" }));
        Assert.That(await scene.Post.OpenAlarmsAsync(), Is.EqualTo(new[] { "nobody-on-duty" }));
        Assert.That(
            await scene.Post.ReadAsync<string>("SELECT text_vi FROM alarms"),
            Is.EqualTo("INC-2026-000123: không có ai liên lạc được ở vị trí: người trực, người trực thay. Hãy xem bảng trực."));

        await scene.TakeAsync(incident, await scene.PersonAsync("nguoinhan"));
        Assert.That(await scene.Post.OpenAlarmsAsync(), Is.Empty, "somebody has it, so the alarm has no cause any more");
    }

    [Test]
    public async Task Where_no_rung_has_anybody_the_standing_fallback_is_called_and_without_one_that_is_the_worst_alarm()
    {
        await scene.Post.WriteAsync("UPDATE people SET disabled_at = 1");
        await scene.IncidentAsync();
        await scene.TurnAsync();
        Assert.That(await scene.CallsAsync(), Is.Empty);
        Assert.That(await scene.Post.OpenAlarmsAsync(), Is.EquivalentTo(new[] { "nobody-on-duty", "nobody-to-call" }));
        Assert.That(await scene.Post.ReadAsync<string>("SELECT severity FROM alarms WHERE kind = 'nobody-to-call'"), Is.EqualTo("critical"));

        var admin = await scene.PersonAsync("quantri", role: "admin");
        await scene.AfterAsync(30 * Minute);
        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:10 quantri mail" }));

        var named = await scene.PersonAsync("duphong");
        await scene.Post.WriteAsync("INSERT INTO ladder_fallback (place, person_id) VALUES (0, @named)", new { named });
        await scene.AfterAsync(30 * Minute);
        Assert.That((await scene.CallsAsync())[^1], Is.EqualTo("rung:15 duphong mail"));
    }

    [Test]
    public async Task A_drill_calls_its_participants_only()
    {
        var incident = await scene.IncidentAsync(reality: "drill");
        var participant = await scene.Post.ReadAsync<Guid>("SELECT id FROM people WHERE user_name = 'thay'");
        await PlantedDrill.RunAsync(scene.Database, scene.Post.Clock.GetUtcNow(), incident, participant);
        await scene.IncidentAsync();

        await scene.TurnAsync();

        Assert.That(await scene.CallsAsync(), Is.EquivalentTo(new[] { "rung:2 thay mail", "rung:1 truc mail" }));
    }

    [Test]
    public async Task A_drill_whose_people_are_not_there_says_that_it_is_one_and_blames_no_duty_table()
    {
        var incident = await scene.IncidentAsync(reality: "drill");
        await PlantedDrill.RunAsync(scene.Database, scene.Post.Clock.GetUtcNow(), incident, await scene.PersonAsync("ngoaica"));

        await scene.TurnAsync();

        Assert.That(await scene.Post.OpenAlarmsAsync(), Is.EqualTo(new[] { "nobody-to-call" }));
        Assert.That(await scene.Post.ReadAsync<string>("SELECT severity || ' ' || text_vi FROM alarms"), Does.StartWith("medium DIỄN TẬP, INC-2026-000123: không gọi được ai trong số người tham gia"));
    }

    [Test]
    public async Task The_ladder_that_an_incident_took_does_not_change_with_the_table()
    {
        await scene.IncidentAsync();
        await scene.Post.WriteAsync("UPDATE ladders SET rungs = '[]', version = 2");

        await scene.TurnAsync();

        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:1 truc mail" }));
    }

    [Test]
    public async Task A_raise_of_severity_begins_the_higher_ladder_at_its_first_rung()
    {
        var incident = await scene.IncidentAsync("low");
        await scene.TurnAsync();
        await scene.AfterAsync(Minute);
        await scene.Database.WriteAsync(
            transaction => IncidentLadders.RaiseAsync(transaction, incident, "critical", scene.Post.Clock.GetUtcNow()), CancellationToken.None);
        await scene.TurnAsync();
        await scene.AfterAsync(5 * Minute);

        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:1 truc mail", "rung:2 truc mail", "rung:3 thay mail" }));
    }

    [Test]
    public async Task A_raise_calls_nobody_where_somebody_has_it()
    {
        var incident = await scene.IncidentAsync("low");
        await scene.TakeAsync(incident, await scene.PersonAsync("nguoinhan"));
        await scene.Database.WriteAsync(
            transaction => IncidentLadders.RaiseAsync(transaction, incident, "critical", scene.Post.Clock.GetUtcNow()), CancellationToken.None);

        Assert.That(await scene.TurnAsync(), Is.Zero);
        Assert.That((await scene.StandingAsync(incident)).ExpiresAt, Is.EqualTo(scene.Post.Clock.GetUtcNow() + 60 * Minute));
    }

    [Test]
    public async Task A_ladder_that_cannot_be_climbed_holds_no_other_and_is_an_alarm()
    {
        var broken = await scene.IncidentAsync();
        await scene.Post.WriteAsync("UPDATE incident_ladders SET rungs = '[' WHERE incident_id = @broken", new { broken });
        await scene.IncidentAsync();

        await scene.TurnAsync();
        Assert.That(await scene.CallsAsync(), Is.EqualTo(new[] { "rung:1 truc mail" }));
        Assert.That(await scene.Post.OpenAlarmsAsync(), Is.EqualTo(new[] { "ladder-stuck" }));
        Assert.That(await scene.TurnAsync(), Is.Zero, "it waits before it is tried again");
    }

    [Test]
    public async Task A_press_for_the_next_rung_that_comes_late_climbs_nothing()
    {
        var incident = await scene.IncidentAsync();
        await scene.TurnAsync();
        var seen = scene.Post.Clock.GetUtcNow();
        await scene.AfterAsync(5 * Minute);

        Assert.That(await PressAsync(seen), Is.Null, "since they looked, the next rung was called by itself");
        Assert.That(await scene.CallsAsync(), Has.Count.EqualTo(2));
        Assert.That((await PressAsync(scene.Post.Clock.GetUtcNow()))!.Step, Is.EqualTo(3));
        scene.Post.Clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.That(await PressAsync(scene.Post.Clock.GetUtcNow().AddMilliseconds(-10)), Is.Null, "and twice is once");

        Task<Climbed?> PressAsync(DateTimeOffset asOf) => scene.Database.WriteAsync(
            transaction => new Ascent(scene.Post.Deliveries, scene.Crews).OnDemandAsync(
                transaction, incident, new Actor("person", Guid.NewGuid(), "người bấm"), "gấp", asOf, scene.Post.Clock.GetUtcNow()),
            CancellationToken.None);
    }

    [Test]
    public async Task The_preview_is_what_then_happens()
    {
        await scene.Post.WriteAsync("UPDATE duty_shifts SET ends_at = @end WHERE post = 'stand-in'", new { end = scene.Post.Clock.GetUtcNow().AddMinutes(5) });
        var preview = (await new PreviewLadder.Handler(scene.Database, scene.Crews, scene.Post.Clock).Handle(
            new("critical", null), CancellationToken.None))!;
        var incident = await scene.IncidentAsync();
        foreach (var step in preview.Steps)
        {
            scene.Post.Clock.Advance(step.At - scene.Post.Clock.GetUtcNow());
            Assert.That(await scene.TurnAsync(), Is.EqualTo(1));
            Assert.That((await scene.StandingAsync(incident)).Calling.Select(called => called.Person), Is.EqualTo(step.Calls.Select(called => called.Id)));
            Assert.That(await scene.Post.ListAsync<string>("SELECT text FROM timeline WHERE kind = 'ladder' ORDER BY id"), Has.Member(step.Text));
        }
        Assert.That(preview.Steps, Has.Count.EqualTo(4), "the stand-in has gone home by then");
        Assert.That(await scene.CallsAsync(), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task The_clock_wakes_by_the_bell_and_by_what_is_due()
    {
        var clock = scene.Clock();
        await clock.StartAsync(CancellationToken.None);
        await scene.Post.Clock.UntilWaitingAsync();
        await scene.IncidentAsync();
        // The breath between two turns is time of the scene's clock too.
        await Waiting.ForAsync(async () => { scene.Post.Clock.Advance(TimeSpan.FromMilliseconds(50)); return (await scene.CallsAsync()).Count == 1; });
        for (var second = 0; second < 300; second++)
            scene.Post.Clock.Advance(TimeSpan.FromSeconds(1));
        await Waiting.ForAsync(async () => { scene.Post.Clock.Advance(TimeSpan.FromMilliseconds(50)); return (await scene.CallsAsync()).Count == 2; });
        await clock.StopAsync(CancellationToken.None);
    }

    private sealed record Channels(string Channel, string NextChannels, DateTimeOffset? NextChannelAt, string Address);
}
