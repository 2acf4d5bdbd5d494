using IncidentDesk.BrowserTests.Pages;
using IncidentDesk.Harness;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>A responder's shift, from signing in to closing: with the mouse, by the keyboard alone, on a phone, and without script.</summary>
public sealed class WorkJourneyTests : Journey
{
    [TestCase(1280, true)]
    [TestCase(360, true)]
    [TestCase(1280, false)]
    [TestCase(360, false)]
    public async Task A_responder_takes_an_incident_works_on_it_and_closes_it(int width, bool script)
    {
        var (desk, number) = await StartAsync();
        var board = await SignedInAsync(desk, "hoa", new("vi", "light", width), script);
        var incident = await board.OpenAsync(number);

        await incident.Main.Locator("form[action$='/take'] button").ClickAsync();
        await Expect(incident.Notice).ToContainTextAsync("Anh/chị đã nhận xử lý");
        await incident.ActAsync("severity", page => page.Locator("#severity").SelectOptionAsync("high"), "Lan sang máy khác.");
        await Expect(incident.Severity).ToHaveTextAsync("Cao");
        await incident.Window.Page.Locator("#remark").FillAsync("Đã gọi cho đơn vị.");
        await incident.Window.Page.Locator("button[name=visibility][value=agency]").ClickAsync();
        await Expect(incident.Main.Locator(".sees.agency").First).ToHaveTextAsync("Đơn vị thấy");
        await incident.ActAsync("contain", _ => Task.CompletedTask, "Đã ngắt mạng.", "#summary");
        await incident.ActAsync("resolve", page => page.Locator("#cause").FillAsync("Mật khẩu yếu"), "Đã đổi mật khẩu.", "#summary");
        await incident.ActAsync("close", page => page.Locator("#disposition").SelectOptionAsync("confirmed"), "Xong.", "#summary");

        await Expect(incident.Main.Locator(".status").First).ToHaveTextAsync("Đã đóng");
        Assert.That(await incident.Window.OverhangAsync(), Is.Zero);
        await incident.Window.GoAsync("/board");
        await Expect(board.Row(number)).ToHaveCountAsync(0);
    }

    [Test]
    public async Task By_the_keyboard_alone_rows_are_gone_through_ticked_taken_and_opened()
    {
        var (desk, first) = await StartAsync();
        var second = await OrdinaryAsync(desk, "Máy trạm phòng một cửa chậm bất thường");
        var board = await SignedInAsync(desk, "hoa");
        await board.BecomeLiveAsync();
        var (page, keys) = (board.Window.Page, board.Window.Page.Keyboard);
        string[] order = [.. await board.Rows.EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.number)")];

        await keys.PressAsync("j");
        await Expect(board.Row(order[0]).Locator("a[data-open]")).ToBeFocusedAsync();
        await keys.PressAsync("x");
        await Expect(board.Row(order[0]).Locator("input")).ToBeCheckedAsync();
        await Expect(page.Locator("#acts .says")).ToHaveTextAsync("Đã chọn 1");
        await keys.PressAsync("ArrowDown");
        await Expect(board.Row(order[1]).Locator("a[data-open]")).ToBeFocusedAsync();
        await keys.PressAsync("a");
        await Expect(page.Locator("#take-one")).ToContainTextAsync(order[1]);
        await Expect(page.Locator("#take-one button").First).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(board.Row(order[1]).Locator("a[data-open]")).ToBeFocusedAsync();
        await Expect(board.Row(order[1])).ToContainTextAsync("Chưa ai nhận");
        await keys.PressAsync("a");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".outcomes li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".outcomes")).ToContainTextAsync($"{order[1]}");
        // The script of the new page hears no key before it runs.
        await board.BecomeLiveAsync();
        await keys.PressAsync("g");
        await keys.PressAsync("b");
        await page.WaitForURLAsync("**/board");
        await keys.PressAsync("?");
        await Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await keys.PressAsync("/");
        await Expect(page.Locator("#find")).ToBeFocusedAsync();
        await keys.TypeAsync("jxa?");
        Assert.That(await page.Locator("#find").InputValueAsync(), Is.EqualTo("jxa?"), "keys do nothing inside a field");
        Assert.That(new[] { first, second }, Is.EquivalentTo(order));
        await page.GotoAsync("/letters?to=off&back=/board");
        await board.BecomeLiveAsync();
        await keys.PressAsync("j");
        Assert.That(await page.EvaluateAsync<string>("document.activeElement.tagName"), Is.EqualTo("BODY"), "letters are off");
    }

