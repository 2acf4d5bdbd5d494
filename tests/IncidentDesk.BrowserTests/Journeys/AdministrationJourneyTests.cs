using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>From a desk with nothing in it to a report that one has sent to oneself, on the pages alone; and the post room's second person.</summary>
public sealed class AdministrationJourneyTests : Journey
{
    [TestCase(true, 1280)]
    [TestCase(false, 360)]
    public async Task An_administrator_sets_the_desk_up_until_the_own_report_is_seen(bool script, int width)
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("quan", "admin");
        var window = (await SignedInAsync(desk, "quan", new("vi", "light", width), script)).Window;
        var page = window.Page;

        await window.GoAsync("/admin");
        await Expect(page.Locator("main")).ToContainTextAsync("bây giờ không có ai trực");
        await page.Locator("ol").GetByRole(AriaRole.Link, new() { Name = "Ca trực" }).ClickAsync();
        await page.Locator("#person").SelectOptionAsync(new SelectOptionValue { Label = "Người thử quan" });
        await page.Locator("#post").SelectOptionAsync("on-duty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xếp người vào ca" }).ClickAsync();
        await Expect(page.Locator("tbody")).ToContainTextAsync("Người thử quan");

        await window.GoAsync("/admin/centres/vncert");
        await page.Locator("summary", new() { HasTextString = "Thêm đầu mối" }).ClickAsync();
        await page.Locator("#channel").SelectOptionAsync("mail");
        await page.Locator("#value-new").FillAsync("ir@vncert.example");
        await page.Locator("#source-new").FillAsync("gọi số trực");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm đầu mối" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Chưa ai xác minh: không được dùng");

        await window.GoAsync("/admin");
        await page.GetByRole(AriaRole.Link, new() { Name = "Gửi một báo cáo cho chính mình" }).ClickAsync();
        await page.Locator("#mail").FillAsync("quan@desk.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi báo cáo thử" }).ClickAsync();
        var seen = page.Locator("main", new() { HasTextString = "Mô phỏng: thư chưa rời hệ thống" });
        for (var turn = 0; turn < 40 && await seen.CountAsync() == 0; turn++, await Task.Delay(250))
            await window.GoAsync("/admin/own-report");
        await Expect(page.Locator("main")).ToContainTextAsync("Đã xếp loại");
        Assert.That(await window.OverhangAsync(), Is.Zero);
        await window.GoAsync("/admin");
        await Expect(page.Locator(".tasks li").Last).ToContainTextAsync("đã thấy tới");
    }

    [TestCase(true, 1280)]
    [TestCase(false, 360)]
    public async Task The_second_person_approves_what_they_have_read_and_sends_it_again(bool script, int width)
    {
        var desk = await DeskAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        await desk.VerifiedContactAsync("vncert", "ir@vncert.example");
        await desk.PersonAsync("binh", "lead");
        var report = Harness.ExampleReport.Ordinary();
        (report["need"], report["detectedAt"]) = ("response", DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        Assert.That((await desk.Client(await desk.KeyAsync(agency)).PostAsync("/api/v1/reports", new StringContent(report.ToJsonString(), System.Text.Encoding.UTF8, "application/json"))).IsSuccessStatusCode);
        var window = (await SignedInAsync(desk, "binh", new("vi", "dark", width), script)).Window;
        var page = window.Page;

        var waiting = page.Locator("tbody th a", new() { HasTextString = "VNCERT/CC" });
        for (var turn = 0; turn < 40 && await waiting.CountAsync() == 0; turn++, await Task.Delay(250))
            await window.GoAsync("/deliveries?state=awaiting-approval&q=vncert");
        await waiting.First.ClickAsync();
        var read = page.GetByRole(AriaRole.Link, new() { Name = "Đọc nội dung và duyệt" });
        for (var turn = 0; turn < 40 && await read.CountAsync() == 0; turn++, await Task.Delay(250))
            await page.ReloadAsync();
        await read.ClickAsync();
        await Expect(page.Locator("pre.verbatim").First).ToContainTextAsync("Máy chủ cổng thông tin bị chèn mã độc");
        await page.GetByRole(AriaRole.Button, new() { Name = "Duyệt", Exact = true }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Đã duyệt");
        Assert.That(await window.OverhangAsync(), Is.Zero);

        var simulated = page.Locator("tbody th a", new() { HasTextString = "VNCERT/CC" });
        for (var turn = 0; turn < 40 && (turn == 0 || await simulated.CountAsync() == 0); turn++, await Task.Delay(250))
            await window.GoAsync("/deliveries?state=simulated&q=vncert");
        await simulated.First.ClickAsync();
        await page.Locator("summary", new() { HasTextString = "Gửi lại" }).ClickAsync();
        await page.Locator("#retry-reason").FillAsync("họ chưa thấy thư");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi lại" }).ClickAsync();
        await Expect(page.Locator(".timeline")).ToContainTextAsync("họ chưa thấy thư");
    }

    [Test]
    public async Task The_situation_report_prints_on_two_sheets_of_a4()
    {
        var desk = await DeskAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        for (var n = 0; n < 14; n++)
            await FileAsync(desk, agency, "SO-YTE", $"{string.Concat(Enumerable.Repeat("Máy chủ cổng thông tin ", 8))}{n}");
        await desk.PersonAsync("binh", "lead");
        var page = (await SignedInAsync(desk, "binh")).Window.Page;

        await page.GotoAsync("/sitrep");
        var paper = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.That(System.Text.RegularExpressions.Regex.Count(paper, @"/Type\s*/Page\b"), Is.EqualTo(2));
    }
}
