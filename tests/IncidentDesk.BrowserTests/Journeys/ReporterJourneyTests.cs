using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IncidentDesk.BrowserTests.Pages;
using IncidentDesk.Harness;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>Somebody of an agency from the sign-in to the withdrawal.</summary>
public sealed class ReporterJourneyTests : Journey
{
    private const string PreviewButton = "Xem trước: gửi thì điều gì xảy ra", SendButton = "Gửi báo cáo";

    private static readonly Look Phone = new("vi", "light", 360);

    [TestCase(true, 1280)]
    [TestCase(false, 1280)]
    [TestCase(true, 360)]
    [TestCase(false, 360)]
    public async Task A_report_is_begun_previewed_sent_talked_about_corrected_and_withdrawn(bool script, int width)
    {
        var desk = await DeskAsync(("Desk:Phone", "024 0000 0001"));
        await desk.SystemAsync(await desk.AgencyAsync("SO-YTE"), "YTE-WEB", 3);
        await desk.PersonAsync("an", "reporter", "SO-YTE");
        await desk.PersonAsync("hoa", "responder");
        var window = (await SignedInAsync(desk, "an", width == 360 ? Phone : null, script)).Window;
        await window.GoAsync("/home");
        await JudgeAsync(window);

        var form = await ReportFormPage.OpenAsync(window, "Dữ liệu bị khóa, đòi tiền");
        await form.FillAsync("chiều", "Máy văn thư bị khóa tệp", "Màn hình báo đòi tiền.");
        await form.ChooseAsync("Dịch vụ cho dân", "Ngừng một số dịch vụ");
        await JudgeAsync(window);
        await form.PressAsync(PreviewButton);
        await Expect(form.Summary).ToContainTextAsync("16:45");
        await Expect(form.Field("Kể thêm")).ToHaveValueAsync("Màn hình báo đòi tiền.");
        await JudgeAsync(window);
        await form.Field("Phát hiện lúc mấy giờ?").FillAsync("0h01");
        await form.PressAsync(PreviewButton);
        await Expect(form.Preview).ToContainTextAsync("Nếu gửi bây giờ");
        await JudgeAsync(window);
        await form.PressAsync(SendButton);

        await Expect(window.Page.Locator("#sent .read-out")).ToContainTextAsync("INC-");
        var number = (await window.Page.Locator("#sent .read-out").InnerTextAsync()).Trim();
        await JudgeAsync(window);
        await window.Page.Locator("#comment-text").FillAsync("Máy nào rút trước?");
        await window.Page.Locator("#comment button").ClickAsync();
        await Expect(window.Page.Locator("section[aria-labelledby=conversation]")).ToContainTextAsync("Máy nào rút trước?");

        await window.GoAsync($"/incidents/{number}/receipt");
        await Expect(window.Page.Locator(".receipt .read-out")).ToHaveTextAsync(number);
        await JudgeAsync(window);
        await window.GoAsync($"/incidents/{number}");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Đính chính báo cáo" }).ClickAsync();
        await JudgeAsync(window);
        await form.Field("Tóm tắt một câu").FillAsync("Ba máy bị khóa tệp");
        await form.PressAsync("Gửi đính chính");
        await Expect(form.Heading).ToHaveTextAsync("Ba máy bị khóa tệp");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Rút báo cáo" }).ClickAsync();
        await form.Field("Vì sao rút?").FillAsync("Nhầm với diễn tập nội bộ.");
        await JudgeAsync(window);
        await form.PressAsync("Gửi yêu cầu rút");
        await Expect(form.Main).ToContainTextAsync("rút báo cáo: người trực của trung tâm quyết định");

        var responder = (await SignedInAsync(desk, "hoa", script: script)).Window;
        await responder.GoAsync($"/incidents/{number}");
        await Expect(responder.Page.Locator("section[aria-labelledby=timeline]")).ToContainTextAsync("Máy nào rút trước?");
    }

    [Test]
    public async Task A_lost_line_loses_no_word_and_what_was_pressed_goes_by_itself_once()
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("an", "reporter", "SO-YTE");
        var window = (await SignedInAsync(desk, "an")).Window;
        var form = await ReportFormPage.OpenAsync(window, "Tôi chưa rõ");
        await form.FillAsync("0:01", "Máy chủ lạ", "Câu đầu.");
        await Expect(form.Kept).ToContainTextAsync("Đã lưu nháp", new() { Timeout = 15000 });

        await window.Page.Context.SetOfflineAsync(true);
        await form.Field("Kể thêm").FillAsync("Câu đầu. Câu thứ hai, viết khi mất mạng.");
        await form.PressAsync(PreviewButton);
        await Expect(form.Kept).ToContainTextAsync("Chưa gửi được");
        await Expect(form.Field("Kể thêm")).ToHaveValueAsync("Câu đầu. Câu thứ hai, viết khi mất mạng.");

        await window.Page.Context.SetOfflineAsync(false);
        await Expect(form.Preview).ToBeVisibleAsync(new() { Timeout = 15000 });
        await Expect(form.Field("Kể thêm")).ToHaveValueAsync("Câu đầu. Câu thứ hai, viết khi mất mạng.");
        await form.Main.GetByRole(AriaRole.Button, new() { Name = SendButton, Exact = true }).First.DblClickAsync();
        await Expect(window.Page.Locator("#sent")).ToBeVisibleAsync();
        Assert.That(await desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM reports"), CancellationToken.None), Is.EqualTo(1));
        Assert.That(await KeptHereAsync(window), Is.Zero, "what was sent stays on no machine");
        Forgive(window);
    }

