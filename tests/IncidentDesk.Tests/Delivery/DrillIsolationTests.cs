using System.Text;
using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Drills;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>Whatever causes a message of a drill and whoever it is for: under a live guard it reaches the drill's own people and nobody else.</summary>
public sealed class DrillIsolationTests
{
    private static readonly string[] Causes =
    [
        "report", "rung", "forward", "obligation", "update", "retraction", "receipt", "advisory", "reminder", "alarm", "request", "digest", "test", "canary",
    ];

    [TestCaseSource(nameof(Causes))]
    public async Task A_message_of_a_drill_reaches_its_listed_people_and_nobody_else(string cause)
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync();
        var drill = await scene.IncidentAsync(report => report with { Reality = "drill" });
        var (listed, other) = (await PersonAsync(scene, "trong", null), await PersonAsync(scene, "ngoai", null));
        var foreign = await PersonAsync(scene, "donvi", scene.Agency);
        await PlantedDrill.RunAsync(scene.Store.Database, scene.Clock.GetUtcNow(), drill, listed, foreign);
        var letters = new List<Guid>
        {
            await scene.PlanAsync(drill, cause: cause, causeRef: "centre"),
            await PlanAsync(scene, drill, cause, Addressee.Of(listed, "on-duty", "Người trong", "trong@bantruc.example")),
            await PlanAsync(scene, drill, cause, Addressee.Of(other, "on-duty", "Người ngoài", "ngoai@bantruc.example")),
            await PlanAsync(scene, drill, cause, Addressee.Of(foreign, "reporter", "Người đơn vị", "donvi@soyte.example")),
            await PlanAsync(scene, drill, cause, new("an@soyte.example", "reporter", "Nguyễn Văn An", null, null, "an@soyte.example")),
            await PlanAsync(scene, drill, cause, new("agency", "reporter", "Sở Y tế", null, null, "vanthu@soyte.example") { Agency = scene.Agency }),
        };
        await scene.WriteAsync("UPDATE deliveries SET content = @letter", new { letter = "Subject: x\r\nX-IncidentDesk-Attempt: 1\r\n\r\nx" });

        await PostRoomScene.TurnAsync(scene.Room());

