using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

public sealed class WeaknessesDoorTests
{
    private Desk desk = null!;
    private Visitor admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        admin = await Visitor.SignedInAsync(desk, "quan", "admin");
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task A_file_is_brought_in_on_the_page_and_an_older_one_is_refused_there()
    {
        using var done = await SendAsync("kev", Kev("2022-10-12"));
        var page = await admin.PageAsync(done.Headers.Location!.OriginalString);
        Assert.That(page.QuerySelector("[role=status]")!.TextContent, Is.EqualTo("Đã nhập: KEV của CISA (JSON)."));
        Assert.That(page.QuerySelector("tbody tr")!.TextContent, Does.Contain("12/10/2022"));

        using var older = await SendAsync("kev", Kev("2022-10-01"));
        Assert.That((older.StatusCode, (await Visitor.ReadAsync(older)).QuerySelector("#faults")!.TextContent), Is.EqualTo((HttpStatusCode.BadRequest, "Tệp này của ngày 2022-10-01, cũ hơn tệp ngày 2022-10-12 đang dùng.")));
        using var future = await SendAsync("kev", Kev("2999-01-02"));
        Assert.That((future.StatusCode, (await Visitor.ReadAsync(future)).QuerySelector("#faults")!.TextContent), Is.EqualTo((HttpStatusCode.BadRequest, "Tệp này ghi ngày 2999-01-02, là ngày chưa tới.")));
        using var cutOff = await SendAsync("kev", Kev("2022-10-13").Replace("\"count\":1", "\"count\":1500", StringComparison.Ordinal));
        Assert.That((cutOff.StatusCode, (await Visitor.ReadAsync(cutOff)).QuerySelector("#faults")!.TextContent), Is.EqualTo((HttpStatusCode.BadRequest, "Danh mục ghi có 1500 lỗ hổng nhưng chỉ có 1: hãy tải lại cả tệp.")));
        using var nonsense = await SendAsync("epss", "không phải bảng");
        page = await Visitor.ReadAsync(nonsense);
        Assert.That((nonsense.StatusCode, ((IHtmlSelectElement)page.QuerySelector("#kind")!).Value), Is.EqualTo((HttpStatusCode.BadRequest, "epss")));
        using var nothing = await SendAsync("kev", "");
        Assert.That((await Visitor.ReadAsync(nothing)).QuerySelector("#faults")!.TextContent, Is.EqualTo("Hãy chọn một tệp."));
    }

    [Test]
    public async Task Nobody_but_an_administrator_reaches_it()
    {
        using var lead = await Visitor.SignedInAsync(desk, "binh", "lead");
        await lead.PageAsync("/admin/weaknesses", HttpStatusCode.Forbidden);
    }

    private static string Kev(string day) =>
        $$"""
        {"title":"CISA","catalogVersion":"{{day.Replace('-', '.')}}","dateReleased":"{{day}}T10:00:00.0000Z","count":1,"vulnerabilities":[
        {"cveID":"CVE-2022-40684","vendorProject":"Fortinet","product":"Multiple Products","vulnerabilityName":"Bypass","dateAdded":"2022-10-01",
        "shortDescription":"x","requiredAction":"x","dueDate":"2022-11-01","knownRansomwareCampaignUse":"Known","notes":""}]}
        """;

    private async Task<HttpResponseMessage> SendAsync(string kind, string text)
    {
        var form = (IHtmlFormElement)(await admin.PageAsync("/admin/weaknesses")).QuerySelector("#bring")!;
        using var content = new MultipartFormDataContent();
        foreach (var input in form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "hidden"))
            content.Add(new StringContent(input.Value), input.Name!);
        content.Add(new StringContent(kind), "kind");
        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "file.json");
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = content };
        return await admin.SendAsync(request);
    }
}
