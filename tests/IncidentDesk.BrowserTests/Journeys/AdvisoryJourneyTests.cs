using System.Text.RegularExpressions;
using IncidentDesk.Harness;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>A letter is pasted in, sent, answered by an agency, and seen in the matrix.</summary>
public sealed class AdvisoryJourneyTests : Journey
{
    private const string Letter = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG\nSố: 1684/STTTT-CNTT\nV/v lỗ hổng bảo mật trong FortiOS\nTỉnh Mẫu, ngày 11 tháng 10 năm 2022\nFortiOS từ 7.0.0 đến 7.0.6, CVE - 2022-40684";

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_letter_goes_out_and_an_answer_comes_back(bool script)
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("TINH", kind: "province");
        await desk.AgencyAsync("SO-YTE", "TINH");
        await desk.AgencyAsync("SO-GDDT", "TINH");
        await desk.PersonAsync("truongca", "lead");
        await desk.PersonAsync("lan", "reporter", "SO-YTE");

        var page = (await SignedInAsync(desk, "truongca", script: script)).Window.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Cảnh báo" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nhập văn bản cảnh báo" }).ClickAsync();
        await page.GetByLabel("Dán toàn văn văn bản").FillAsync(Letter);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đọc văn bản" }).ClickAsync();
        await Expect(page.GetByLabel("Số, ký hiệu")).ToHaveValueAsync("1684/STTTT-CNTT");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận văn bản" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("1684/STTTT-CNTT");
        await page.Locator("summary", new() { HasText = "Gửi cho đơn vị" }).ClickAsync();
        await page.GetByLabel("Gửi cho ai").SelectOptionAsync("all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi cho đơn vị" }).ClickAsync();
        await Expect(page.Locator("#replies ~ table tbody tr")).ToHaveCountAsync(3);

        var agency = (await SignedInAsync(desk, "lan", script: script)).Window.Page;
        await agency.GetByRole(AriaRole.Link, new() { Name = "Cảnh báo" }).First.ClickAsync();
        await agency.GetByRole(AriaRole.Link, new() { Name = "1684/STTTT-CNTT" }).ClickAsync();
        await agency.GetByLabel("Trạng thái").SelectOptionAsync("affected");
        await agency.GetByLabel("Số máy, dịch vụ bị ảnh hưởng").FillAsync("12");
        await agency.GetByRole(AriaRole.Button, new() { Name = "Gửi trả lời" }).ClickAsync();
        await Expect(agency.Locator("#reply .state").First).ToContainTextAsync("Bị ảnh hưởng: 12");

        await page.GetByRole(AriaRole.Link, new() { Name = "Cảnh báo" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Bảng toàn tỉnh" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Bị ảnh hưởng: 12" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("agency=SO-YTE"));
        await Expect(page.Locator("#reply")).ToContainTextAsync("Người thử lan");
    }
}
