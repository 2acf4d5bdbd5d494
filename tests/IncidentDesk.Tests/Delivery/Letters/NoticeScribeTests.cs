using System.Text.Json.Nodes;
using IncidentDesk.Channels.Gateway;
using IncidentDesk.Delivery.Letters;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery.Letters;

/// <summary>What a phone shows or says and a machine reads: little, and nothing that a stranger may not know.</summary>
public sealed class NoticeScribeTests
{
    private const string Phone = "+842400000001";

    [Test]
    public async Task Every_cause_fits_three_parts_with_marks_and_without(
        [Values("report", "forward", "obligation", "update", "retraction", "rung", "alarm", "reminder")] string cause, [Values] bool isUnmarked)
    {
        await using var scene = await PostRoomScene.StartAsync(null, "live", ("Channels:Sms:Unmarked", $"{isUnmarked}"), ("Desk:Phone", "024 0000 0009"));
        var incident = await scene.IncidentAsync(report => report with { Reality = "drill" });

        var text = await WriteAsync(scene, await scene.NoticeAsync(incident, "sms", Phone, cause));

        Assert.That(SmsText.Parts(text), Is.LessThanOrEqualTo(3), text);
        Assert.That(text, Does.StartWith(isUnmarked ? "DIEN TAP / DRILL INC-2026-000123 Nghiem trong: " : "DIỄN TẬP / DRILL INC-2026-000123 Nghiêm trọng: "));
        Assert.That(text, Does.Contain(" / Critical: ").And.EndWith(" Call 024 0000 0009."));
        Assert.That(text, Does.Not.Contain("cổng thông tin").And.Not.Contain("cong thong tin").And.Not.Contain("Nguyễn").And.Not.Contain("Y tế"));
    }

    [Test]
    public async Task What_marks_would_make_too_long_goes_without_them()
    {
        await using var scene = await PostRoomScene.StartAsync(
            null, "live", ("Channels:Sms:Unmarked", "false"), ("Desk:Phone", "024 0000 0001 (trực 24/7), 024 0000 0002 (lãnh đạo), 024 0000 0003 (dự phòng)"));

        var text = await WriteAsync(scene, await scene.NoticeAsync(await scene.IncidentAsync(), "sms", Phone));

        Assert.That(SmsText.Parts(text), Is.LessThanOrEqualTo(3), text);
        Assert.That(text, Does.Contain("Nghiem trong: ").And.Contain("(truc 24/7)"));
    }

    [Test]
    public async Task A_voice_says_the_number_as_a_number_in_both_languages()
    {
        await using var scene = await PostRoomScene.StartAsync();

        var text = await WriteAsync(scene, await scene.NoticeAsync(await scene.IncidentAsync(), "voice", Phone));

        Assert.That(text, Is.EqualTo(
            "Bàn trực sự cố. Sự cố số 123 năm 2026, mức độ nghiêm trọng. Cần người nhận việc. Hãy xác nhận trên hệ thống ngay. "
            + "Incident desk. Incident number 123 of 2026, severity critical. Somebody must take it. Acknowledge it on the desk now."));
    }

    [Test]
    public async Task A_machine_reads_type_time_and_data()
    {
        await using var scene = await PostRoomScene.StartAsync(null, "live", ("Desk:Address", "https://desk.example/"));
        var delivery = await scene.NoticeAsync(await scene.IncidentAsync(), "webhook", "https://hook.example/", "report");

        var json = JsonNode.Parse(await WriteAsync(scene, delivery))!;

        Assert.That((json["type"]!.GetValue<string>(), json["timestamp"]!.GetValue<string>()), Is.EqualTo(("incident.report", "2026-11-20T09:45:00.000Z")));
        var data = json["data"]!;
        Assert.That(
            (data["delivery"]!.GetValue<string>(), data["incident"]!.GetValue<string>(), data["severity"]!.GetValue<string>(), data["serious"]!.GetValue<bool>()),
            Is.EqualTo((delivery.ToString("D"), "INC-2026-000123", "critical", true)));
        Assert.That(data["link"]!.GetValue<string>(), Is.EqualTo("https://desk.example/incidents/INC-2026-000123"));
        Assert.That(data["deadlines"]!.AsArray().Single()!["dueAt"]!.GetValue<string>(), Is.EqualTo("2026-11-23T09:45:00.000Z"));
        Assert.That(data["title"]!.GetValue<string>(), Is.EqualTo("Máy chủ cổng thông tin bị chèn mã độc"));
    }

    [TestCase("amber", "report", true)]
    [TestCase("amber+strict", "report", false)]
    [TestCase("red", "update", false)]
    [TestCase("red", "obligation", true)]
    public async Task The_mark_cuts_what_is_shared_and_not_what_the_law_orders(string tlp, string cause, bool tells)
    {
        await using var scene = await PostRoomScene.StartAsync();
        var incident = await scene.IncidentAsync(report => report with { Tlp = tlp });

        var data = JsonNode.Parse(await WriteAsync(scene, await scene.NoticeAsync(incident, "webhook", "https://hook.example/", cause)))!["data"]!;

        Assert.That(data["tlp"]!.GetValue<string>(), Is.EqualTo(tlp));
        foreach (var field in new[] { "title", "category", "agency" })
            Assert.That(data[field] is not null, Is.EqualTo(tells), field);
        Assert.That(data["severity"], Is.Not.Null);
    }

    private static Task<string> WriteAsync(PostRoomScene scene, Guid delivery) => scene.Store.Database.ReadAsync(async reading =>
    {
        var kind = (await reading.SingleAsync<string>("SELECT cause_kind FROM deliveries WHERE id = @delivery", new { delivery }))!;
        var channel = (await reading.SingleAsync<string>("SELECT channel FROM deliveries WHERE id = @delivery", new { delivery }))!;
        IScribe[] scribes = [new NoticeScribe(scene.Settings), new WebhookScribe(scene.Settings)];
        return await scribes.Single(scribe => scribe.Writes(kind, channel)).WriteAsync(reading, delivery, scene.Clock.GetUtcNow());
    }, CancellationToken.None);
}
