using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.People.Register;

public sealed class PeopleDoorTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private Visitor admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(clock = new ManualClock());
        admin = await Visitor.SignedInAsync(desk, "chief", "admin");
        await desk.AgencyAsync("SO-YTE");
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task An_administrator_invites_changes_resets_and_ends_somebody_on_the_pages()
    {
        using var invited = await admin.SubmitAsync(
            "/people/new", "main form", ("user", "an"), ("name", "Nguyễn Giả An"), ("role", "reporter"), ("agency", "SO-YTE"), ("phone", "024 0000 0006"));
        var page = await Visitor.ReadAsync(invited);
        Assert.That(page.QuerySelector("#link")?.TextContent, Does.Contain("/welcome/"), page.QuerySelector("#faults")?.TextContent);
        var at = (await admin.PageAsync("/people")).QuerySelectorAll("tbody a").Single(link => link.TextContent == "Nguyễn Giả An").GetAttribute("href")!;
        Assert.That((await admin.PageAsync(at)).QuerySelector("#link"), Is.Null, "it is shown once");

        using var changed = await admin.SubmitAsync(at, $"form[action='{at}/change']", ("name", "Nguyễn Giả Ân"), ("ends", "30/06/2027"));
        Assert.That(changed.Headers.Location?.OriginalString, Is.EqualTo(at));
        Assert.That((await admin.PageAsync("/people?q=Giả")).QuerySelector("main")!.TextContent, Does.Contain("Nguyễn Giả Ân").And.Contain("30/06/2027"));
        using var reset = await admin.SubmitAsync(at, $"form[action='{at}/reset']", ("reason", "chưa nhận được"));
        Assert.That((await Visitor.ReadAsync(reset)).QuerySelector("#link"), Is.Not.Null);
        using var ended = await admin.SubmitAsync(at, $"form[action='{at}/end']", ("reason", "chuyển công tác"));
        Assert.That(ended.Headers.Location?.OriginalString, Is.EqualTo(at));
        using var back = await admin.SubmitAsync(at, $"form[action='{at}/return']");
        Assert.That((await admin.PageAsync(at)).QuerySelector($"form[action='{at}/end']"), Is.Not.Null);
    }

    [TestCase("user", "Ông Ba", "Tên đăng nhập gồm chữ thường")]
    [TestCase("agency", "SO-KHONG-CO", "Không có cơ quan mang mã này.")]
    [TestCase("agency", "", "Vai trò này cần mã cơ quan.")]
    [TestCase("phone", "gọi sau", "024 0000 0001")]
    [TestCase("ends", "mai", "30/06/2027")]
    [TestCase("user", "chief", "đã có người dùng")]
    public async Task What_is_wrong_in_the_form_is_said_and_what_was_typed_stays(string field, string value, string words)
    {
        using var answer = await admin.SubmitAsync(
            "/people/new", "main form",
            [.. new[] { ("user", "an"), ("name", "Nguyễn Giả An"), ("role", "reporter"), ("agency", "SO-YTE") }.Where(one => one.Item1 != field), (field, value)]);

        var page = await Visitor.ReadAsync(answer);
        Assert.That((answer.StatusCode, page.QuerySelector("#name")?.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "Nguyễn Giả An")));
        Assert.That(page.GetElementById("faults")!.TextContent, Does.Contain(words));
    }

    [Test]
    public async Task A_form_that_was_overtaken_saves_nothing_and_shows_how_it_stands()
    {
        await desk.PersonAsync("hoa", "responder");
        var at = (await admin.PageAsync("/people?role=responder")).QuerySelector("tbody a")!.GetAttribute("href")!;
        var opened = await admin.PageAsync(at);
        (await admin.SubmitAsync(opened, $"form[action='{at}/change']", ("name", "Tên Thứ Nhất"))).Dispose();

        using var late = await admin.SubmitAsync(opened, $"form[action='{at}/change']", ("name", "Tên Thứ Hai"));

        var page = await Visitor.ReadAsync(late);
        Assert.That(page.GetElementById("faults")!.TextContent, Does.Contain("Người khác vừa sửa"));
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Tên Thứ Nhất"));
    }

    [Test]
    public async Task An_administrator_signs_somebody_out_everywhere()
    {
        using var hoa = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var at = (await admin.PageAsync("/people?role=responder")).QuerySelector("tbody a")!.GetAttribute("href")!;

        (await admin.SubmitAsync(at, $"form[action='{at}/sign-out']")).Dispose();

        using var out_ = await hoa.GetAsync("/board");
        Assert.That(out_.StatusCode, Is.EqualTo(HttpStatusCode.Found));
    }

    [Test]
    public async Task An_administrator_takes_a_calendar_link_back()
    {
        using var hoa = await Visitor.SignedInAsync(desk, "hoa", "responder");
        (await hoa.SubmitAsync("/account", "form[action='/account/calendar']")).Dispose();
        Task<long> OpenAsync() => desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM calendar_links WHERE ended_at IS NULL"), CancellationToken.None);
        Assert.That(await OpenAsync(), Is.EqualTo(1));
        var at = (await admin.PageAsync("/people?role=responder")).QuerySelector("tbody a")!.GetAttribute("href")!;

        using var taken = await admin.SubmitAsync(at, $"form[action='{at}/calendar']");

        Assert.That((taken.StatusCode, await OpenAsync()), Is.EqualTo((HttpStatusCode.Found, 0)));
    }

    [Test]
    public async Task Only_administrators_come_here()
    {
        using var lead = await Visitor.SignedInAsync(desk, "hoa", "lead");

        await lead.PageAsync("/people", HttpStatusCode.Forbidden);
        await lead.PageAsync("/people/new", HttpStatusCode.Forbidden);
    }
}
