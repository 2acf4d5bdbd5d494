using System.Text;
using IncidentDesk.Harness;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>An administrator finds a system in the tree and confirms the level that the facts suggest; an agency sees its own branch alone.</summary>
public sealed class AgencyRegisterJourneyTests : Journey
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task An_administrator_confirms_a_level_and_an_agency_sees_its_own_branch(bool script)
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("TINH", kind: "province");
        await desk.AgencyAsync("SO-YTE", "TINH");
        await desk.AgencyAsync("SO-GDDT", "TINH");
        using var added = await desk.Client(await desk.KeyAsync(null, "admin")).PostAsync("/api/v1/systems", new StringContent(
            """{"code":"HSSK","agency":"SO-YTE","name":"Hồ sơ sức khỏe","level":2,"sensitiveSubjects":10000}""", Encoding.UTF8, "application/json"));
        await desk.PersonAsync("quan", "admin");
        await desk.PersonAsync("lan", "reporter", "SO-YTE");

        var window = (await SignedInAsync(desk, "quan", script: script)).Window;
        await window.Page.Locator("header .menu summary").ClickAsync();
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Cơ quan" }).First.ClickAsync();
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Đơn vị SO-YTE" }).ClickAsync();
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Gợi ý theo dữ kiện: cấp 3");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("chưa ai xác nhận");
        await window.Page.GetByText("Xác nhận cấp độ: Hồ sơ sức khỏe").ClickAsync();
        await window.Page.GetByLabel("Căn cứ").FillAsync("Theo hồ sơ đề xuất");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Xác nhận" }).ClickAsync();
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Người thử quan xác nhận: Theo hồ sơ đề xuất");

        var agency = (await SignedInAsync(desk, "lan", script: script)).Window;
        await agency.GoAsync("/agencies");
        await Expect(agency.Page.Locator("main")).ToContainTextAsync("SO-YTE");
        await Expect(agency.Page.Locator("main")).Not.ToContainTextAsync("SO-GDDT");
        Assert.That((await agency.GoAsync("/agencies?agency=SO-GDDT"))!.Status, Is.EqualTo(404));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_administrator_brings_a_table_in_after_seeing_what_it_would_do(bool script)
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("quan", "admin");
        var page = (await SignedInAsync(desk, "quan", script: script)).Window.Page;
        await page.Locator("header .menu summary").ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Cơ quan" }).First.ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Nhập từ bảng tính" }).ClickAsync();
        await page.GetByLabel("Tệp").SetInputFilesAsync(new Microsoft.Playwright.FilePayload
        {
            Name = "co-quan.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("code;name;kind;parent\nSO-YTE;Sở Y tế;department;\nPHONG;Phòng CNTT;unit;SO-YTE\n"),
        });
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Xem thử" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Xem thử: thêm 1, sửa 1, giữ nguyên 0, sai 0. Chưa ghi gì.");
        await Expect(page.Locator("tr[data-outcome=changed]")).ToContainTextAsync("Đơn vị SO-YTE → Sở Y tế");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Nhập vào danh mục" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Đã nhập: thêm 1, sửa 1, giữ nguyên 0.");

        await page.Locator("header .menu summary").ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Cơ quan" }).First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Phòng CNTT");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Tải bảng cơ quan" }).ClickAsync());
        Assert.That(await File.ReadAllTextAsync(await download.PathAsync()), Does.Contain("Phòng CNTT").And.Contain("SO-YTE"));
    }

    [TestCase(false, 360)]
    [TestCase(true, 1280)]
    public async Task An_administrator_enters_an_agency_and_its_system_and_changes_the_system(bool script, int width)
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("TINH", kind: "province");
        await desk.PersonAsync("quan", "admin");
        var window = (await SignedInAsync(desk, "quan", new("vi", "light", width), script)).Window;
        var page = window.Page;

        await window.GoAsync("/agencies");
        await Link(page, "Thêm cơ quan").ClickAsync();
        await page.GetByLabel("Mã cơ quan", new() { Exact = true }).FillAsync("SO-YTE");
        await page.Locator("#name").FillAsync("MẬT");
        await page.Locator("#kind").SelectOptionAsync("department");
        await page.Locator("#parent").FillAsync("TINH");
        await page.Locator("#validFrom").FillAsync("01/02/2026");
        await page.Locator("#safeEmail").FillAsync("duphong@ngoai.example");
        await Button(page, "Thêm cơ quan").ClickAsync();
        await Expect(page.Locator("#name-fault")).ToContainTextAsync("văn thư mật");
        await Expect(page.Locator("#safeEmail")).ToHaveValueAsync("duphong@ngoai.example");
        Assert.That(await window.OverhangAsync(), Is.Zero);
        await page.Locator("#name").FillAsync("Sở Y tế");
        await Button(page, "Thêm cơ quan").ClickAsync();
        await Expect(page.Locator("#chosen")).ToContainTextAsync("Sở Y tế");

        await Link(page, "Thêm hệ thống").ClickAsync();
        await page.Locator("#code").FillAsync("HSSK");
        await page.Locator("#name").FillAsync("Hồ sơ sức khỏe");
        await page.Locator("#personalData").SelectOptionAsync("sensitive");
        await page.Locator("#sensitiveSubjects").FillAsync("10.000");
        await Button(page, "Xem gợi ý cấp độ").ClickAsync();
        await Expect(page.Locator("[role=status]").Filter(new() { HasText = "cấp 3" })).ToBeVisibleAsync();
        await page.Locator("#level").SelectOptionAsync("3");
        await Button(page, "Thêm hệ thống").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Hồ sơ sức khỏe");

        await Link(page, "Sửa hệ thống Hồ sơ sức khỏe").ClickAsync();
        await page.Locator("#provider").FillAsync("Công ty Máy chủ Mẫu");
        await Button(page, "Lưu").ClickAsync();
        await page.GetByText("Dữ kiện: Hồ sơ sức khỏe").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Công ty Máy chủ Mẫu");

        await Link(page, "Sản phẩm, phiên bản Hồ sơ sức khỏe").ClickAsync();
        await page.Locator("#products").FillAsync("FortiOS | 7.0.6 | 2");
        await Button(page, "Lưu danh sách").ClickAsync();
        await Expect(page.Locator("tbody")).ToContainTextAsync("FortiOS");
        Assert.That(await window.OverhangAsync(), Is.Zero);
    }

    private static Microsoft.Playwright.ILocator Link(Microsoft.Playwright.IPage page, string name) =>
        page.Locator("main").GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = name, Exact = true });

    private static Microsoft.Playwright.ILocator Button(Microsoft.Playwright.IPage page, string name) =>
        page.Locator("main").GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = name, Exact = true });
}