    [Test]
    public async Task A_change_is_on_a_second_board_within_a_second_and_takes_neither_focus_nor_ticks()
    {
        var (desk, number) = await StartAsync();
        await desk.PersonAsync("binh", "responder");
        var mine = await SignedInAsync(desk, "hoa");
        var other = await SignedInAsync(desk, "binh");
        await mine.BecomeLiveAsync();
        await other.BecomeLiveAsync();
        await mine.Row(number).Locator("input").CheckAsync();
        await mine.Row(number).Locator("a[data-open]").FocusAsync();
        await mine.Window.Page.EvaluateAsync("number => { window.kept = document.querySelector(`tr[data-number='${number}'] a[data-open]`); }", number);

        await other.Row(number).Locator("a[data-open]").FocusAsync();
        await other.Window.Page.Keyboard.PressAsync("a");
        var begun = System.Diagnostics.Stopwatch.StartNew();
        await other.Window.Page.Keyboard.PressAsync("Enter");
        await mine.Row(number).Locator(".col-holder").Filter(new() { HasText = "Người thử binh" }).WaitForAsync(new() { Timeout = 2000 });

        await TestContext.Progress.WriteLineAsync($"taken on one board, seen on the other {begun.ElapsedMilliseconds} ms after the key");
        Assert.That(begun.ElapsedMilliseconds, Is.LessThan(1000));
        await Expect(mine.Row(number).Locator("input")).ToBeCheckedAsync();
        Assert.That(await mine.Window.Page.EvaluateAsync<bool>("document.activeElement === window.kept"), Is.True, "the very node that had the focus has it still");
        // Taking it may have moved it already; that much is shown first.
        await mine.Window.Page.Keyboard.PressAsync("r");
        await Expect(mine.Window.Page.Locator("#waiting")).ToBeHiddenAsync();
        await mine.Window.Page.Keyboard.PressAsync("Shift");
        var late = await OrdinaryAsync(desk, "Báo cáo mới trong lúc đang xem");
        await Expect(mine.Window.Page.Locator("#waiting button")).ToBeVisibleAsync();
        Assert.That(await mine.Row(late).CountAsync(), Is.Zero, "the order waits for the person");
        await mine.Window.Page.Keyboard.PressAsync("r");
        await Expect(mine.Row(late)).ToBeVisibleAsync();
        Assert.That(await mine.Window.Page.EvaluateAsync<bool>("document.activeElement === window.kept"), Is.True);
        await Expect(mine.Row(number).Locator("input")).ToBeCheckedAsync();
    }

    [Test]
    public async Task Of_two_who_edit_the_second_keeps_their_words_and_sees_whose_change_it_was()
    {
        var (desk, number) = await StartAsync();
        await desk.PersonAsync("binh", "responder");
        var (mine, other) = (await SignedInAsync(desk, "hoa"), await SignedInAsync(desk, "binh"));
        var (page, theirs) = (mine.Window.Page, other.Window.Page);
        await page.GotoAsync($"/incidents/{number}/do/severity");
        await page.Locator("#severity").SelectOptionAsync("critical");
        await page.Locator("#reason").FillAsync("Ba mươi máy hỏng.");
        await theirs.GotoAsync($"/incidents/{number}/do/severity");
        await theirs.Locator("#severity").SelectOptionAsync("high");
        await theirs.Locator("#reason").FillAsync("Thấy lan sang máy chủ.");
        await theirs.Locator("main button[type=submit]").ClickAsync();
        await theirs.WaitForURLAsync("**done=severity");

        await page.Locator("main button[type=submit]").ClickAsync();

        await Expect(page.Locator("#faults")).ToContainTextAsync("Người thử binh");
        await Expect(page.Locator("#faults")).ToBeFocusedAsync();
        await Expect(page.Locator("#severity-moved")).ToContainTextAsync("Bây giờ: Cao");
        await Expect(page.Locator("#reason")).ToHaveValueAsync("Ba mươi máy hỏng.");
        await page.Locator("#severity").SelectOptionAsync("critical");
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**done=severity");
    }

    private async Task<(Desk Desk, string Number)> StartAsync()
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("hoa", "responder");
        return (desk, await OrdinaryAsync(desk, "Trang chủ hiện nội dung lạ"));
    }

    // Nothing is owed of it, so one person may close it.
    private static async Task<string> OrdinaryAsync(Desk desk, string title)
    {
        var agency = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = 'SO-YTE'"), CancellationToken.None);
        var body = ExampleReport.Ordinary();
        (body["title"], body["detectedAt"]) = (title, DateTimeOffset.UtcNow.AddMinutes(-5).ToString("O"));
        var number = (string)(await desk.Client(await desk.KeyAsync(agency)).FileAsync(body)).Json!["number"]!;
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE obligations SET state = 'met', met_at = due_at WHERE incident_id = (SELECT id FROM incidents WHERE number = @number)", new { number }), CancellationToken.None);
        return number;
    }
}
