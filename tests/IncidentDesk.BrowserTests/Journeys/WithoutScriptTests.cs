using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

public sealed class WithoutScriptTests : Journey
{
    [Test]
    public async Task Everything_works_without_script()
    {
        var desk = await DeskAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("hoa", "responder");
        var number = (string)(await FileAsync(desk, agency, "SO-YTE", "Trang chủ hiện nội dung lạ"))["number"]!;

        var board = await SignedInAsync(desk, "hoa", script: false);
        await Expect(board.Row(number)).ToBeVisibleAsync();
        await Expect(board.Stream).ToContainTextAsync("Tính lúc");
        var later = (string)(await FileAsync(desk, agency, "SO-YTE", "Máy trạm bị khóa tệp"))["number"]!;
        await board.Stream.Locator("a.again").ClickAsync();
        await Expect(board.Row(later)).ToBeVisibleAsync();
        await board.Stream.Locator("a", new() { HasTextString = "Tự tải mỗi phút" }).ClickAsync();
        await Expect(board.Window.Page.Locator("meta[http-equiv=refresh]")).ToHaveAttributeAsync("content", "60");

        var incident = await board.OpenAsync(later);
        await incident.OpenReasonsAsync();
        await Expect(incident.Reasons.First).ToBeVisibleAsync();
        await incident.SwitchLanguageAsync();
        await Expect(incident.Main).ToContainTextAsync("Nobody has it.");
        await incident.ChooseThemeAsync("dark");
        await Expect(incident.Window.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await incident.SignOutAsync();
    }
}
