using IncidentDesk.BrowserTests.Pages;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace IncidentDesk.BrowserTests.Journeys;

/// <summary>An administrator gives a machine a key, turns it, and takes it away; each secret is seen once.</summary>
public sealed class KeyJourneyTests : Journey
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task An_administrator_adds_rotates_and_revokes_a_key(bool script)
    {
        var desk = await DeskAsync();
        await desk.AgencyAsync("SO-YTE");
        await desk.PersonAsync("quan", "admin");
        var window = (await SignedInAsync(desk, "quan", script: script)).Window;
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Quản trị" }).First.ClickAsync();
        await window.Page.Locator("main").GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Khóa API" }).First.ClickAsync();

        await KeysPage.RefusedAsync(window);
        await Expect(window.Page.Locator("#faults")).ToContainTextAsync("KHONG-CO");
        await Expect(window.Page.Locator("#name")).ToHaveValueAsync("Khóa sai");
        var first = await KeysPage.AddAsync(window, "Máy quét", "SO-YTE");
        Assert.That(await CodeAsync(desk, first), Is.EqualTo(200));

        await window.GoAsync("/keys");
        await Expect(KeysPage.Secret(window)).ToHaveCountAsync(0);
        Assert.That(await window.Page.ContentAsync(), Does.Not.Contain(first), "it is shown once");
        await window.Page.GetByText("Xoay hoặc thu hồi: Máy quét").ClickAsync();
        await window.Page.GetByLabel("Khóa cũ còn dùng được thêm").FillAsync("0");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Xoay khóa" }).ClickAsync();
        var second = await KeysPage.Secret(window).InnerTextAsync();
        Assert.That((await CodeAsync(desk, first), await CodeAsync(desk, second)), Is.EqualTo((401, 200)));

        await window.GoAsync("/keys");
        await window.Page.GetByText("Xoay hoặc thu hồi: Máy quét").ClickAsync();
        await window.Page.GetByLabel("Lý do thu hồi").FillAsync("Máy đã bỏ");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Thu hồi" }).ClickAsync();
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Đã thu hồi: Máy đã bỏ");
        Assert.That(await CodeAsync(desk, second), Is.EqualTo(401));
    }

    [Test]
    public async Task Who_does_not_administer_has_no_way_there()
    {
        var desk = await DeskAsync();
        await desk.PersonAsync("hoa", "responder");
        var window = (await SignedInAsync(desk, "hoa")).Window;
        await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Khóa API" })).ToHaveCountAsync(0);
        Assert.That((await window.GoAsync("/keys"))!.Status, Is.EqualTo(403));
    }

    private static async Task<int> CodeAsync(IncidentDesk.Harness.Desk desk, string secret)
    {
        using var response = await desk.Client(secret).GetAsync("/api/v1/incidents");
        return (int)response.StatusCode;
    }
}
