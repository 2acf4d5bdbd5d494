using System.Text;
using IncidentDesk.Audit;
using IncidentDesk.Escalation;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Incidents.Moves;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation;

/// <summary>A person found that there was nothing: who was told hears it, who was not told hears nothing.</summary>
public sealed class RetractionsTests
{
    private static readonly Actor Lead = new("person", Guid.CreateVersion7(), "Vũ Văn Mẫu");
    private ScriptedChannel channel = null!;
    private PostRoomScene scene = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        channel = new();
        scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync();
    }

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Whoever_was_told_hears_that_there_was_nothing_in_the_same_thread_and_gets_nothing_new()
    {
        var room = scene.Room();
        var incident = await scene.IncidentAsync(report => report with { Description = "Nội dung mật của đơn vị." });
        var first = await scene.PlanAsync(incident);
        await PostRoomScene.TurnAsync(room);
        await scene.StoreAsync(incident, "progress", new() { Description = "Tin chưa gửi." });

        Assert.That(await RetractAsync(incident, "Báo nhầm: máy quét định kỳ."), Is.EqualTo(1));
        await PostRoomScene.TurnAsync(room);

        Assert.That(await scene.AllAsync(), Is.EqualTo(new[] { "report  accepted", "update update:1 superseded", "retraction  accepted" }));
        var mail = new MimeReading(channel.Sent[^1].Content.ToArray());
        Assert.That(mail.Decoded("Subject"), Is.EqualTo("[INC-2026-000123] Rút lại / Retraction: Máy chủ cổng thông tin bị chèn mã độc"));
        Assert.That(mail.Header("References"), Is.EqualTo((await scene.ViewAsync(first)).MessageId));
        var text = mail.Parts[0].Text;
        Assert.That(text, Does.Contain("Báo nhầm: máy quét định kỳ.").And.Contain("Please do not use what was sent"));
        Assert.That(text, Does.Not.Contain("Nội dung mật").And.Not.Contain("Tin chưa gửi"));
        Assert.That(mail.Parts, Has.Count.EqualTo(2), "text and HTML, and no report attached");
    }

    [Test]
    public async Task Who_was_not_told_yet_hears_nothing_at_all()
    {
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident);
        Assert.That(await RetractAsync(incident, "Báo nhầm."), Is.Zero);
        await PostRoomScene.TurnAsync(scene.Room());

        Assert.That(await scene.AllAsync(), Is.EqualTo(new[] { "report  cancelled" }));
        Assert.That(channel.Sent, Is.Empty);
        Assert.That(await scene.ReadAsync<string>("SELECT actor || ' ' || note FROM delivery_history WHERE to_state = 'cancelled'"),
            Is.EqualTo($"{Lead.Word} Báo nhầm."));
    }

    [Test]
    public async Task What_may_have_arrived_is_not_sent_again_and_is_retracted()
    {
        scene.Channel = new ScriptedChannel(new IncidentDesk.Channels.Outcome(IncidentDesk.Channels.Verdict.Unknown, "dropped"));
        var room = scene.Room();
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident);
        await PostRoomScene.TurnAsync(room);
        await RetractAsync(incident, "Báo nhầm.");
        await PostRoomScene.TurnAsync(room);

        Assert.That(await scene.AllAsync(), Is.EqualTo(new[] { "report  cancelled", "retraction  accepted" }));
    }

    [Test]
    public async Task No_mark_holds_a_retraction_back_and_a_second_one_is_another_letter()
    {
        var room = scene.Room();
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident);
        await PostRoomScene.TurnAsync(room);
        await scene.WriteAsync("UPDATE incidents SET tlp = 'red'");
        await RetractAsync(incident, "Lần một.");
        await PostRoomScene.TurnAsync(room);
        await RetractAsync(incident, "Lần hai.");
        await PostRoomScene.TurnAsync(room);

        Assert.That(await scene.AllAsync(), Is.EqualTo(new[] { "report  accepted", "retraction  accepted", "retraction retraction:2 accepted" }));
    }

    [Test]
    public async Task A_rejection_that_two_people_agreed_on_is_told_to_whoever_was_told()
    {
        await using var desk = await CaseScene.StartAsync();
        await desk.Desk.VerifiedContactAsync("vncert", "ir@vncert.example");
        var number = await desk.FileAsync(isSerious: true);
        await Waiting.ForAsync(async () => (await StatesAsync()).Contains("report simulated"));

        var asked = (await desk.PutAsync(desk.One, number, "rejection", """{"disposition":"refuted","reason":"Máy quét của chính đơn vị."}""")).Json!["approval"]!;
        Assert.That(await StatesAsync(), Has.None.StartWith("retraction"), "nothing is done yet");
        Assert.That(await DecideAsync(desk.One), Is.EqualTo(409), "who asked may not agree");
        Assert.That(await DecideAsync(desk.Other), Is.EqualTo(200));
        Assert.That(await desk.StatusAsync(number), Is.EqualTo("rejected"));
        await Waiting.ForAsync(async () => (await StatesAsync()).Contains("retraction simulated"));
        Assert.That(
            await desk.ReadAsync<string>("SELECT content FROM deliveries WHERE cause_kind = 'retraction'"), Does.Contain("In-Reply-To: "));

        async Task<int> DecideAsync(HttpClient client)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/approvals/{asked["id"]}")
            {
                Content = new StringContent(
                    $$"""{"decision":"approve","contentHash":"{{asked["contentHash"]}}","note":null}""", Encoding.UTF8, "application/json"),
            };
            return (await Wire.SendAsync(client, request)).Code;
        }

        Task<IReadOnlyList<string>> StatesAsync() => desk.Desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT cause_kind || ' ' || deliveries.state FROM deliveries JOIN incidents ON incidents.id = deliveries.incident_id WHERE number = @number",
            new { number }), CancellationToken.None);
    }

    private Task<int> RetractAsync(Guid incident, string reason) => scene.Store.Database.WriteAsync(
        transaction => new Retractions(scene.Deliveries).PlanAsync(transaction, incident, reason, Lead, scene.Clock.GetUtcNow()), CancellationToken.None);
}