    [Test]
    public async Task What_only_the_machine_has_comes_back_and_a_shared_machine_keeps_nothing()
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("an", "reporter", "SO-YTE");
        var window = (await SignedInAsync(desk, "an")).Window;
        var form = await ReportFormPage.OpenAsync(window, "Tôi chưa rõ");
        await window.Page.RouteAsync("**/report/draft", route => route.AbortAsync());
        await form.FillAsync("0:01", "Chưa tới trung tâm", "Chỉ có ở đây.");
        await Expect(form.Kept).ToContainTextAsync("Mất kết nối", new() { Timeout = 15000 });
        await window.GoAsync("/report");
        await window.Page.Locator("#kept-here").GetByRole(AriaRole.Link, new() { Name = "Chưa tới trung tâm" }).ClickAsync();
        await Expect(form.Field("Kể thêm")).ToHaveValueAsync("Chỉ có ở đây.");
        await form.Main.GetByLabel("Đây là máy dùng chung").CheckAsync();
        Assert.That(await KeptHereAsync(window), Is.Zero);
        Forgive(window);
    }

    [Test]
    public async Task The_downloaded_form_is_filled_in_without_the_desk_and_brought_in_later()
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("an", "reporter", "SO-YTE");
        var window = (await SignedInAsync(desk, "an")).Window;
        await window.GoAsync("/report");
        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.GetByRole(AriaRole.Link, new() { Name = "Tải mẫu điền ngoại tuyến" }).ClickAsync());
        var folder = Directory.CreateTempSubdirectory("offline-form-").FullName;
        try
        {
            var file = Path.Combine(folder, "mau.html");
            await download.SaveAsAsync(file);
            await using var context = await (await Chromium.GetAsync()).NewContextAsync(new() { ViewportSize = new() { Width = 360, Height = 740 } });
            var (page, complaints) = (await context.NewPageAsync(), new List<string>());
            page.Console += (_, message) => complaints.Add(message.Text);
            page.PageError += (_, fault) => complaints.Add(fault);
            page.Request += (_, request) => { if (request.Url != new Uri(file).AbsoluteUri && !request.Url.StartsWith("blob:", StringComparison.Ordinal)) complaints.Add(request.Url); };
            await page.GotoAsync(new Uri(file).AbsoluteUri);
            Assert.That((await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations.Select(one => one.Help), Is.Empty);
            await page.GetByLabel("Máy tính, máy chủ nhiễm mã độc").CheckAsync();
            await Expect(page.Locator("[data-question=backups]")).ToBeHiddenAsync();
            await page.GetByLabel("Phát hiện lúc mấy giờ?").FillAsync("0:01");
            await page.GetByLabel("Tóm tắt một câu").FillAsync("Điền khi mất mạng");
            await page.GetByLabel("Bao nhiêu máy?").FillAsync("2");
            var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Lưu thành tệp" }).ClickAsync());
            await saved.SaveAsAsync(Path.Combine(folder, "bao-cao.json"));
            Assert.That(complaints, Is.Empty);
        }
        finally
        {
            await window.GoAsync("/report/import");
            await window.Page.Locator("#file").SetInputFilesAsync(Path.Combine(folder, "bao-cao.json"));
            await window.Page.Locator("#import button").ClickAsync();
            Directory.Delete(folder, recursive: true);
        }
        var form = new ReportFormPage(window);
        await Expect(form.Preview).ToBeVisibleAsync();
        await form.PressAsync(SendButton);
        await Expect(window.Page.Locator("#sent")).ToBeVisibleAsync();
        await Expect(form.Heading).ToHaveTextAsync("Điền khi mất mạng");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_call_is_taken_by_keyboard_alone(bool script)
    {
        var desk = await DeskAsync(("Desk:Phone", "024 0000 0001"));
        await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("hoa", "responder");
        var window = (await SignedInAsync(desk, "hoa", script: script)).Window;
        await window.GoAsync("/report/caller");
        var page = window.Page;
        await page.Locator("#f-agency").FocusAsync();
        foreach (var words in (string[])["so-yte", "Chị Lan", "024 0000 0007", "Máy báo đòi tiền."])
        {
            await page.Keyboard.TypeAsync(words);
            await page.Keyboard.PressAsync("Tab");
        }
        await page.Keyboard.TypeAsync("Dữ liệu bị khóa");
        await page.Locator("#caller button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#number")).ToContainTextAsync("INC-");
        await JudgeAsync(window);
    }

    private static Task<int> KeptHereAsync(Window window) =>
        window.Page.EvaluateAsync<int>("() => Object.keys(localStorage).filter(name => name.startsWith('desk-report:')).length");

    // The browser itself complains of the line that the test cut.
    private static void Forgive(Window window) => window.ForgiveCutLine();

    private static async Task JudgeAsync(Window window)
    {
        Assert.That(await window.OverhangAsync(), Is.LessThanOrEqualTo(0), window.Page.Url);
        // axe itself is a script: without script the page is judged by the test that has it.
        if (await window.Page.EvaluateAsync<bool>("() => document.documentElement.classList.contains('scripted')"))
            Assert.That(
                (await window.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations.SelectMany(one => one.Nodes.Select(node => $"{one.Help}: {node.Html}")),
                Is.Empty, window.Page.Url);
    }
}
