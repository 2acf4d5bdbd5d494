using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IncidentDesk.Harness;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>Somebody of an agency adds a log to their incident; the desk downloads it.</summary>
public sealed class EvidenceJourneyTests : Journey
{
    private static readonly FilePayload Log = new() { Name = "nhật ký.log", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("dòng một") };

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_file_is_added_refused_words_stay_in_the_form_and_the_desk_gets_it(bool script)
    {
        var desk = await DeskAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("an", "reporter", "SO-YTE");
        await desk.PersonAsync("hoa", "responder");
        var number = (string)(await FileAsync(desk, agency, "SO-YTE", "Máy chủ bị chèn mã độc"))["number"]!;
        var page = (await SignedInAsync(desk, "an", script: script)).Window.Page;
        await page.GotoAsync($"/incidents/{number}");
        await Expect(page.Locator("main")).ToContainTextAsync("Chưa có tệp nào.");

        await FillAsync(page, "[MẬT] Danh sách máy");
        await Expect(page.Locator("#evidence-faults")).ToContainTextAsync("văn thư mật");
        await Expect(page.GetByLabel("Đây là gì")).ToHaveValueAsync("[MẬT] Danh sách máy");
        await NobodyIsShutOutAsync(page);

        await FillAsync(page, "Trích từ máy chủ web, lộ mật khẩu");
        var link = page.GetByRole(AriaRole.Link, new() { Name = "nhật ký.log", Exact = true });
        await Expect(link).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Chưa quét");
        await Expect(page.Locator("main")).ToContainTextAsync("Trích từ máy chủ web, lộ mật khẩu");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/incidents/{number}(#evidence)?$"));
        await page.GetByText("Xem 1 lần ghi").ClickAsync();
        await Expect(page.Locator(".custody")).ToContainTextAsync("Tiếp nhận: IncidentDesk");
        await NobodyIsShutOutAsync(page);

        var responder = (await SignedInAsync(desk, "hoa", script: script)).Window.Page;
        await responder.GotoAsync($"/incidents/{number}");
        var download = await responder.RunAndWaitForDownloadAsync(() => responder.GetByRole(AriaRole.Link, new() { Name = "nhật ký.log", Exact = true }).ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("nhật ký.log"));
        Assert.That(await File.ReadAllTextAsync(await download.PathAsync()), Is.EqualTo("dòng một"));
    }

    private static async Task FillAsync(IPage page, string description)
    {
        if (!await page.GetByLabel("Đây là gì").IsVisibleAsync())
            await page.Locator("summary", new() { HasTextString = "Thêm tệp" }).ClickAsync();
        await page.GetByLabel("Đây là gì").FillAsync(description);
        await page.GetByLabel("Tệp cần thêm").SetInputFilesAsync(Log);
        await page.GetByRole(AriaRole.Button, new() { Name = "Tải lên" }).ClickAsync();
    }

    private static async Task NobodyIsShutOutAsync(IPage page)
    {
        // axe itself is a script: without script the page is judged by the test that has it.
        var runs = await page.EvaluateAsync<bool>("() => document.documentElement.classList.contains('scripted')");
        if (runs)
            Assert.That((await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations.Select(one => one.Help), Is.Empty);
    }
}
