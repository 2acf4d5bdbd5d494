using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports.Form;

public sealed partial class OfflineDoorTests
{
    private FormScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await FormScene.StartAsync();

    [SetUp]
    public Task BeginAsync() => scene.BeginAsync();

    [OneTimeTearDown]
    public Task StopAsync() => scene.StopAsync();

    [Test]
    public async Task The_form_is_one_file_that_needs_nothing_from_outside()
    {
        using var answer = await scene.An.GetAsync("/report/offline");
        Assert.That(answer.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        var text = await answer.Content.ReadAsStringAsync();
        var page = await Visitor.ReadAsync(answer);
        Assert.That(page.QuerySelectorAll("[src], link, img, iframe, object"), Is.Empty);
        Assert.That(Outside().Matches(text.Replace("https://vi-du.example", "", StringComparison.Ordinal)), Is.Empty);
        Assert.That(page.QuerySelectorAll("script").Single().TextContent, Does.Contain("incidentdesk-report").And.Not.Contain("fetch("));
        Assert.That(page.QuerySelectorAll("input[name=kind]"), Has.Length.EqualTo(10));
        Assert.That(page.QuerySelector("[name=agency]")!.GetAttribute("value"), Is.EqualTo("SO-YTE"));
        Assert.That(Encoding.UTF8.GetByteCount(text), Is.LessThan(60_000));
    }

    [Test]
    public async Task A_file_is_shown_with_what_would_happen_filed_once_and_known_again()
    {
        var page = await BringAsync(OfflineFileTests.Good);
        Assert.That(page.QuerySelector("#preview"), Is.Not.Null);
        Assert.That(page.QuerySelector("#f-title")!.GetAttribute("value"), Is.EqualTo("Máy văn thư bị khóa"));
        Assert.That(await scene.CountAsync("reports"), Is.Zero);
        var incident = await scene.ActAsync("send", page);
        var number = incident.QuerySelector("#sent .read-out")!.TextContent;
        Assert.That(await scene.TextAsync("SELECT reported_via FROM reports ORDER BY received_at DESC, id DESC LIMIT 1"), Is.EqualTo("offline-form"));

        var again = await BringAsync(OfflineFileTests.Good);
        Assert.That(again.QuerySelector("#known")!.TextContent, Does.Contain(number));
        using var colleague = await Visitor.SignedInAsync(scene.Desk, "binh", "reporter", "SO-YTE");
        Assert.That((await BringAsync(OfflineFileTests.Good, HttpStatusCode.OK, colleague)).QuerySelector("#known")!.TextContent, Does.Contain(number));
        Assert.That(await scene.CountAsync("reports"), Is.EqualTo(1));
        using var stranger = await Visitor.SignedInAsync(scene.Desk, "chi", "reporter", "SO-GDDT");
        Assert.That((await BringAsync(OfflineFileTests.Good, HttpStatusCode.BadRequest, stranger)).Body!.TextContent, Does.Not.Contain(number));
    }

    [Test]
    public async Task Every_fault_of_the_answers_stands_at_its_field()
    {
        var page = await BringAsync(OfflineFileTests.File(
            Guid.NewGuid().ToString("D"), ("kind", "leak"), ("time", "25h"), ("q-subjects", "nhiều"), ("description", "Kể dài")), HttpStatusCode.BadRequest);
        Assert.That(page.QuerySelectorAll("#faults a").Select(link => link.GetAttribute("href")), Is.SupersetOf(new[] { "#f-time", "#f-title" }));
        Assert.That(page.QuerySelector("#f-description")!.TextContent, Is.EqualTo("Kể dài"), "nothing typed is lost");
    }

    [Test]
    public async Task A_file_with_a_stamp_is_not_taken_and_kept_nowhere()
    {
        var page = await BringAsync(OfflineFileTests.File(("kind", "leak"), ("description", "TUYỆT MẬT")), HttpStatusCode.BadRequest);
        Assert.That(page.QuerySelector("#faults")!.TextContent, Does.Contain("văn thư mật"));
        Assert.That(await scene.CountAsync("report_drafts"), Is.Zero);
    }

    [TestCase("<html></html>")]
    [TestCase("{\"form\":\"incidentdesk-report\",\"version\":1,\"key\":\"<script>alert(1)</script>\",\"answers\":[]}")]
    public async Task A_file_that_is_none_is_refused_by_its_place_and_files_nothing(string file)
    {
        var page = await BringAsync(file, HttpStatusCode.BadRequest);
        Assert.That(page.QuerySelectorAll("#faults code"), Is.Not.Empty);
        Assert.That(page.QuerySelectorAll("#faults script"), Is.Empty);
        Assert.That((await scene.CountAsync("reports"), await scene.CountAsync("report_drafts")), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_file_too_large_and_no_file_are_said_in_words()
    {
        Assert.That((await BringAsync(new byte[300_000], HttpStatusCode.BadRequest)).QuerySelector("#faults")!.TextContent, Does.Contain("256 kB"));
        Assert.That((await BringAsync([], HttpStatusCode.BadRequest)).QuerySelector("#faults")!.TextContent, Does.Contain("Chọn tệp"));
    }

    private Task<IHtmlDocument> BringAsync(string file, HttpStatusCode status = HttpStatusCode.OK, Visitor? who = null) => BringAsync(Encoding.UTF8.GetBytes(file), status, who);

    private async Task<IHtmlDocument> BringAsync(byte[] file, HttpStatusCode status, Visitor? who = null)
    {
        who ??= scene.An;
        var form = (IHtmlFormElement)(await who.PageAsync("/report/import")).QuerySelector("#import")!;
        using var content = new MultipartFormDataContent();
        foreach (var input in form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "hidden"))
            content.Add(new StringContent(input.Value), input.Name!);
        content.Add(new ByteArrayContent(file), "file", "bao-cao.json");
        using var answer = await who.SendAsync(new(HttpMethod.Post, "/report/import") { Content = content });
        var page = await Visitor.ReadAsync(answer);
        Assert.That(answer.StatusCode, Is.EqualTo(status), page.QuerySelector("#faults")?.TextContent);
        return page;
    }

    [GeneratedRegex(@"(?:https?:)?//[a-z]", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();
}
