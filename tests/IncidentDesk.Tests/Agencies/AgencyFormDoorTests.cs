using System.Net;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies;

public sealed class AgencyFormDoorTests
{
    private Desk desk = null!;
    private Visitor admin = null!;
    private HttpClient key = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("TINH", kind: "province");
        key = desk.Client(await desk.KeyAsync(null, "admin"));
        admin = await Visitor.SignedInAsync(desk, "quan", "admin");
    }

    [TearDown]
    public async Task StopAsync()
    {
        key.Dispose();
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task An_agency_is_entered_on_the_page_and_stands_in_the_tree()
    {
        using var answer = await admin.SubmitAsync(
            "/agencies/new?parent=TINH", "#agency", ("code", "SO-YTE"), ("name", "Sở Y tế"), ("kind", "department"), ("validFrom", "01/02/2026"),
            ("phone", "024 0000 0001"), ("email", "vt@soyte.example"), ("safeEmail", "duphong@ngoai.example"));
        Assert.That((answer.StatusCode, answer.Headers.Location?.OriginalString), Is.EqualTo((HttpStatusCode.Found, "/agencies?agency=SO-YTE")));

        var page = await admin.PageAsync("/agencies?agency=SO-YTE");
        Assert.That(page.QuerySelector(".tree .tree")!.TextContent, Does.Contain("Sở Y tế"));
        Assert.That(page.QuerySelector(".facts")!.TextContent, Does.Contain("Trực thuộc").And.Contain("01/02/2026").And.Contain("duphong@ngoai.example"));
        var stands = (await key.ReadAsync("/api/v1/agencies/SO-YTE")).Json!;
        Assert.That(((string?)stands["parent"], (string?)stands["jurisdiction"], (string?)stands["validFrom"]), Is.EqualTo(("TINH", "civil", "2026-01-31T17:00:00.000Z")));
    }

    [Test]
    public async Task Everything_wrong_stands_beside_its_field_and_no_word_is_lost()
    {
        using var answer = await admin.SubmitAsync(
            "/agencies/new", "#agency", ("code", "so y"), ("name", "TỐI MẬT"), ("kind", ""), ("parent", "KHONG-CO"), ("validTo", "12/31/2026"), ("phone", "12"), ("email", "a@b, c@d"));

        var page = await Visitor.ReadAsync(answer);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        foreach (var (field, said, typed) in new[]
        {
            ("code", "SO-YTE", "so y"), ("name", "văn thư mật", "TỐI MẬT"), ("kind", "Hãy chọn", null), ("validTo", "31/12/2026", "12/31/2026"), ("phone", "024 0000 0001", "12"), ("email", "van-thu@", "a@b, c@d"),
        })
        {
            Assert.That(page.QuerySelectorAll($"#{field}-fault").Single().TextContent, Does.Contain(said), field);
            Assert.That(page.QuerySelector($"#faults a[href='#{field}']"), Is.Not.Null, field);
            if (typed is not null)
                Assert.That(Value(page, field), Is.EqualTo(typed));
        }
        Assert.That(Value(page, "parent"), Is.EqualTo("KHONG-CO"));
        Assert.That((await key.ReadAsync("/api/v1/agencies")).Json!["items"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_code_in_use_and_an_agency_above_that_is_not_there_are_said_at_their_fields()
    {
        using var taken = await admin.SubmitAsync("/agencies/new", "#agency", ("code", "TINH"), ("name", "Tỉnh khác"), ("kind", "province"));
        Assert.That((taken.StatusCode, (await Visitor.ReadAsync(taken)).QuerySelector("#code-fault")!.TextContent), Is.EqualTo((HttpStatusCode.Conflict, "Mã này đã được dùng: hãy chọn mã khác, hoặc sửa mục đã có.")));
        using var missing = await admin.SubmitAsync("/agencies/new", "#agency", ("code", "A"), ("name", "A"), ("kind", "unit"), ("parent", "KHONG-CO"));
        var page = await Visitor.ReadAsync(missing);
        Assert.That((page.QuerySelector("#parent-fault")!.TextContent, Value(page, "name")), Is.EqualTo(("Không có 'KHONG-CO' mà bạn được tham chiếu: hãy kiểm tra lại mã.", "A")));
    }

    [Test]
    public async Task What_nobody_touched_stays_as_it_was_to_the_second()
    {
        await key.PostAsync("/api/v1/agencies", """{"code":"A","name":"A","nameEn":"The A","kind":"unit","validFrom":"2026-01-02T03:04:05Z","validTo":"2027-01-02T03:04:05Z","parent":"TINH","phone":"024 0000 0001"}""");
        using var answer = await admin.SubmitAsync("/agencies/A/change", "#agency", ("name", "B"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));

        var stands = (await key.ReadAsync("/api/v1/agencies/A")).Json!;
        Assert.That(
            ((string?)stands["name"], (string?)stands["nameEn"], (string?)stands["validFrom"], (string?)stands["validTo"], (string?)stands["parent"], (string?)stands["phone"]),
            Is.EqualTo(("B", "The A", "2026-01-02T03:04:05.000Z", "2027-01-02T03:04:05.000Z", "TINH", "024 0000 0001")));
    }

    [Test]
    public async Task Who_comes_second_sees_what_the_first_one_changed_before_it_is_overwritten()
    {
        await desk.AgencyAsync("SO-A");
        var form = await admin.PageAsync("/agencies/SO-A/change");
        using var lan = await Visitor.SignedInAsync(desk, "lan", "admin");
        using var first = await lan.SubmitAsync("/agencies/SO-A/change", "#agency", ("name", "Tên của Lan"), ("kind", "commune"), ("phone", "024 0000 0009"));
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.Found));

        using var second = await admin.SubmitAsync(form, "#agency", ("name", "Tên của Quân"), ("kind", "unit"));
        var page = await Visitor.ReadAsync(second);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(page.QuerySelector("#faults")!.TextContent, Does.Contain("Người thử lan vừa đổi lúc"));
        Assert.That(page.QuerySelector("#name-moved")!.TextContent, Does.Contain("Đơn vị SO-A").And.Contain("Tên của Lan").And.Contain("Tên của Quân"));
        Assert.That((Value(page, "name"), ((IHtmlSelectElement)page.QuerySelector("#kind")!).Value), Is.EqualTo(("Tên của Quân", "")), "of two choices neither is chosen beforehand");
        Assert.That((Value(page, "phone"), page.QuerySelector("#phone-moved")!.TextContent), Is.EqualTo(("024 0000 0009", "Người khác vừa đổi ∅ thành 024 0000 0009. Anh/chị chưa sửa mục này, nên giữ giá trị mới.")));
        Assert.That((string?)(await key.ReadAsync("/api/v1/agencies/SO-A")).Json!["name"], Is.EqualTo("Tên của Lan"));

        using var third = await admin.SubmitAsync(page, "#agency", ("kind", "unit"));
        Assert.That(third.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        var stands = (await key.ReadAsync("/api/v1/agencies/SO-A")).Json!;
        Assert.That(((string?)stands["name"], (string?)stands["kind"], (string?)stands["phone"]), Is.EqualTo(("Tên của Quân", "unit", "024 0000 0009")));
    }

    [Test]
    public async Task A_merged_agency_keeps_its_old_incidents_under_its_old_name()
    {
        var old = await desk.AgencyAsync("SO-TTTT");
        await desk.AgencyAsync("SO-KHCN");
        var number = (string)(await desk.Client(await desk.KeyAsync(old)).FileAsync(ExampleReport.Ordinary("SO-TTTT"))).Json!["number"]!;
        using var answer = await admin.SubmitAsync("/agencies/SO-TTTT/change", "#agency", ("validFrom", "01/01/2020"), ("validTo", "01/11/2026"), ("successor", "SO-KHCN"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));

        using var heir = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-KHCN");
        Assert.That((await heir.PageAsync($"/incidents/{number}")).Body!.TextContent, Does.Contain("Đơn vị SO-TTTT"));
        Assert.That((await heir.PageAsync("/agencies?agency=SO-KHCN")).QuerySelector(".facts")!.TextContent, Does.Contain("Kế thừa từ").And.Contain("Đơn vị SO-TTTT"));
    }

    [Test]
    public async Task Only_an_administrator_is_led_to_the_forms_or_reaches_them()
    {
        Assert.That((await admin.PageAsync("/agencies?agency=TINH")).QuerySelectorAll("main a[href^='/agencies/']").Select(link => link.GetAttribute("href")), Is.SupersetOf(new[]
        {
            "/agencies/new", "/agencies/TINH/change", "/agencies/new?parent=TINH", "/agencies/systems/new?agency=TINH",
        }));
        using var lead = await Visitor.SignedInAsync(desk, "binh", "lead");
        using var agency = await Visitor.SignedInAsync(desk, "an", "agency-lead", "TINH");
        foreach (var visitor in new[] { lead, agency })
        {
            Assert.That((await visitor.PageAsync("/agencies?agency=TINH")).QuerySelector("main a[href^='/agencies/']"), Is.Null);
            foreach (var address in new[] { "/agencies/new", "/agencies/TINH/change", "/agencies/systems/new" })
                await visitor.PageAsync(address, HttpStatusCode.Forbidden);
        }
        await admin.PageAsync("/agencies/KHONG-CO/change", HttpStatusCode.NotFound);

        await desk.AgencyAsync("SO-YTE", "TINH");
        using var below = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-YTE");
        var own = (await below.PageAsync("/agencies?agency=SO-YTE")).QuerySelector(".facts")!;
        Assert.That((own.TextContent.Contains("TINH", StringComparison.Ordinal), own.QuerySelector("a")), Is.EqualTo((true, default(AngleSharp.Dom.IElement))), "no link that leads to 404");
    }

    private static string? Value(IHtmlDocument page, string field) => ((IHtmlInputElement)page.QuerySelector("#" + field)!).Value;
}
