using IncidentDesk.BrowserTests.Pages;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>The mail does not get through: somebody reads a number from the screen, calls, and says what came of it. Someone takes the incident.</summary>
public sealed class CallJourneyTests : Journey
{
    private static readonly (string, string?)[] MailIsDown =
    [
        // Port 9 of this machine takes nothing.
        ("Channels:Mail:Guard", "live"), ("Channels:Mail:Host", "127.0.0.1"), ("Channels:Mail:Port", "9"), ("Channels:Mail:Security", "none"),
        ("Escalation:NextChannelAfterSeconds", "5"),
    ];

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_responder_makes_the_call_and_takes_the_incident(bool script)
    {
        var desk = await DeskAsync(MailIsDown);
        var agency = await desk.AgencyAsync("SO-YTE");
        await HotlineAsync(desk);
        await desk.VerifiedContactAsync("vncert", "tiepnhan@vncert.example");
        await desk.PersonAsync("hoa", "responder");
        var number = (string)(await FileAsync(desk, agency, "SO-YTE", "Máy chủ bị chèn mã độc"))["number"]!;
        var window = (await SignedInAsync(desk, "hoa", script: script)).Window;
        var tel = window.Page.Locator("a.read-out");
        for (var turn = 0; turn < 60 && await tel.CountAsync() == 0; turn++, await Task.Delay(500))
            await window.GoAsync("/calls");

        await Expect(tel).ToHaveAttributeAsync("href", "tel:+842400000041");
        await Expect(window.Page.Locator("main")).ToContainTextAsync(number);
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Lưu kết quả" }).ClickAsync();
        await Expect(window.Page.Locator("#faults")).ToContainTextAsync("Chưa lưu");
        await window.Page.GetByLabel("Có người nghe").CheckAsync();
        await window.Page.GetByLabel("Đã nói chuyện với").FillAsync("Trực ban giả định");
        var note = window.Page.GetByLabel("Họ nói gì");
        await note.FillAsync("[MẬT] Công văn số 12");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Lưu kết quả" }).ClickAsync();
        await Expect(window.Page.Locator("#faults")).ToContainTextAsync("văn thư mật");
        await Expect(note).ToHaveValueAsync("[MẬT] Công văn số 12");
        await note.FillAsync("Đã nhận, số tiếp nhận 12/TEST");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Lưu kết quả" }).ClickAsync();
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Không có cuộc gọi nào đang chờ.");

        await window.GoAsync($"/incidents/{number}");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Nhận xử lý" }).ClickAsync();
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Người thử hoa nhận xử lý lúc");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("12/TEST");
    }

    private static Task HotlineAsync(Desk desk)
    {
        var at = DateTimeOffset.UtcNow.AddDays(-1);
        return desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, valid_from)
            VALUES (@id, 'vncert', 'call', '+842400000041', 'hotline', 'test', 'verified', @at, @at)
            """,
            new { id = Ids.Next(at), at }), CancellationToken.None);
    }
}
