using System.Net;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

public sealed class AdvisoryPagesTests
{
    private Desk desk = null!;
    private HttpClient lead = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("TINH", kind: "province");
        await desk.SystemAsync(await desk.AgencyAsync("SO-YTE", "TINH"), "TUONG-LUA", 3);
        await desk.AgencyAsync("SO-GDDT", "TINH");
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_letter_is_pasted_confirmed_and_sent_without_script()
    {
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");
        const string text = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG\nSố: 867/STTTT-CNTT\nV/v lỗ hổng Follina\nTỉnh Mẫu, ngày 02 tháng 6 năm 2022\nCVE-2022-30190";
        using var read = await MultipartAsync(person, "/advisories/new", "#paste", ("text", text), ("act", "read"));
        var draft = await Visitor.ReadAsync(read);
        Assert.That(draft.QuerySelector("#number")!.GetAttribute("value"), Is.EqualTo("867/STTTT-CNTT"));
        Assert.That(draft.QuerySelector("#issuedOn")!.GetAttribute("value"), Is.EqualTo("02/06/2022"));
        using var wrong = await MultipartAsync(person, draft, "#confirm", ("number", "không phải số"), ("act", "confirm"));
        var again = await Visitor.ReadAsync(wrong);
        Assert.That((wrong.StatusCode, again.QuerySelector("#subject")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "lỗ hổng Follina")), "nothing typed is lost");
        using var confirmed = await MultipartAsync(person, again, "#confirm", ("number", "867/STTTT-CNTT"), ("products", "Microsoft Windows\nFortiOS: 7.0.0 - 7.0.6, 7.2.0"), ("act", "confirm"));
        var address = confirmed.Headers.Location!.ToString();
        var page = await person.PageAsync(address);
        Assert.That(page.Body!.TextContent, Does.Contain("FortiOS: 7.0.0 – 7.0.6, 7.2.0").And.Contain("mọi phiên bản"));
        using var sent = await person.SubmitAsync(address, "#send", ("kinds", "all"));
        Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await person.PageAsync(address)).QuerySelectorAll("#replies ~ table tbody tr, section table tbody tr"), Has.Length.EqualTo(3));
        Assert.That((await person.PageAsync($"{address}/reminder")).Body!.TextContent, Does.Contain("Kính gửi: Đơn vị SO-GDDT").And.Contain("867/STTTT-CNTT"));
    }

    [Test]
    public async Task An_urgent_letter_without_a_due_time_is_not_sent_by_its_page_either()
    {
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO kev_entries (cve, vendor, product, name, added_on, ransomware) VALUES ('CVE-2022-40684', 'F', 'F', 'F', '2022-10-11', 'Known')"), CancellationToken.None);
        var letter = Letters.Fortinet();
        (letter["exposed"], letter["automatable"], letter["technicalImpact"]) = (true, true, "total");
        var id = await lead.IssueAsync(letter);
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");

        using var refused = await person.SubmitAsync($"/advisories/{id}", "#send", ("kinds", "all"));

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await Visitor.ReadAsync(refused)).QuerySelector("#faults")!.TextContent, Does.Contain("cần có hạn").And.Contain("CISA BOD 26-04 gợi ý"));
        Assert.That(await lead.FiguresAsync(id), Is.EqualTo("not-sent 3"));
    }

    [Test]
    public async Task An_agency_answers_on_its_page_and_sees_no_other()
    {
        var id = await lead.IssueAsync();
        await lead.SendLetterAsync(id);
        using var person = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-YTE");
        var page = await person.PageAsync($"/advisories/{id}");
        Assert.That(page.Body!.TextContent, Does.Contain("Trả lời của Đơn vị SO-YTE").And.Not.Contain("SO-GDDT"));
        Assert.That(page.QuerySelector("#send"), Is.Null);
        using var refused = await person.SubmitAsync(page, "#answer", ("state", "affected"), ("evidence", "đang giữ"));
        var again = await Visitor.ReadAsync(refused);
        Assert.That((refused.StatusCode, again.QuerySelector("#evidence")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "đang giữ")));
        using var answered = await person.SubmitAsync(again, "#answer", ("state", "affected"), ("affected", "12"), ("evidence", ""));
        Assert.That(answered.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await person.PageAsync($"/advisories/{id}")).QuerySelector("#reply .state")!.TextContent, Does.Contain("Bị ảnh hưởng: 12"));
        Assert.That(await lead.StateAsync(id, "SO-YTE"), Is.EqualTo("affected"));
        await person.PageAsync($"/advisories/{id}?agency=SO-GDDT", HttpStatusCode.NotFound);
        Assert.That((await person.PageAsync("/advisories")).Body!.TextContent, Does.Contain("1684/STTTT-CNTT"));
    }

    [Test]
    public async Task The_matrix_says_each_state_by_a_sign_and_in_words_and_keeps_to_its_filter()
    {
        var id = await lead.IssueAsync();
        await lead.SendLetterAsync(id);
        await lead.AnswerAsync(id, "SO-YTE", """{"state":"affected","affected":7,"signedBy":"x","paper":"1/x"}""");
        using var person = await Visitor.SignedInAsync(desk, "xem", "responder");
        var page = await person.PageAsync("/advisories/matrix");
        Assert.That(page.QuerySelectorAll("table.matrix td a").Select(cell => $"{cell.TextContent} {cell.GetAttribute("aria-label")}"),
            Is.EquivalentTo(new[] { "→ Đã gửi", "→ Đã gửi", "7 Bị ảnh hưởng: 7" }));
        Assert.That(page.QuerySelector("svg.overview desc")!.TextContent, Does.Contain("Bị ảnh hưởng: 1"));
        var filtered = await person.PageAsync("/advisories/matrix?state=affected");
        Assert.That(filtered.QuerySelectorAll("table.matrix tbody th").Select(head => head.TextContent), Is.EqualTo(new[] { "Đơn vị SO-YTE" }));
        using var agency = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-GDDT");
        Assert.That((await agency.PageAsync("/advisories/matrix")).QuerySelectorAll("table.matrix tbody th").Select(head => head.TextContent), Is.EqualTo(new[] { "Đơn vị SO-GDDT" }));
    }

    [Test]
    public async Task The_matrix_knows_no_day_to_come_and_says_where_a_day_is_none()
    {
        var id = await lead.IssueAsync();
        await lead.SendLetterAsync(id);
        using var person = await Visitor.SignedInAsync(desk, "xem", "responder");
        Assert.That((await person.PageAsync("/advisories/matrix?asOf=31/02/2026")).QuerySelector("#faults")!.TextContent, Is.EqualTo("Viết ngày như 20/11/2026."));
        var far = await person.PageAsync("/advisories/matrix?asOf=01/05/2099");
        Assert.That(far.QuerySelector("main p.second")!.TextContent, Does.Not.Contain("2099"), "it says the instant that it knows");
        Assert.That((await lead.ReadAsync($"/api/v1/advisories/{id}/figures?asOf=2099-05-01T00:00:00Z")).Faults, Is.EqualTo(new[] { "?asOf in-the-future" }));
        Assert.That((await lead.PutAsync($"/api/v1/advisories/{id}/patch", """{"patchedOn":"2099-01-01"}""")).Faults, Is.EqualTo(new[] { "/patchedOn in-the-future" }));
    }

    [Test]
    public async Task An_embargo_says_the_hour_of_the_desk_and_the_hour_that_its_issuer_wrote()
    {
        var letter = Letters.Fortinet();
        letter["embargo"] = new JsonObject { ["until"] = "2099-12-10T09:00:00+09:00", ["zone"] = "Asia/Tokyo" };
        var id = await lead.IssueAsync(letter);
        using var person = await Visitor.SignedInAsync(desk, "xem", "responder");
        var says = (await person.PageAsync($"/advisories/{id}")).QuerySelector("p.notice")!.TextContent;
        Assert.That(says, Does.Contain("07:00").And.Contain("(Asia/Ho_Chi_Minh)").And.EndWith("Nơi ban hành ghi 09:00 10/12/2099 (Asia/Tokyo)."));
    }

    private static async Task<HttpResponseMessage> MultipartAsync(Visitor person, string address, string selector, params (string, string)[] filled) =>
        await MultipartAsync(person, await person.PageAsync(address), selector, filled);

    private static Task<HttpResponseMessage> MultipartAsync(Visitor person, AngleSharp.Html.Dom.IHtmlDocument page, string selector, params (string Name, string Value)[] filled)
    {
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector(selector)!;
        var fields = form.Elements.OfType<AngleSharp.Html.Dom.IHtmlInputElement>().Where(input => input.Name is { Length: > 0 } && input.Type is not ("file" or "submit"))
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var area in form.Elements.OfType<AngleSharp.Html.Dom.IHtmlTextAreaElement>())
            fields[area.Name!] = area.Value;
        foreach (var select in form.Elements.OfType<AngleSharp.Html.Dom.IHtmlSelectElement>())
            fields[select.Name!] = select.Value ?? "";
        foreach (var (name, value) in filled)
            fields[name] = value;
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        return person.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(form.GetAttribute("action")!, UriKind.Relative)) { Content = content });
    }
}
