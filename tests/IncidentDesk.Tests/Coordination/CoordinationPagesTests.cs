using System.Globalization;
using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Coordination;

public sealed class CoordinationPagesTests
{
    private Desk desk = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("TINH", kind: "province");
        await desk.SystemAsync(await desk.AgencyAsync("SO-YTE", "TINH"), "CTTDT", 3);
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_request_is_entered_answered_and_closed_without_script()
    {
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");
        using var wrong = await person.SubmitAsync("/coordination/new", "#take", ("reference", "12/ĐP"), ("items", "đang giữ"));
        var again = await Visitor.ReadAsync(wrong);
        Assert.That((wrong.StatusCode, again.QuerySelector("#items")!.TextContent), Is.EqualTo((HttpStatusCode.BadRequest, "đang giữ")), "nothing typed is lost");
        using var taken = await person.SubmitAsync(
            again, "#take", ("subject", "Rà soát"), ("items", "Số máy chủ\nBiện pháp"), ("deadlineAt", "2099-11-22T17:00"), ("agencies", "SO-YTE"));
        var address = taken.Headers.Location!.ToString();
        using var agency = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-YTE");
        foreach (var item in new[] { "1", "2" })
        {
            using var said = await agency.SubmitAsync(address, "#answer", ("item", item), ("text", $"Trả lời {item}"), ("complete", "yes"));
            Assert.That(said.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        }
        Assert.That((await agency.PageAsync(address)).QuerySelector("#reply"), Is.Null);
        using var refused = await person.SubmitAsync(address, "#reply", ("text", "Kính gửi"), ("part", "whole"), ("way", "by-hand"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "by hand needs its proof");
        using var replied = await person.SubmitAsync(address, "#reply", ("text", "Kính gửi"), ("part", "whole"), ("way", "by-hand"), ("proof", "13/BC"));
        using var closed = await person.SubmitAsync(address, "#receipt", ("reference", "9/XN"), ("on", DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        var page = await person.PageAsync(address);
        Assert.That(page.Body!.TextContent, Does.Contain("Đã xác nhận").And.Contain("9/XN").And.Contain("13/BC"));
        Assert.That(page.QuerySelector("#reply, #answer"), Is.Null);
        Assert.That((await person.PageAsync("/coordination")).Body!.TextContent, Does.Contain("12/ĐP"));
    }

    [Test]
    public async Task An_order_stands_on_the_page_of_its_incident_until_it_is_lifted()
    {
        var agency = desk.Client(await desk.KeyAsync(await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = 'SO-YTE'"), CancellationToken.None)));
        var report = ExampleReport.Ordinary();
        report["detectedAt"] = "2026-01-02T00:00:00Z";
        var number = (string)(await agency.FileAsync(report)).Json!["number"]!;
        using var person = await Visitor.SignedInAsync(desk, "truongca", "lead");
        using var ordered = await person.SubmitAsync("/coordination/orders", "#order", ("orderedBy", "Cục A05"), ("reason", "Giữ ổ đĩa"), ("incidents", number));
        Assert.That(ordered.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That((await person.PageAsync($"/incidents/{number}")).Body!.TextContent, Does.Contain("Cục A05").And.Contain("Giữ nguyên hiện trạng"));
        using var lifted = await person.SubmitAsync("/coordination/orders", "form.lift", ("reason", "Đã sao chép"));
        Assert.That((await person.PageAsync($"/incidents/{number}")).QuerySelector("#preserved"), Is.Null);
        Assert.That((await person.PageAsync("/coordination/orders")).Body!.TextContent, Does.Contain("Đã sao chép"));
    }
}
