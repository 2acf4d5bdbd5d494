using System.Security.Cryptography;
using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using IncidentDesk.BrowserTests.Pages;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>Somebody adds a log and a picture while the report is being filled in.</summary>
public sealed class FilesWhileFilingJourneyTests : Journey
{
    private const string Hostile = "<img src=x onerror=alert(1)>.txt";

    private static readonly FilePayload Log = Payload("nhật ký.log", "dòng một"), Picture = Payload(Hostile, "hai"), Stamped = Payload("TỐI MẬT.pdf", "x");

    [TestCase(true, 1280)]
    [TestCase(false, 1280)]
    [TestCase(true, 360)]
    [TestCase(false, 360)]
    public async Task Files_are_added_seen_taken_off_and_are_evidence_once_the_report_is_sent(bool script, int width)
    {
        var (window, form) = await BeginAsync(script, width);
        await ChooseAsync(form, script, Log, Picture);
        var list = form.Main.Locator("#files-list li");
        await Expect(list).ToHaveCountAsync(2);
        await Expect(list.First).ToContainTextAsync("nhật ký.log");
        await Expect(list.First).ToContainTextAsync(Convert.ToHexStringLower(SHA256.HashData(Log.Buffer)));
        await Expect(list.Last).ToContainTextAsync(Hostile);
        await JudgeAsync(window, script);

        await window.Page.ReloadAsync();
        await Expect(list).ToHaveCountAsync(2);
        await Expect(form.Field("Kể thêm")).ToHaveValueAsync("Màn hình báo đòi tiền.");
        await form.PressAsync($"Bỏ tệp {Hostile}");
        await Expect(list).ToHaveCountAsync(1);
        await Expect(form.Field("Kể thêm")).ToHaveValueAsync("Màn hình báo đòi tiền.");

        await ChooseAsync(form, script, Stamped);
        await Expect(form.Main.Locator("#files-list .fault")).ToContainTextAsync("TỐI MẬT.pdf");
        await Expect(form.Field("Kể thêm")).ToHaveValueAsync("Màn hình báo đòi tiền.");
        await Expect(list).ToHaveCountAsync(1);
        await JudgeAsync(window, script);

        await form.PressAsync("Xem trước: gửi thì điều gì xảy ra");
        await Expect(form.Preview).ToBeVisibleAsync();
        await Expect(list).ToHaveCountAsync(1);
        await form.PressAsync("Gửi báo cáo");
        await Expect(window.Page.Locator("#sent .read-out")).ToContainTextAsync("INC-");
        await Expect(window.Page.Locator("section[aria-labelledby=evidence]")).ToContainTextAsync("nhật ký.log");
        await Expect(window.Page.Locator("section[aria-labelledby=evidence]")).Not.ToContainTextAsync(Hostile);
        await JudgeAsync(window, script);
    }

    [Test]
    public async Task A_lost_line_delays_a_file_and_what_was_pressed_waits_for_it()
    {
        var (window, form) = await BeginAsync(true, 1280);
        await window.Page.Context.SetOfflineAsync(true);
        await form.Field("Chọn tệp").SetInputFilesAsync([Log, Picture]);
        await Expect(form.Main.Locator("#files-queue li").First).ToContainTextAsync("Mất kết nối");
        await form.PressAsync("Xem trước: gửi thì điều gì xảy ra");
        await JudgeAsync(window, true);

        await window.Page.Context.SetOfflineAsync(false);
        await Expect(form.Preview).ToBeVisibleAsync(new() { Timeout = 20000 });
        await Expect(form.Main.Locator("#files-list li")).ToHaveCountAsync(2);
        window.ForgiveCutLine();
    }

    [Test]
    public async Task A_file_that_has_not_gone_is_taken_off_the_queue()
    {
        var (window, form) = await BeginAsync(true, 360);
        await window.Page.Context.SetOfflineAsync(true);
        await form.Field("Chọn tệp").SetInputFilesAsync([Log]);
        await form.PressAsync("Bỏ tệp nhật ký.log");
        await Expect(form.Main.Locator("#files-queue")).ToBeHiddenAsync();
        await window.Page.Context.SetOfflineAsync(false);
        await form.PressAsync("Xem trước: gửi thì điều gì xảy ra");
        await Expect(form.Preview).ToBeVisibleAsync(new() { Timeout = 20000 });
        await Expect(form.Main.Locator("#files-list li")).ToHaveCountAsync(0);
        window.ForgiveCutLine();
    }

    private async Task<(Window Window, ReportFormPage Form)> BeginAsync(bool script, int width)
    {
        var desk = await DeskAsync(("Desk:Phone", "024 0000 0001"));
        await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("an", "reporter", "SO-YTE");
        var window = (await SignedInAsync(desk, "an", width == 360 ? new Look("vi", "dark", 360) : null, script)).Window;
        var form = await ReportFormPage.OpenAsync(window, "Tôi chưa rõ");
        await form.FillAsync("0:01", "Máy văn thư bị khóa tệp", "Màn hình báo đòi tiền.");
        return (window, form);
    }

    private static async Task ChooseAsync(ReportFormPage form, bool script, params FilePayload[] files)
    {
        await form.Field("Chọn tệp").SetInputFilesAsync(files);
        if (!script)
            await form.PressAsync("Thêm tệp");
    }

    private static FilePayload Payload(string name, string content) => new() { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(content) };

    private static async Task JudgeAsync(Window window, bool script)
    {
        Assert.That(await window.OverhangAsync(), Is.LessThanOrEqualTo(0), window.Page.Url);
        // axe itself is a script: without script the page is judged by the case that has it.
        if (script)
            Assert.That(
                (await window.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations.SelectMany(one => one.Nodes.Select(node => $"{one.Help}: {node.Html}")),
                Is.Empty, window.Page.Url);
    }
}
