using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>Somebody types without marks and goes by the keyboard alone; without script the same words lead to the page of results.</summary>
public sealed class SearchJourneyTests : Journey
{
    [Test]
    public async Task While_one_types_a_list_opens_that_is_chosen_from_by_hand()
    {
        var desk = await DeskAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("hoa", "responder");
        var number = (string)(await FileAsync(desk, agency, "SO-YTE", "Máy chủ điều hành bị chiếm"))["number"]!;
        var page = (await SignedInAsync(desk, "hoa")).Window.Page;
        var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Tìm kiếm" });

        await page.Keyboard.PressAsync("/");
        await Expect(field).ToBeFocusedAsync();
        var option = page.Locator("[role=option]", new() { HasTextString = number });
        for (var turn = 0; turn < 40 && await option.CountAsync() == 0; turn++)
        {
            await field.FillAsync("");
            await field.PressSequentiallyAsync("may chu dieu");
            await Task.Delay(400);
        }
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(option).ToHaveAttributeAsync("aria-selected", "false");
        await Expect(page.Locator("#polite")).ToContainTextAsync("kết quả");
        await field.PressAsync("Escape");
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
        await field.PressAsync("ArrowDown");
        await Expect(option).ToHaveAttributeAsync("aria-selected", "true");
        await field.PressAsync("Enter");
        await page.WaitForURLAsync($"**/incidents/{number}");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Enter_without_a_choice_opens_the_results(bool script)
    {
        var desk = await DeskAsync();
        var agency = await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("hoa", "responder");
        var number = (string)(await FileAsync(desk, agency, "SO-YTE", "Trang chủ hiện nội dung lạ"))["number"]!;
        var page = (await SignedInAsync(desk, "hoa", script: script)).Window.Page;
        var hit = page.Locator("main .results a", new() { HasTextString = "Trang chủ hiện nội dung lạ" });
        for (var turn = 0; turn < 40 && await hit.CountAsync() == 0; turn++, await Task.Delay(250))
        {
            await page.GotoAsync("/board");
            await page.Locator("#find").FillAsync("trang chu hien");
            await page.Locator("#find").PressAsync("Enter");
            await page.WaitForURLAsync("**/search?q=trang+chu+hien");
        }
        await hit.ClickAsync();
        await page.WaitForURLAsync($"**/incidents/{number}");
    }
}
