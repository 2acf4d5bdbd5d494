using System.Net;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies;

public sealed class SystemFormDoorTests
{
    private Desk desk = null!;
    private Visitor admin = null!;
    private HttpClient key = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("SO-YTE");
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
    public async Task The_suggested_level_is_seen_before_anything_is_saved_and_then_the_system_is_entered()
    {
        var typed = new[]
        {
            ("code", "HSSK"), ("name", "Hồ sơ sức khỏe"), ("personalData", "sensitive"), ("sensitiveSubjects", "10.000"), ("purpose", "administrative-procedures"), ("level", "2"),
        };
        using var asked = await admin.SubmitAsync("/agencies/systems/new?agency=SO-YTE", "#system", [.. typed, ("act", "suggest")]);
        var page = await Visitor.ReadAsync(asked);
        Assert.That(asked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.QuerySelector("[role=status]")!.TextContent, Does.Contain("cấp 3").And.Contain("10.000 người").And.Contain("Chưa lưu gì"));
        Assert.That((await key.ReadAsync("/api/v1/systems")).Json!["items"]!.AsArray(), Is.Empty);

        using var saved = await admin.SubmitAsync(page, "#system", ("level", "3"));
        Assert.That((saved.StatusCode, saved.Headers.Location?.OriginalString), Is.EqualTo((HttpStatusCode.Found, "/agencies?agency=SO-YTE")));
        var stands = (await key.ReadAsync("/api/v1/systems/HSSK")).Json!;
        Assert.That(
            ((string?)stands["agency"], (long)stands["level"]!, (string?)stands["personalData"], (long)stands["sensitiveSubjects"]!, (string?)stands["purpose"], (string?)stands["exposure"]),
            Is.EqualTo(("SO-YTE", 3L, "sensitive", 10_000L, "administrative-procedures", "internal")));
        Assert.That((await admin.PageAsync("/agencies?agency=SO-YTE")).Body!.TextContent, Does.Contain("Giải quyết thủ tục hành chính").And.Contain("10.000"));
    }

    [Test]
    public async Task What_is_wrong_stands_beside_its_field_and_no_word_is_lost()
    {
        using var answer = await admin.SubmitAsync(
            "/agencies/systems/new", "#system", ("agency", "SO-YTE"), ("code", "a b"), ("name", "[MẬT] Danh sách"), ("exposure", ""), ("basicSubjects", "nhiều"), ("provider", "Công ty Mẫu"));

        var page = await Visitor.ReadAsync(answer);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        foreach (var field in new[] { "code", "name", "exposure", "personalData", "basicSubjects", "level" })
            Assert.That(page.QuerySelector($"#{field}-fault"), Is.Not.Null, field);
        Assert.That((Value(page, "name"), Value(page, "basicSubjects"), Value(page, "provider")), Is.EqualTo(("[MẬT] Danh sách", "nhiều", "Công ty Mẫu")));
        using var foreign = await admin.SubmitAsync(page, "#system", ("agency", "KHONG-CO"), ("code", "A"), ("name", "A"), ("exposure", "internal"), ("personalData", "none"), ("basicSubjects", ""), ("level", "1"));
        Assert.That((await Visitor.ReadAsync(foreign)).QuerySelector("#agency-fault")!.TextContent, Does.Contain("KHONG-CO"));
    }

    [Test]
    public async Task A_change_keeps_what_was_not_touched_and_asks_again_where_somebody_was_faster()
    {
        await desk.SystemAsync(await IdAsync("SO-YTE"), "CTTDT", 3);
        var form = await admin.PageAsync("/agencies/systems/CTTDT/change");
        using var lan = await Visitor.SignedInAsync(desk, "lan", "admin");
        using var first = await lan.SubmitAsync("/agencies/systems/CTTDT/change", "#system", ("provider", "Công ty Lan"));
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.Found));

        using var second = await admin.SubmitAsync(form, "#system", ("level", "4"));
        var page = await Visitor.ReadAsync(second);
        Assert.That((second.StatusCode, Value(page, "provider")), Is.EqualTo((HttpStatusCode.PreconditionFailed, "Công ty Lan")));
        Assert.That(page.QuerySelector("#faults")!.TextContent, Does.Contain("Người thử lan"));
        using var third = await admin.SubmitAsync(page, "#system");
        Assert.That(third.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        var stands = (await key.ReadAsync("/api/v1/systems/CTTDT")).Json!;
        Assert.That(((long)stands["level"]!, (string?)stands["provider"]), Is.EqualTo((4L, "Công ty Lan")));
    }

    private async Task<Guid> IdAsync(string code) => (Guid)(await key.ReadAsync($"/api/v1/agencies/{code}")).Json!["id"]!;

    private static string? Value(IHtmlDocument page, string field) => ((IHtmlInputElement)page.QuerySelector("#" + field)!).Value;
}