        var states = new List<string>();
        foreach (var letter in letters)
            states.Add((await scene.ViewAsync(letter)).State);
        // Who was told nothing before gets no update and no retraction either.
        var isFirst = cause is not ("update" or "retraction");
        Assert.That(states, Is.EqualTo(new[] { "simulated", isFirst ? "accepted" : "simulated", "simulated", "simulated", "simulated", "simulated" }));
        Assert.That(channel.Sent.Select(message => message.Address), Is.EqualTo(isFirst ? ["trong@bantruc.example"] : Array.Empty<string>()));
    }

    [TestCase("draft", -1, 4)]
    [TestCase("approved", -1, 4)]
    [TestCase("ended", -1, 4)]
    [TestCase("aborted", -1, 4)]
    [TestCase("cancelled", -1, 4)]
    [TestCase("running", -4, -1)]
    [TestCase("running", -4, 0)]
    [TestCase("running", 1, 4)]
    [TestCase("running", null, null)]
    [TestCase(null, null, null)]
    public async Task A_listed_person_is_told_nothing_unless_the_drill_runs_inside_its_window(string? state, int? from, int? to)
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        var drill = await scene.IncidentAsync(report => report with { Reality = "drill" });
        var listed = await PersonAsync(scene, "trong", null);
        var now = scene.Clock.GetUtcNow();
        if (state is not null)
            await PlantedDrill.PlantAsync(scene.Store.Database, now, drill, state, from is null ? null : now.AddHours(from.Value), to is null ? null : now.AddHours(to.Value), listed);
        // The incident's own list opens nothing by itself.
        await scene.WriteAsync("INSERT INTO drill_participants (incident_id, person_id) VALUES (@drill, @listed)", new { drill, listed });
        var letter = await PlanAsync(scene, drill, "rung", Addressee.Of(listed, "on-duty", "Người trong", "trong@bantruc.example"));
        await scene.WriteAsync("UPDATE deliveries SET content = @letter", new { letter = "Subject: x\r\nX-IncidentDesk-Attempt: 1\r\n\r\nx" });

        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That((await scene.ViewAsync(letter)).State, Is.EqualTo("simulated"));
        Assert.That(channel.Sent, Is.Empty);
    }

    [Test]
    public async Task Whom_the_incident_names_is_told_only_if_the_drill_names_them_too()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        var drill = await scene.IncidentAsync(report => report with { Reality = "drill" });
        var (both, ofDrill, ofIncident) = (await PersonAsync(scene, "ca-hai", null), await PersonAsync(scene, "dien-tap", null), await PersonAsync(scene, "su-co", null));
        await PlantedDrill.RunAsync(scene.Store.Database, scene.Clock.GetUtcNow(), drill, both, ofDrill);
        foreach (var person in new[] { both, ofIncident })
            await scene.WriteAsync("INSERT INTO drill_participants (incident_id, person_id) VALUES (@drill, @person)", new { drill, person });
        foreach (var (person, address) in new[] { (both, "ca-hai@bantruc.example"), (ofDrill, "dien-tap@bantruc.example"), (ofIncident, "su-co@bantruc.example") })
            await PlanAsync(scene, drill, "rung", Addressee.Of(person, "on-duty", "x", address));
        await scene.WriteAsync("UPDATE deliveries SET content = @letter", new { letter = "Subject: x\r\nX-IncidentDesk-Attempt: 1\r\n\r\nx" });

        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That(channel.Sent.Select(message => message.Address), Is.EqualTo(new[] { "ca-hai@bantruc.example" }));
    }

    [Test]
    public async Task An_approval_a_retry_and_an_armed_desk_let_no_drill_out()
    {
        var channel = new ScriptedChannel();
        await using var scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync();
        var drill = await scene.IncidentAsync(report => report with { Reality = "drill" });
        var asked = await scene.PlanAsync(drill, isAutomatic: false);
        Assert.That(await scene.ApproveAsync(asked), Is.True);
        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That((await scene.ViewAsync(asked)).State, Is.EqualTo("simulated"));

        await scene.Store.Database.WriteAsync(scene.Seal.SetAsync, CancellationToken.None);
        await scene.Seal.LookAsync(CancellationToken.None);
        await scene.Store.Database.WriteAsync(transaction => Deliveries.MoveAsync(
            transaction, new(asked, "simulated", "queued", scene.Clock.GetUtcNow(), IncidentDesk.Audit.Actor.Desk) { NextAttemptAt = scene.Clock.GetUtcNow() }), CancellationToken.None);
        await PostRoomScene.TurnAsync(scene.Room("node-2"));

        Assert.That((await scene.ViewAsync(asked)).State, Is.EqualTo("simulated"));
        Assert.That(channel.Sent, Is.Empty);
    }

    [Test]
    public async Task What_is_written_about_a_drill_says_so_in_subject_and_text()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync();
        var delivery = await scene.PlanAsync(await scene.IncidentAsync(report => report with { Reality = "drill" }));
        await PostRoomScene.TurnAsync(scene.Room());
        var letter = new MimeReading(Encoding.ASCII.GetBytes(
            (await scene.ReadAsync<string>("SELECT content FROM deliveries WHERE id = @delivery", new { delivery }))!));
        Assert.That(letter.Decoded("Subject"), Does.Contain("DIỄN TẬP / DRILL"));
        Assert.That(letter.Parts[0].Parts[0].Text, Does.Contain("DIỄN TẬP / DRILL").And.Contain("Không có sự cố thật").And.Contain("There is no real incident"));
    }

    private static async Task<Guid> PersonAsync(PostRoomScene scene, string user, Guid? agency)
    {
        var now = scene.Clock.GetUtcNow();
        var id = Ids.Next(now);
        await scene.WriteAsync(
            """
            INSERT INTO people (id, user_name, name, role, agency_id, password_hash, failed_attempts, created_at)
            VALUES (@id, @user, @user, 'responder', @agency, 'none', 0, @now)
            """,
            new { id, user, agency, now });
        return id;
    }

    private static async Task<Guid> PlanAsync(PostRoomScene scene, Guid incident, string cause, Addressee to)
    {
        var now = scene.Clock.GetUtcNow();
        var id = Ids.Next(now);
        await scene.Store.Database.WriteAsync(
            transaction => scene.Deliveries.PlanAsync(transaction, new(id, incident, cause, "", "mail", to, true, now, null)), CancellationToken.None);
        return id;
    }
}
