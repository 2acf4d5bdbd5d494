using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Providers;

public sealed class ProviderPagesTests
{
    private Desk desk = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(new ManualClock());
        await desk.AgencyAsync("SO-YTE");
        await desk.AgencyAsync("SO-GDDT");
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_commitment_is_ended_on_its_page_with_a_day_and_a_reason_and_only_that_one()
    {
        using var person = await Visitor.SignedInAsync(desk, "truc1", "responder");
        using var added = await person.SubmitAsync("/providers", "#add-provider", ("name", "Công ty An ninh mạng Mẫu"));
        var address = added.Headers.Location!.ToString();
        foreach (var code in new[] { "SO-GDDT", "SO-YTE" })
            (await person.SubmitAsync(address, "#add-commitment", ("agency", code), ("document", $"01/{code}"), ("services", "monitoring"), ("from", "2026-01-01"))).Dispose();
        Assert.That((await person.PageAsync(address)).QuerySelectorAll("form.end"), Has.Length.EqualTo(2));

        using var early = await person.SubmitAsync(address, "form.end", ("on", "2025-12-31"), ("reason", "đang giữ"));
        var again = await Visitor.ReadAsync(early);
        Assert.That((early.StatusCode, again.QuerySelector("details[open] form.end input[name=reason]")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "đang giữ")), "nothing typed is lost");
        Assert.That(again.QuerySelector("#faults")!.TextContent, Does.Contain("trước ngày bắt đầu"));
        using var ended = await person.SubmitAsync(again, "details[open] form.end", ("on", "2026-11-01"), ("reason", "Chấm dứt hợp đồng"));

        Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        var page = await person.PageAsync(address);
        Assert.That(page.Body!.TextContent, Does.Contain("đến hết 01/11/2026").And.Contain("Chấm dứt hợp đồng"));
        Assert.That(page.QuerySelectorAll("form.end"), Has.Length.EqualTo(1), "what is over is not ended again");
        Assert.That((await person.PageAsync("/providers")).Body!.TextContent, Does.Contain("trống từ 02/11/2026"));
        using var agency = await Visitor.SignedInAsync(desk, "lan", "reporter", "SO-YTE");
        Assert.That((await agency.PageAsync(address)).QuerySelector("form.end"), Is.Null);
    }
}
