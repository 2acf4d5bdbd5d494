using System.Net;
using IncidentDesk.Harness;
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
