using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

/// <summary>A letter is put right on its page, by people without script.</summary>
public sealed class AdvisoryFormDoorTests
{
    private Desk desk = null!;
    private HttpClient lead = null!;
    private Visitor person = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("SO-YTE");
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        person = await Visitor.SignedInAsync(desk, "truc", "responder");
    }

    [TearDown]
    public async Task StopAsync()
    {
        person.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task A_letter_is_put_right_on_its_page_and_what_names_it_stays()
    {
        var id = await lead.IssueAsync();
        Assert.That((await person.PageAsync($"/advisories/{id}")).QuerySelector($"a[href='/advisories/{id}/change']")!.TextContent, Is.EqualTo("Sửa văn bản"));

        using var changed = await ChangeAsync(await FormAsync(id), ("subject", "Lỗ hổng FortiOS, bản đính chính"), ("severity", "high"), ("asks", "Rà soát\nNâng cấp ngay"), ("products", "FortiOS: < 7.2.2"));

        Assert.That((changed.StatusCode, changed.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Found, $"/advisories/{id}")));
        var stands = (await lead.ReadAsync($"/api/v1/advisories/{id}")).Json!;
        Assert.That(
            ((string?)stands["number"], (string?)stands["issuer"], (string?)stands["subject"], (string?)stands["severity"], (string?)stands["asks"]![1], (string?)stands["products"]![0]!["versions"]![0]!["fixedIn"]),
            Is.EqualTo(("1684/STTTT-CNTT", "Sở Thông tin và Truyền thông", "Lỗ hổng FortiOS, bản đính chính", "high", "Nâng cấp ngay", "7.2.2")));
        Assert.That((await person.PageAsync($"/advisories/{id}")).Body!.TextContent, Does.Contain("bản đính chính"));
    }

    [Test]
    public async Task What_nobody_touched_stays_as_it_was_to_the_second_the_zone_and_the_line()
    {
        var letter = Letters.Fortinet();
        (letter["dueAt"], letter["dueReason"], letter["text"], letter["exposed"]) = ("2026-12-20T10:11:12Z", "Theo văn bản", "Dòng một  \r\n\r\nDòng hai ", null);
        letter["embargo"] = new JsonObject { ["until"] = "2026-12-01T01:02:03Z", ["zone"] = "UTC" };
        letter["asks"] = new JsonArray("Rà soát\ntừng máy", "Nâng cấp");
        letter["products"] = new JsonArray(new JsonObject { ["name"] = "Windows: Server", ["versions"] = new JsonArray(
            new JsonObject { ["from"] = "1.0", ["to"] = "2.0", ["fixedIn"] = "2.1" }) }, new JsonObject { ["name"] = "FortiOS" });
        var id = await lead.IssueAsync(letter);
        var before = (await lead.ReadAsync($"/api/v1/advisories/{id}")).Json!;

        using (var same = await ChangeAsync(await FormAsync(id)))
            Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await lead.ReadAsync($"/api/v1/advisories/{id}")).Json!.ToJsonString(), Is.EqualTo(before.ToJsonString()), "nothing new was said, so nothing changed");
        using (var one = await ChangeAsync(await FormAsync(id), ("subject", "Khác")))
            Assert.That(one.StatusCode, Is.EqualTo(HttpStatusCode.Found));

        var after = (await lead.ReadAsync($"/api/v1/advisories/{id}")).Json!;
        foreach (var name in new[] { "dueAt", "text", "embargoUntil", "embargoZone", "asks", "products", "exposed", "automatable", "technicalImpact", "dues", "cves", "tlp" })
            Assert.That(after[name]?.ToJsonString(), Is.EqualTo(before[name]?.ToJsonString()), name);
        Assert.That(((string?)after["subject"], (long)after["version"]!), Is.EqualTo(("Khác", (long)before["version"]! + 1)));
    }

    [Test]
    public async Task Everything_wrong_stands_beside_its_field_and_no_word_is_lost()
    {
        var letter = Letters.Fortinet();
        (letter["dueAt"], letter["dueReason"]) = ("2026-12-20T10:00:00Z", "Theo văn bản");
        var id = await lead.IssueAsync(letter);

        using var refused = await ChangeAsync(
            await FormAsync(id), ("subject", "TỐI MẬT"), ("severity", ""), ("cves", "CVE-2022-40684, CVE-x"), ("dueAt", "ngày mai"), ("products", "FortiOS: 7.2.0 - 7.0.0"), ("text", "Dòng một\nDòng hai"));

        var page = await Visitor.ReadAsync(refused);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        foreach (var (field, said) in new[] { ("subject", "văn thư mật"), ("severity", "Hãy chọn"), ("cves", "Mục 2: "), ("dueAt", "25/10/2026 17:00"), ("products", "Mục 1: ") })
        {
            Assert.That(page.QuerySelector($"#{field}-fault")?.TextContent, Does.Contain(said), field);
            Assert.That(page.QuerySelector($"#faults a[href='#{field}']"), Is.Not.Null, field);
        }
        Assert.That((Value(page, "subject"), Value(page, "dueAt"), page.QuerySelector("#text")!.TextContent.ReplaceLineEndings("\n")), Is.EqualTo(("TỐI MẬT", "ngày mai", "Dòng một\nDòng hai")));
        using var late = await ChangeAsync(await FormAsync(id), ("dueAt", "31/12/2199 17:00"));
        Assert.That((await Visitor.ReadAsync(late)).QuerySelector("#dueReason-fault")?.TextContent, Does.Contain("hãy nêu lý do"));
    }

    [Test]
    public async Task Who_comes_second_reads_what_the_first_one_made_of_it_and_loses_neither()
    {
        var id = await lead.IssueAsync();
        var form = await FormAsync(id);
        using var lan = await Visitor.SignedInAsync(desk, "lan", "responder");
        using (var first = await ChangeAsync(lan, await lan.PageAsync($"/advisories/{id}/change"), ("subject", "Tên của Lan"), ("severity", "low"), ("asks", "Việc của Lan")))
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.Found));

        using var second = await ChangeAsync(form, ("subject", "Tên của Trực"), ("severity", "high"));

        var page = await Visitor.ReadAsync(second);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(page.QuerySelector("#faults")!.TextContent, Does.Contain("Người thử lan vừa đổi lúc"));
        Assert.That(page.QuerySelector("#subject-moved")!.TextContent, Does.Contain("Tên của Lan").And.Contain("Tên của Trực"));
        Assert.That((Value(page, "subject"), ((IHtmlSelectElement)page.QuerySelector("#severity")!).Value), Is.EqualTo(("Tên của Trực", "")), "of two choices neither is chosen beforehand");
        Assert.That(page.QuerySelector("#asks")!.TextContent, Is.EqualTo("Việc của Lan"), "what was left alone here goes on holding");
        using var third = await ChangeAsync(page, ("severity", "high"));
        Assert.That(third.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        var stands = (await lead.ReadAsync($"/api/v1/advisories/{id}")).Json!;
        Assert.That(((string?)stands["subject"], (string?)stands["severity"], (string?)stands["asks"]![0]), Is.EqualTo(("Tên của Trực", "high", "Việc của Lan")));
    }

    [Test]
    public async Task Only_the_desk_reaches_the_form_and_a_letter_of_a_hundred_thousand_signs_passes_it()
    {
        var letter = Letters.Fortinet();
        letter["text"] = string.Concat(Enumerable.Repeat("Nguyễn ", 14_000));
        var id = await lead.IssueAsync(letter);
        await lead.SendLetterAsync(id);
        using var agency = await Visitor.SignedInAsync(desk, "an", "agency-lead", "SO-YTE");
        Assert.That((await agency.PageAsync($"/advisories/{id}")).QuerySelector("a[href$='/change']"), Is.Null);
        await agency.PageAsync($"/advisories/{id}/change", HttpStatusCode.Forbidden);
        await person.PageAsync("/advisories/019a0000-0000-7000-8000-000000000000/change", HttpStatusCode.NotFound);

        using var changed = await ChangeAsync(await FormAsync(id), ("subject", "Khác"));

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await agency.PageAsync($"/advisories/{id}")).QuerySelector(".lead")!.TextContent, Is.EqualTo("Khác"));
    }

    private Task<IHtmlDocument> FormAsync(string id) => person.PageAsync($"/advisories/{id}/change");

    private Task<HttpResponseMessage> ChangeAsync(IHtmlDocument page, params (string Name, string Value)[] filled) => ChangeAsync(person, page, filled);

    /// <summary>As a browser sends it: the lines of a text and of a hidden field end as the network has them.</summary>
    private static Task<HttpResponseMessage> ChangeAsync(Visitor visitor, IHtmlDocument page, params (string Name, string Value)[] filled)
    {
        var form = (IHtmlFormElement)page.QuerySelector("#letter")!;
        var fields = form.Elements.OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        foreach (var area in form.Elements.OfType<IHtmlTextAreaElement>())
            fields[area.Name!] = area.Value;
        foreach (var select in form.Elements.OfType<IHtmlSelectElement>())
            fields[select.Name!] = select.Value ?? "";
        foreach (var (name, value) in filled)
            fields[name] = value;
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value.ReplaceLineEndings("\r\n")), name);
        return visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(form.GetAttribute("action")!, UriKind.Relative)) { Content = content });
    }

    private static string? Value(IHtmlDocument page, string field) => ((IHtmlInputElement)page.QuerySelector("#" + field)!).Value;
}
