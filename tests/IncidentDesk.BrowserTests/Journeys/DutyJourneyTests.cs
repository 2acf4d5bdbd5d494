using IncidentDesk.Harness;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>A shift lead plans the week by forms; the duty room's screen and the browser's notifications tell of what comes in.</summary>
public sealed class DutyJourneyTests : Journey
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_shift_lead_declares_a_week_fills_it_by_turns_and_publishes_it(bool script)
    {
        var desk = await DeskAsync();
        await desk.PersonAsync("hoa", "responder");
        await desk.PersonAsync("lan", "lead");
        var page = (await SignedInAsync(desk, "lan", script: script)).Window.Page;
        await page.GotoAsync("/duty");
        await Expect(page.Locator("#duty-gaps")).ToBeVisibleAsync();
        await page.Locator("summary", new() { HasText = "Lập lịch trực" }).ClickAsync();
        await page.GetByLabel("Tên lịch").FillAsync("Tuần này");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lập lịch trực" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Chưa công bố được");

        await page.Locator("summary", new() { HasText = "Xếp theo vòng" }).ClickAsync();
        await page.GetByLabel("Người thứ 1").SelectOptionAsync(new SelectOptionValue { Label = "Người thử hoa" });
        await page.GetByLabel("Người thứ 2").SelectOptionAsync(new SelectOptionValue { Label = "Người thử lan" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Xếp theo vòng" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Công bố lịch trực" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Đã công bố");
        await page.GotoAsync("/duty");
        await Expect(page.Locator("#duty-gaps")).ToHaveCountAsync(0);
        await Expect(page.Locator(".duty-now")).ToContainTextAsync("Người trực: Người thử");
    }

    [Test]
    public async Task The_screen_of_the_duty_room_and_a_notification_tell_of_a_grave_incident_as_it_comes_in()
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("hoa", "responder");
        var (window, filer) = ((await SignedInAsync(desk, "hoa")).Window, desk.Client(await desk.KeyAsync(null, "report")));
        // What a browser shows outside of its page no test can see: what it was asked to show.
        await window.Page.AddInitScriptAsync(
            """
            window.told = [];
            window.Notification = class { constructor(text) { window.told.push(text); } close() {} static permission = 'granted'; static async requestPermission() { return 'granted'; } };
            """);
        await window.GoAsync("/account");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Cho phép thông báo" }).ClickAsync();
        await Expect(window.Page.Locator("#notify .says")).ToHaveTextAsync("Đang bật trên trình duyệt này.");
        await window.GoAsync("/wall");
        await Expect(window.Page.Locator("#stream")).ToContainTextAsync("Trực tiếp");
        await UntilAsync(window.Page, "localStorage.getItem('notices') !== null");

        var body = ExampleReport.Body("SO-YTE");
        body["system"] = null;
        body["detectedAt"] = DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var number = (string)(await filer.FileAsync(body)).Json!["number"]!;
        await Expect(window.Page.Locator(".wall-rows")).ToContainTextAsync(number[^6..]);
        await UntilAsync(window.Page, "told.length > 0");
        Assert.That(await window.Page.EvaluateAsync<string[]>("told"), Is.EqualTo(new[] { $"Sự cố mới {number}: Nghiêm trọng" }), "once, and nothing of what it is about");
    }

    // The policy lets no text become script, so the page cannot be asked to wait by itself.
    private static async Task UntilAsync(IPage page, string holds)
    {
        for (var turn = 0; turn < 200 && !await page.EvaluateAsync<bool>(holds); turn++)
            await Task.Delay(50);
        Assert.That(await page.EvaluateAsync<bool>(holds), holds);
    }
}
