using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Reports.Form;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports.Home;

public sealed class HomeDoorTests
{
    private FormScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await FormScene.StartAsync();

    [OneTimeTearDown]
    public Task StopAsync() => scene.StopAsync();

    [Test]
    public async Task An_agency_sees_its_own_and_nothing_of_another()
    {
        var empty = await scene.An.PageAsync("/home");
        Assert.That(empty.QuerySelector("main")!.TextContent, Does.Contain("không có sự cố nào đang mở").And.Contain("Chưa có cảnh báo"));
        var own = (await scene.SentAsync(("q-service", "essential"), ("q-help", "response"))).Split('/', '?')[2];
        var foreign = ExampleReport.Body("SO-GDDT");
        foreign["title"] = "Bảng điểm bị sửa";
        var other = (string)(await scene.Desk.Client(await scene.Desk.KeyAsync(null)).FileAsync(foreign)).Json!["number"]!;

        var page = await scene.An.PageAsync("/home");
        Assert.That(page.QuerySelector("section[aria-labelledby=running]")!.TextContent, Does.Contain(own));
        Assert.That(page.QuerySelector("section[aria-labelledby=dues] .clock"), Is.Not.Null);
        Assert.That(page.QuerySelector("section[aria-labelledby=systems]")!.TextContent, Does.Contain("YTE-WEB"));
        Assert.That(page.QuerySelector("section[aria-labelledby=phones]")!.TextContent, Does.Contain("024 0000 0001"));
        Assert.That(page.DocumentElement.OuterHtml, Does.Not.Contain(other).And.Not.Contain("GDDT").And.Not.Contain("Bảng điểm"));
    }

    [Test]
    public async Task A_letter_that_waits_for_the_agencys_answer_stands_there_until_it_is_answered()
    {
        var lead = scene.Desk.Client(await scene.Desk.KeyAsync(null, "report read work approve admin"));
        var body = Letters.Fortinet("77/STTTT-CNTT");
        (body["dueAt"], body["dueReason"]) = ("2199-01-01T00:00:00Z", "Theo văn bản");
        var id = await lead.IssueAsync(body);
        await lead.SendLetterAsync(id, """{"agencies":["SO-YTE"]}""");

        var section = (await scene.An.PageAsync("/home")).QuerySelector("section[aria-labelledby=advisories]")!;
        Assert.That(section.TextContent, Does.Contain("77/STTTT-CNTT").And.Contain("Đã gửi").And.Not.Contain("Chưa có cảnh báo"));
        Assert.That(section.QuerySelector($"a[href='/advisories/{id}']"), Is.Not.Null);
        Assert.That(section.QuerySelector(".clock"), Is.Not.Null, "its due time runs");
        await lead.AnswerAsync(id, "SO-YTE", """{"state":"not-affected","evidence":"Không dùng","signedBy":"x","paper":"1/x"}""");
        Assert.That((await scene.An.PageAsync("/home")).QuerySelector("section[aria-labelledby=advisories]")!.TextContent, Does.Contain("Chưa có cảnh báo").And.Not.Contain("77/STTTT-CNTT"));
    }

    [Test]
    public async Task The_address_of_the_desk_alone_leads_everybody_to_their_own_page()
    {
        using var responder = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
        using var nobody = new Visitor(scene.Desk);
        using var door = await nobody.GetAsync("/");
        Assert.That(door.Headers.Location!.OriginalString, Is.EqualTo("/sign-in"));
        using var an = await scene.An.GetAsync("/");
        using var hoa = await responder.GetAsync("/");
        using var home = await responder.GetAsync("/home");
        Assert.That((an.Headers.Location!.OriginalString, hoa.Headers.Location!.OriginalString, home.Headers.Location!.OriginalString), Is.EqualTo(("/home", "/board", "/board")));
        Assert.That((await scene.An.PageAsync("/home")).QuerySelector("nav .report-now")!.GetAttribute("href"), Is.EqualTo("/report"));
        Assert.That((await responder.PageAsync("/board")).QuerySelector("nav .report-now"), Is.Null);
        Assert.That((await responder.PageAsync("/board")).QuerySelector("nav a[href='/report/caller']"), Is.Not.Null);
    }
}
