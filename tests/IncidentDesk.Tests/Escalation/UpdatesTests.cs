using System.Text;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation;

/// <summary>A later report reaches whoever has the first one; what has not left is written anew or replaced.</summary>
public sealed class UpdatesTests
{
    private ScriptedChannel channel = null!;
    private PostRoomScene scene = null!;
    private IncidentDesk.Delivery.PostRoom room = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        channel = new();
        scene = await PostRoomScene.StartAsync(channel);
        await scene.ContactAsync();
        room = scene.Room();
    }

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Who_has_the_first_mail_gets_what_changed_in_the_same_thread()
    {
        var incident = await scene.IncidentAsync();
        var first = await scene.PlanAsync(incident);
        await PostRoomScene.TurnAsync(room);
        await scene.StoreAsync(incident, "correction", new() { Title = "Máy chủ thư bị chèn mã độc", Description = "Viết lại." });
        await PostRoomScene.TurnAsync(room);

        Assert.That(await scene.AllAsync(), Is.EqualTo(new[] { "report  accepted", "update update:1 accepted" }));
        var mail = new MimeReading(channel.Sent[^1].Content.ToArray());
        Assert.That(mail.Header("References"), Is.EqualTo((await scene.ViewAsync(first)).MessageId));
        Assert.That(mail.Header("Auto-Submitted"), Is.EqualTo("auto-generated"));
        var text = Flat(mail);
        Assert.That(text, Does.Contain("Tiêu đề: Máy chủ cổng thông tin bị chèn mã độc → Máy chủ thư bị chèn mã độc"));
        Assert.That(text, Does.Contain("Title: Máy chủ cổng thông tin bị chèn mã độc → Máy chủ thư bị chèn mã độc"));
        Assert.That(text, Does.Contain("Diễn biến: viết lại, xem bên dưới").And.Contain("Viết lại."));
        Assert.That(text, Does.Not.Contain("Lỗ hổng (CVE): CVE-2022-40684 →"), "what stayed is not said again");
    }

    [Test]
    public async Task Who_has_nothing_yet_gets_one_letter_that_says_it_all()
    {
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident);
        await scene.StoreAsync(incident, "progress", new() { Description = "Đã ngắt máy chủ khỏi mạng." });
        await PostRoomScene.TurnAsync(room);

        Assert.That(await scene.AllAsync(), Is.EqualTo(new[] { "report  accepted" }));
        Assert.That(Flat(new(channel.Sent.Single().Content.ToArray())), Does.Contain("Báo cáo tiếp theo").And.Contain("Đã ngắt máy chủ khỏi mạng."));
    }

    [Test]
    public async Task An_update_that_has_not_left_is_replaced_by_one_that_says_both()
    {
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident);
        await PostRoomScene.TurnAsync(room);
        await scene.StoreAsync(incident, "progress", new() { Description = "Tin thứ nhất." });
        await scene.StoreAsync(incident, "progress", new() { Description = "Tin thứ hai." });
        await PostRoomScene.TurnAsync(room);

        Assert.That(await scene.AllAsync(), Is.EqualTo(new[] { "report  accepted", "update update:1 superseded", "update update:2 accepted" }));
        Assert.That(await scene.ReadAsync<long>(
            "SELECT count(*) FROM deliveries old JOIN deliveries new ON new.id = old.superseded_by WHERE new.cause_ref = 'update:2'"), Is.EqualTo(1));
        Assert.That(Flat(new(channel.Sent[^1].Content.ToArray())), Does.Contain("Tin thứ nhất.").And.Contain("Tin thứ hai."));

        await scene.StoreAsync(incident, "final", new() { Description = "Đã xong." });
        await PostRoomScene.TurnAsync(room);
        Assert.That(Flat(new(channel.Sent[^1].Content.ToArray())), Does.Contain("Đã xong.").And.Not.Contain("Tin thứ nhất."));
    }

    [Test]
    public async Task What_may_have_arrived_is_followed_by_an_update_and_not_rewritten()
    {
        var doubtful = new ScriptedChannel(new IncidentDesk.Channels.Outcome(IncidentDesk.Channels.Verdict.Unknown, "dropped"));
        scene.Channel = doubtful;
        room = scene.Room("node-2");
        var incident = await scene.IncidentAsync();
        var first = await scene.PlanAsync(incident);
        await PostRoomScene.TurnAsync(room);
        var written = await scene.ReadAsync<string>("SELECT content FROM deliveries WHERE id = @first", new { first });
        await scene.StoreAsync(incident, "progress", new() { Description = "Tin mới." });

        Assert.That(await scene.AllAsync(), Is.EqualTo(new[] { "report  in-doubt", "update update:1 queued" }));
        Assert.That(await scene.ReadAsync<string>("SELECT content FROM deliveries WHERE id = @first", new { first }), Is.EqualTo(written));
    }

    [Test]
    public async Task An_update_of_what_is_not_serious_waits_for_a_second_person()
    {
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident);
        await PostRoomScene.TurnAsync(room);
        await scene.StoreAsync(incident, "progress", new() { Description = "Tin mới." }, isSerious: false);
        await scene.Readying.ForApprovalAsync(CancellationToken.None);

        Assert.That((await scene.AllAsync())[^1], Is.EqualTo("update update:1 awaiting-approval"));
        Assert.That(await scene.ReadAsync<string>("SELECT kind || ' ' || state FROM approvals"), Is.EqualTo("delivery open"));
    }

    [TestCase("red", "report", "awaiting-approval")]
    [TestCase("red", "obligation", "accepted")]
    [TestCase("amber", "report", "accepted")]
    public async Task The_mark_asks_for_consent_again_unless_the_law_ordered_the_first_mail(string tlp, string cause, string state)
    {
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident, cause: cause);
        await PostRoomScene.TurnAsync(room);
        await scene.WriteAsync("UPDATE incidents SET tlp = @tlp", new { tlp });
        await scene.StoreAsync(incident, "progress", new() { Description = "Tin mới." });
        await PostRoomScene.TurnAsync(room);

        Assert.That((await scene.AllAsync())[^1], Is.EqualTo($"update update:1 {state}"));
    }

    [Test]
    public async Task An_update_of_a_mail_that_did_not_get_through_after_all_is_said_in_that_mail()
    {
        var incident = await scene.IncidentAsync();
        var first = await scene.PlanAsync(incident);
        var claim = await TakeAsync();
        await scene.StoreAsync(incident, "progress", new() { Description = "Tin mới." });
        await LayBackAsync(first, claim);

        await PostRoomScene.TurnAsync(room);
        Assert.That(channel.Sent, Is.Empty);
        Assert.That((await scene.AllAsync())[^1], Is.EqualTo("update update:1 superseded"));
        scene.Clock.Advance(TimeSpan.FromSeconds(30));
        await PostRoomScene.TurnAsync(room);

        Assert.That((await scene.AllAsync())[0], Is.EqualTo("report  accepted"));
        Assert.That(Flat(new(channel.Sent.Single().Content.ToArray())), Does.Contain("Tin mới."));
    }

    [Test]
    public async Task A_retraction_of_a_mail_that_did_not_get_through_after_all_takes_it_back_and_tells_nobody()
    {
        var incident = await scene.IncidentAsync();
        var first = await scene.PlanAsync(incident);
        var claim = await TakeAsync();
        await scene.PlanAsync(incident, cause: "retraction");
        await LayBackAsync(first, claim);

        await PostRoomScene.TurnAsync(room);
        scene.Clock.Advance(TimeSpan.FromHours(1));
        await PostRoomScene.TurnAsync(room);

        Assert.That((await scene.AllAsync()).Select(one => one.Split(' ')[^1]), Is.All.EqualTo("cancelled"));
        Assert.That(channel.Sent, Is.Empty);
    }

    [Test]
    public async Task An_update_of_what_was_only_simulated_is_simulated()
    {
        var incident = await scene.IncidentAsync();
        await scene.PlanAsync(incident);
        await scene.WriteAsync("UPDATE centres SET guard_mode = 'simulate'");
        await PostRoomScene.TurnAsync(room);
        await scene.WriteAsync("UPDATE centres SET guard_mode = NULL");
        await scene.StoreAsync(incident, "progress", new() { Description = "Tin mới." });
        await PostRoomScene.TurnAsync(room);

        Assert.That(await scene.AllAsync(), Is.EqualTo(new[] { "report  simulated", "update update:1 simulated" }));
        Assert.That(channel.Sent, Is.Empty);
    }

    private async Task<IncidentDesk.Delivery.Claim> TakeAsync() => (await scene.Claims().TakeAsync("mail", 1, CancellationToken.None)).Single();

    private Task LayBackAsync(Guid delivery, IncidentDesk.Delivery.Claim claim)
    {
        var later = scene.Clock.GetUtcNow().AddSeconds(30);
        return scene.Store.Database.WriteAsync(transaction => IncidentDesk.Delivery.Deliveries.MoveAsync(
            transaction, new(delivery, "claimed", "retry-wait", later, IncidentDesk.Audit.Actor.Desk) { Token = claim.Token, NextAttemptAt = later }), CancellationToken.None);
    }

    private static string Flat(MimeReading mail)
    {
        var body = mail.Parts[0].Parts.Count > 0 ? mail.Parts[0].Parts[0].Text : mail.Parts[0].Text;
        return string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
