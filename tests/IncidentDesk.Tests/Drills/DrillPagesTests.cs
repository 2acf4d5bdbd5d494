using System.Net;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Drills;

public sealed class DrillPagesTests
{
    private DrillScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await DrillScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_drill_is_planned_approved_begun_and_ended_without_script()
    {
        using var writer = await Visitor.SignedInAsync(scene.Desk, "nguoi-viet", "responder");
        using var refused = await writer.SubmitAsync("/drills/new", "#new", ("name", "Diễn tập quý IV"), ("kind", "live"), ("systems", "KHONG-CO"), ("goal", "Đo thời gian"));
        var again = await Visitor.ReadAsync(refused);
        Assert.That((refused.StatusCode, again.QuerySelector("#goal")!.TextContent), Is.EqualTo((HttpStatusCode.BadRequest, "Đo thời gian")), "nothing typed is lost");
        using var added = await writer.SubmitAsync(
            again, "#new", ("kind", "live"), ("goal", "Đo thời gian"), ("scenario", "Mã độc"), ("tools", "nmap"), ("limits", "Không xóa"), ("protectionPlan", "Sao lưu"),
            ("systems", "SO-YTE-CTTDT"), ("agencies", "SO-YTE"), ("from", "2026-11-20T16:00"), ("to", "2026-11-20T20:00"), ("people", scene.WriterPerson.ToString("D")));
        var address = added.Headers.Location!.ToString();
        var page = await writer.PageAsync(address);
        Assert.That(page.QuerySelector("#approve"), Is.Null, "a responder approves nothing");
        Assert.That(page.Body!.TextContent, Does.Not.Contain("Còn thiếu"));

        using var lead = await Visitor.SignedInAsync(scene.Desk, "nguoi-duyet", "lead");
        using var approved = await lead.SubmitAsync(address, "#approve");
        using var started = await lead.SubmitAsync(address, "#start");
        Assert.That((await lead.PageAsync(address)).QuerySelector(".band")!.TextContent, Does.Contain("Đang diễn tập"));
        var number = (string)(await scene.FileAsync())["number"]!;
        Assert.That((await lead.PageAsync($"/incidents/{number}")).Body!.TextContent, Does.Contain("Thuộc cuộc diễn tập: Diễn tập quý IV"));
        Assert.That((await lead.PageAsync(address)).Body!.TextContent, Does.Contain(number).And.Contain("10\u00a0phút"));
        using var ended = await lead.SubmitAsync(address, "#end", ("summary", "Đạt"), ("findings", "Không ai nghe máy | Cập nhật danh bạ | Trưởng ca | 31/12/2026"));
        Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await lead.PageAsync(address)).Body!.TextContent, Does.Contain("Cập nhật danh bạ").And.Contain("31/12/2026"));
        Assert.That((await lead.PageAsync($"{address}/report")).Body!.TextContent, Does.Contain("CỘNG HÒA XÃ HỘI").And.Contain("Không ai nghe máy"));
        Assert.That((await lead.PageAsync("/drills")).Body!.TextContent, Does.Contain("Đã diễn tập: 1"));
    }

    [Test]
    public async Task An_agency_sees_its_drill_and_no_form()
    {
        var id = await scene.RunAsync();
        using var agency = await Visitor.SignedInAsync(scene.Desk, "lan", "reporter", "SO-YTE");
        var page = await agency.PageAsync($"/drills/{id}");
        Assert.That(page.QuerySelectorAll("main form"), Is.Empty);
        Assert.That(page.Body!.TextContent, Does.Not.Contain("Cổng thông tin bị chèn mã độc"), "the scenario");
        using var other = await Visitor.SignedInAsync(scene.Desk, "mai", "reporter", "SO-GDDT");
        await other.PageAsync($"/drills/{id}", HttpStatusCode.NotFound);
        Assert.That((await other.PageAsync("/drills")).Body!.TextContent, Does.Contain("Chưa có cuộc diễn tập nào").And.Not.Contain("SO-YTE"));
    }
}
