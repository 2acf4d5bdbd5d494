using IncidentDesk.Audit;
using IncidentDesk.Channels;
using IncidentDesk.Delivery;
using IncidentDesk.Tests.Drills;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>What an acknowledgement or a closing may take back, and what never.</summary>
public sealed class UnsentRungsTests
{
    private static readonly Actor Hoa = new("person", Guid.CreateVersion7(), "Nguyễn Thị Hoa");

    [Test]
    public async Task Only_rungs_are_cancelled_and_only_what_has_not_left()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        var (incident, other) = (await scene.IncidentAsync(), await scene.IncidentAsync());
        var people = new[] { await scene.PersonAsync("hoa"), await scene.PersonAsync("binh"), await scene.PersonAsync("cuong") };
        var queued = await scene.RungAsync(incident, people[0], next: "call");
        var waiting = await scene.RungAsync(incident, people[1]);
        var sent = await scene.RungAsync(incident, people[2]);
        var elsewhere = await scene.RungAsync(other, people[0]);
        await MoveAsync(scene, waiting, "queued", "claimed", "retry-wait");
        await MoveAsync(scene, sent, "queued", "claimed", "accepted");
        var kept = new List<Guid>();
        foreach (var cause in (string[])["report", "obligation", "update", "retraction", "receipt"])
            kept.Add(await scene.PlanAsync(incident, cause: cause));

        var cancelled = await CancelAsync(scene, incident);

        Assert.That(cancelled, Is.EqualTo(2));
        Assert.That(await scene.LifeAsync(queued), Is.EqualTo("queued cancelled"));
        Assert.That(await scene.LifeAsync(waiting), Is.EqualTo("queued claimed retry-wait cancelled"));
        Assert.That((await scene.ViewAsync(sent)).State, Is.EqualTo("accepted"));
        Assert.That((await scene.ViewAsync(elsewhere)).State, Is.EqualTo("queued"));
        foreach (var delivery in kept)
            Assert.That(await scene.LifeAsync(delivery), Is.EqualTo("queued"));
        Assert.That(await scene.ReadAsync<string>("SELECT actor || ' ' || note FROM delivery_history WHERE to_state = 'cancelled' AND delivery_id = @queued", new { queued }),
            Is.EqualTo($"{Hoa.Word} taken"));
    }

    [Test]
    public async Task A_rung_that_is_being_carried_finds_at_its_last_look_that_nobody_need_come()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        var incident = await scene.IncidentAsync();
        var rung = await scene.RungAsync(incident, await scene.PersonAsync("hoa"));
        await scene.WriteAsync(
            """
            INSERT INTO incident_ladders (incident_id, severity, rungs, acknowledgement_seconds, warning_seconds, step, first_step, started_at, stopped_at, stopped_by)
            VALUES (@incident, 'critical', '[]', 3600, 900, 1, 1, 0, 1, 'hoa')
            """,
            new { incident });
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That(await scene.LifeAsync(rung), Is.EqualTo("queued claimed cancelled"));
        Assert.That(channel.Sent, Is.Empty);
    }

    [TestCase("resolved")]
    [TestCase("closed")]
    [TestCase("rejected")]
    [TestCase("duplicate")]
    public async Task Nobody_is_called_for_an_incident_that_has_ended_and_its_report_still_goes(string status)
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        var incident = await scene.IncidentAsync();
        var rung = await scene.RungAsync(incident, await scene.PersonAsync("hoa"));
        var report = await scene.PlanAsync(incident);
        await scene.WriteAsync("UPDATE incidents SET status = @status WHERE id = @incident", new { status, incident });
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(rung)).State, Is.EqualTo("cancelled"));
        Assert.That((await scene.ViewAsync(report)).State, Is.EqualTo("accepted"));
    }

    [Test]
    public async Task A_drill_reaches_those_who_take_part_and_nobody_else()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        var incident = await scene.IncidentAsync(report => report with { Reality = "drill" });
        var (hoa, binh, guest) = (await scene.PersonAsync("hoa"), await scene.PersonAsync("binh"), await scene.PersonAsync("an", scene.Agency));
        await PlantedDrill.RunAsync(scene.Store.Database, scene.Clock.GetUtcNow(), incident, hoa, guest);
        var rungs = new[] { await scene.RungAsync(incident, hoa), await scene.RungAsync(incident, binh), await scene.RungAsync(incident, guest) };
        await scene.WriteAsync("UPDATE deliveries SET content = @letter", new { letter = "To: x\r\nX-IncidentDesk-Attempt: 1\r\n\r\nx" });
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(rungs[0])).State, Is.EqualTo("accepted"));
        Assert.That((await scene.ViewAsync(rungs[1])).State, Is.EqualTo("simulated"), "not listed");
        Assert.That((await scene.ViewAsync(rungs[2])).State, Is.EqualTo("simulated"), "listed, but not one of the desk's own people");
        Assert.That(channel.Sent.Single().Address, Is.EqualTo("hoa@desk.example"));
    }

    [Test]
    public async Task Nothing_goes_to_a_person_who_has_left()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        var incident = await scene.IncidentAsync();
        var rung = await scene.RungAsync(incident, await scene.PersonAsync("hoa"));
        await scene.WriteAsync("UPDATE people SET disabled_at = 1");
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(rung)).State, Is.EqualTo("retry-wait"));
        Assert.That(channel.Sent, Is.Empty);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "retries-used-up" }));
    }

    private static Task<int> CancelAsync(PostRoomScene scene, Guid incident) => scene.Store.Database.WriteAsync(
        transaction => UnsentRungs.CancelAsync(transaction, incident, Hoa, "taken", scene.Clock.GetUtcNow()), CancellationToken.None);

    private static Task MoveAsync(PostRoomScene scene, Guid delivery, string from, params string[] path) => scene.Store.Database.WriteAsync(
        transaction => Deliveries.MoveAlongAsync(transaction, from, path, new(delivery, from, path[^1], scene.Clock.GetUtcNow(), Actor.Desk)
        {
            NextAttemptAt = path[^1] == "retry-wait" ? scene.Clock.GetUtcNow() : null,
        }), CancellationToken.None);
}
