using System.Net;
using IncidentDesk.Reports.Form;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports.Form;

public sealed class CallerDoorTests
{
    private FormScene scene = null!;
    private Visitor hoa = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await FormScene.StartAsync();
        hoa = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        hoa.Dispose();
        await scene.StopAsync();
    }

    [Test]
    public async Task Five_fields_give_a_number_to_read_out()
    {
        var form = await hoa.PageAsync("/report/caller");
        Assert.That(form.QuerySelector(".urgent")!.TextContent, Does.Contain("024 0000 0001"));
        Assert.That(form.QuerySelectorAll("#agencies option").Select(option => option.GetAttribute("value")), Does.Contain("SO-YTE · Đơn vị SO-YTE"));
        (string, string)[] filled =
            [("agency", "don vi so-yte"), ("contactName", "Chị Lan"), ("contactPhone", "024 0000 0007"), ("description", "Máy báo đòi tiền.\nHai máy."), ("kind", "ransom")];
        using var filed = await hoa.SubmitAsync(form, "#caller", filled);
        using var again = await hoa.SubmitAsync(form, "#caller", filled);
        Assert.That(again.Headers.Location, Is.EqualTo(filed.Headers.Location));
        var page = await hoa.PageAsync(filed.Headers.Location!.OriginalString);
        Assert.That(page.QuerySelector("#number")!.TextContent, Is.EqualTo(await scene.TextAsync("SELECT number FROM incidents ORDER BY received_at DESC, id DESC LIMIT 1")));
        Assert.That(await scene.TextAsync("SELECT reported_via FROM reports ORDER BY received_at DESC, id DESC LIMIT 1"), Is.EqualTo("phone"));
        Assert.That(await scene.TextAsync("SELECT title FROM incidents ORDER BY received_at DESC, id DESC LIMIT 1"), Is.EqualTo("Máy báo đòi tiền."));
        Assert.That(await scene.TextAsync("SELECT facts FROM reports ORDER BY received_at DESC, id DESC LIMIT 1"), Does.Contain("+842400000007").And.Contain("Chị Lan").And.Contain("Hai máy."));
    }

    [Test]
    public async Task What_is_missing_is_said_and_the_words_are_kept()
    {
        using var answer = await hoa.SubmitAsync("/report/caller", "#caller", ("agency", "so"), ("description", ""), ("contactName", "Chị Lan"));
        var page = await Visitor.ReadAsync(answer);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.QuerySelectorAll("#faults a").Select(link => link.GetAttribute("href")), Is.EquivalentTo(new[] { "#f-agency", "#f-kind", "#f-description" }));
        Assert.That(page.QuerySelector("#f-contactName")!.GetAttribute("value"), Is.EqualTo("Chị Lan"));
    }

    [Test]
    public async Task An_agency_takes_no_calls() => await scene.An.PageAsync("/report/caller", HttpStatusCode.Forbidden);

    [TestCase("SO-YTE", "SO-YTE")]
    [TestCase("so-yte", "SO-YTE")]
    [TestCase("y te", "SO-YTE")]
    [TestCase("SO-YTE · Sở Y tế", "SO-YTE")]
    [TestCase("giáo dục", "SO-GDDT")]
    [TestCase("sở", null)]
    [TestCase("", null)]
    [TestCase("khác", null)]
    public void An_agency_is_found_by_its_code_or_by_what_only_its_name_has(string typed, string? code) =>
        Assert.That(FileForCaller.Find([new("SO-YTE", "Sở Y tế"), new("SO-GDDT", "Sở Giáo dục và Đào tạo")], typed), Is.EqualTo(code));
}
