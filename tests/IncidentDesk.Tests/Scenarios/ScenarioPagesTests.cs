using System.Net;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

public sealed class ScenarioPagesTests
{
    private ScenarioScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await ScenarioScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task The_agency_sees_what_changed_from_what_to_what_and_records_the_review_without_script()
    {
        var id = await scene.OpenAsync();
        await scene.ProductsAsync("7.0.6");
        await scene.TurnAsync();
        using var person = await Visitor.SignedInAsync(scene.Desk, "huong", "reporter", "SO-YTE");
        var list = await person.PageAsync("/scenario-reviews");
        Assert.That(list.Body!.TextContent, Does.Contain("cấp độ 2 → 3").And.Contain("FortiOS: đổi từ 7.0.5 sang 7.0.6").And.Contain("20/12/2026").And.Contain("do bàn trực đặt"));
        Assert.That(list.QuerySelector($"a[href='/scenario-reviews/{id}']"), Is.Not.Null);

        using var refused = await person.SubmitAsync($"/scenario-reviews/{id}", "#settle", ("reviewedOn", "2026-11-01"), ("document", "12/KB-SYT"), ("note", "đang giữ"));
        var again = await Visitor.ReadAsync(refused);
        Assert.That((refused.StatusCode, again.QuerySelector("#note")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "đang giữ")), "nothing typed is lost");
        Assert.That(again.QuerySelector("#faults")!.TextContent, Does.StartWith("Ngày rà soát: Hệ thống thay đổi lần cuối ngày 20/11/2026"));
        using var settled = await person.SubmitAsync(again, "#settle", ("reviewedOn", "20/11/2026"));

        Assert.That((settled.StatusCode, settled.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Found, $"/scenario-reviews/{id}")));
        var page = await person.PageAsync($"/scenario-reviews/{id}");
        Assert.That(page.QuerySelector("#settle"), Is.Null);
        Assert.That(page.Body!.TextContent, Does.Contain("Đã rà soát ngày 20/11/2026").And.Contain("12/KB-SYT").And.Contain("Người thử huong"));
        Assert.That((await person.PageAsync("/scenario-reviews")).Body!.TextContent, Does.Contain("Không có lần rà soát nào"));
        Assert.That((await person.PageAsync("/scenario-reviews?state=open,overdue,done")).Body!.TextContent, Does.Contain("12/KB-SYT"));
    }

    [Test]
    public async Task The_panel_of_a_system_leads_to_its_reviews_and_who_only_reads_has_no_form()
    {
        var id = await scene.OpenAsync();
        using var auditor = await Visitor.SignedInAsync(scene.Desk, "kiem", "auditor");
        var link = (await auditor.PageAsync("/agencies?agency=SO-YTE")).QuerySelector("a[href^='/scenario-reviews?system=']")!.GetAttribute("href")!;
        Assert.That((await auditor.PageAsync(link)).QuerySelector($"a[href='/scenario-reviews/{id}']"), Is.Not.Null);
        Assert.That((await auditor.PageAsync($"/scenario-reviews/{id}")).QuerySelector("#settle"), Is.Null);
        using var other = await Visitor.SignedInAsync(scene.Desk, "minh", "reporter", "SO-GDDT");
        using var foreign = await other.GetAsync($"/scenario-reviews/{id}");
        Assert.That(foreign.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await other.PageAsync("/scenario-reviews?state=open,overdue,done")).Body!.TextContent, Does.Not.Contain("SO-YTE"));
    }

    [Test]
    public async Task Who_stands_above_has_no_form_and_one_that_is_void_says_why_in_both_languages()
    {
        var id = await scene.OpenAsync();
        using var above = await Visitor.SignedInAsync(scene.Desk, "tinh", "reporter", "TINH");
        Assert.That((await above.PageAsync($"/scenario-reviews/{id}")).QuerySelector("#settle"), Is.Null);
        using var person = await Visitor.SignedInAsync(scene.Desk, "huong", "reporter", "SO-YTE");
        Assert.That((await person.PageAsync($"/scenario-reviews/{id}")).QuerySelector("#settle"), Is.Not.Null);

        await scene.LevelAsync(2);
        await scene.TurnAsync();
        var page = await person.PageAsync($"/scenario-reviews/{id}");
        Assert.That(page.QuerySelector("#settle"), Is.Null);
        Assert.That(page.Body!.TextContent, Does.Contain("Không cần rà soát: hệ thống đã trở lại như trước").And.Not.Contain("Người ghi nhận"));
        Assert.That((await person.PageAsync("/scenario-reviews?state=void")).QuerySelector($"a[href='/scenario-reviews/{id}']"), Is.Not.Null);
        (await person.GetAsync("/language?to=en&back=/scenario-reviews")).Dispose();
        Assert.That((await person.PageAsync($"/scenario-reviews/{id}")).Body!.TextContent, Does.Contain("No review needed: the system is again as it was"));
    }

    [Test]
    public async Task On_an_English_page_all_of_it_is_English()
    {
        var id = await scene.OpenAsync();
        scene.Clock.Jump(TimeSpan.FromDays(33));
        using var person = await Visitor.SignedInAsync(scene.Desk, "truongca", "lead");
        (await person.GetAsync("/language?to=en&back=/scenario-reviews")).Dispose();
        foreach (var address in new[] { "/scenario-reviews", $"/scenario-reviews/{id}" })
            Assert.That((await person.PageAsync(address)).Body!.TextContent, Does.Contain("level 2 → 3").And.Contain("overdue").And.Contain("Agency SO-YTE").And.Not.Contain("Đơn vị"), address);
    }
}
