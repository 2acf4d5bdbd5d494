using System.Net;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
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
    public async Task A_refusal_names_a_field_as_the_form_of_the_plan_does()
    {
        using var writer = await Visitor.SignedInAsync(scene.Desk, "nguoi-viet", "responder");
        Assert.That(await RefusedAsync(writer, "/drills/new", "#new", ("name", " ")), Is.EqualTo("Tên cuộc diễn tập: Trường này là bắt buộc: hãy điền giá trị."));
        Assert.That(await RefusedAsync(writer, "/drills/new", "#new", ("name", "x"), ("from", "2026-11-20T16:00"), ("to", "2026-11-20T15:00")), Does.StartWith("Đến: Giá trị nằm ngoài"));
        Assert.That(await RefusedAsync(writer, "/drills/new", "#new", ("name", "x"), ("systems", "KHONG-CO")), Does.StartWith("Hệ thống được diễn tập (mã, cách nhau bằng dấu phẩy): Không có 'KHONG-CO'"));
        using var added = await writer.SubmitAsync("/drills/new", "#new", ("name", "Bản nháp"));
        var address = added.Headers.Location!.ToString();
        using var lead = await Visitor.SignedInAsync(scene.Desk, "nguoi-duyet", "lead");
        Assert.That(await RefusedAsync(lead, address, "#approve"), Is.EqualTo("Kế hoạch diễn tập còn thiếu một số phần."));

        (await lead.GetAsync("/language?to=en&back=/drills")).Dispose();
        Assert.That(await RefusedAsync(lead, address, "#stop", ("reason", " ")), Is.EqualTo("Reason: This field is required: give a value."));
    }

    [Test]
    public async Task Which_of_two_drills_an_incident_belongs_to_is_said_on_a_page_and_taken_back_there()
    {
        var one = await scene.RunAsync();
        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        var two = await scene.RunAsync(plan => plan["name"] = "Diễn tập thứ hai");
        var dropped = await scene.AddAsync(plan => plan["name"] = "Diễn tập đã hủy");
        await DrillScene.DoAsync(scene.Lead, dropped, "cancellation", """{"reason":"x"}""");
        var number = (string)(await scene.FileAsync())["number"]!;
        using var person = await Visitor.SignedInAsync(scene.Desk, "truc", "responder");
        var act = (await person.PageAsync($"/incidents/{number}")).QuerySelector($"a[href='/incidents/{number}/do/drill']")!;
        Assert.That(act.TextContent, Is.EqualTo("Ghi cuộc diễn tập"));

        var form = await person.PageAsync(act.GetAttribute("href")!);
        var choice = (IHtmlSelectElement)form.QuerySelector("#drill")!;
        Assert.That(choice.Options.Select(option => option.Text), Is.EqualTo(new[]
        {
            "Không thuộc cuộc nào", "Diễn tập thứ hai (Đang diễn tập)", "Diễn tập thực chiến quý IV (Đang diễn tập)",
        }), "what was called off is none to belong to");
        Assert.That(choice.Value, Is.EqualTo("none"), "what holds now");
        using var named = await person.SubmitAsync(form, "main form", ("drill", two));
        Assert.That(named.Headers.Location?.ToString(), Is.EqualTo($"/incidents/{number}?done=drill"));
        Assert.That((await person.PageAsync($"/incidents/{number}?done=drill")).Body!.TextContent, Does.Contain("Thuộc cuộc diễn tập: Diễn tập thứ hai").And.Contain("Đổi cuộc diễn tập"));

        form = await person.PageAsync($"/incidents/{number}/do/drill");
        Assert.That(((IHtmlSelectElement)form.QuerySelector("#drill")!).Value, Is.EqualTo(two));
        Assert.That((await scene.Writer.PutAsync($"/api/v1/incidents/{number}/drill", $$"""{"drill":"{{one}}"}""")).Code, Is.EqualTo(200));
        using var second = await person.SubmitAsync(form, "main form", ("drill", "none"));
        var again = await Visitor.ReadAsync(second);
        Assert.That((second.StatusCode, again.QuerySelector("#drill-moved")?.TextContent), Is.EqualTo((
            HttpStatusCode.PreconditionFailed,
            "Lúc anh/chị mở: Diễn tập thứ hai (Đang diễn tập). Bây giờ: Diễn tập thực chiến quý IV (Đang diễn tập). Anh/chị chọn: Không thuộc cuộc nào. Giữ bản nào?")));
        using var unsaid = await person.SubmitAsync(again, "main form");
        Assert.That(unsaid.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "nothing chosen is not none");
        Assert.That((await Visitor.ReadAsync(unsaid)).QuerySelector("#faults a[href='#drill']"), Is.Not.Null);
        using var none = await person.SubmitAsync(again, "main form", ("drill", "none"));
        Assert.That(none.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await scene.Writer.ReadAsync($"/api/v1/drills/{one}")).Json!["incidents"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_real_incident_has_no_form_that_names_a_drill()
    {
        await scene.RunAsync();
        var report = DrillScene.Report();
        report["drill"] = false;
        var number = (string)(await scene.FileAsync(report))["number"]!;
        using var person = await Visitor.SignedInAsync(scene.Desk, "truc", "responder");
        Assert.That((await person.PageAsync($"/incidents/{number}")).QuerySelector("a[href$='/do/drill']"), Is.Null);
        var page = await person.PageAsync($"/incidents/{number}/do/drill");
        Assert.That((page.QuerySelector("main form"), page.QuerySelector("main")!.TextContent.Contains("Chỉ báo cáo ghi là diễn tập", StringComparison.Ordinal)), Is.EqualTo(((AngleSharp.Dom.IElement?)null, true)));
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

    private static async Task<string> RefusedAsync(Visitor person, string address, string form, params (string Name, string Value)[] filled)
    {
        using var refused = await person.SubmitAsync(address, form, filled);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        return (await Visitor.ReadAsync(refused)).QuerySelector("#faults")!.TextContent;
    }
}
