using System.Net;
using AngleSharp.Html.Dom;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Evidence;

/// <summary>Who has a file now is written down on its page, by people without script.</summary>
public sealed class CustodyDoorTests
{
    private Desk desk = null!;
    private Visitor reporter = null!;
    private string number = null!, address = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        using var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        number = (string)(await agency.FileAsync(ExampleReport.Ordinary())).Json!["number"]!;
        address = $"/evidence/{(await agency.UploadAsync(number, "nội dung", "log.txt")).Json!["id"]}/custody";
        reporter = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE");
    }

    [TearDown]
    public async Task StopAsync()
    {
        reporter.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task Who_has_a_file_now_is_written_down_with_when_and_why()
    {
        var row = (await reporter.PageAsync($"/incidents/{number}")).QuerySelector($"a[href='{address}']")!;
        Assert.That(row.TextContent, Is.EqualTo("Ghi ai đang giữ: log.txt"));

        using var written = await reporter.SubmitAsync(
            address, "#record", ("act", "handed-over"), ("holder", "Trần Thị Bình, PA05"), ("reason", "Giao để giám định"), ("at", "2026-11-20T16:45"));

        Assert.That((written.StatusCode, written.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Found, $"{address}?done=recorded")));
        var page = await reporter.PageAsync($"{address}?done=recorded");
        Assert.That(page.QuerySelector(".notice")!.TextContent, Is.EqualTo("Đã ghi."));
        Assert.That(page.QuerySelectorAll("ol.custody li"), Has.Length.EqualTo(2), "after that it was received");
        Assert.That(page.QuerySelector("ol.custody li:last-child")!.TextContent, Does.Contain("Bàn giao: Trần Thị Bình, PA05, lúc 2026-11-20 16:45:00 +07:00. Giao để giám định").And.Contain("Người thử an ghi"));
        Assert.That((await reporter.PageAsync($"/incidents/{number}")).QuerySelector("ol.custody li:last-child")!.TextContent, Does.Contain("Trần Thị Bình, PA05"));
        Assert.That(await desk.Database.ReadAsync(
            reading => reading.SingleAsync<string>("SELECT actor_kind || ' ' || act FROM evidence_custody WHERE n = 2"), CancellationToken.None), Is.EqualTo("person handed-over"));
    }

    [Test]
    public async Task Who_opens_the_page_has_opened_the_file_and_its_custody()
    {
        await reporter.PageAsync(address);

        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None);
        Assert.That(await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT action FROM audit WHERE subject = @id AND outcome = 'opened' AND actor LIKE 'person:%' ORDER BY action", new { id = address.Split('/')[2] }), CancellationToken.None),
            Is.EqualTo(new[] { "custody.open", "evidence.open" }));
    }

    [Test]
    public async Task Everything_wrong_leads_to_its_field_and_no_word_is_lost()
    {
        using var refused = await reporter.SubmitAsync(address, "#record", ("act", ""), ("holder", ""), ("reason", "TỐI MẬT"), ("at", "2199-01-01T00:00"));

        var page = await Visitor.ReadAsync(refused);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.QuerySelectorAll("#faults a").Select(link => link.GetAttribute("href")), Is.EquivalentTo(new[] { "#act", "#holder", "#reason", "#at" }));
        Assert.That(page.QuerySelector("#faults a[href='#act']")!.TextContent, Is.EqualTo("Việc: Chọn một việc trong danh sách."));
        Assert.That((page.QuerySelector("#reason")!.TextContent, page.QuerySelector("#at")!.GetAttribute("value")), Is.EqualTo(("TỐI MẬT", "2199-01-01T00:00")));
        using var unreadable = await reporter.SubmitAsync(page, "#record", ("act", "sealed"), ("holder", "Bình"), ("reason", "x"), ("at", "hôm qua"));
        var again = await Visitor.ReadAsync(unreadable);
        Assert.That((again.QuerySelector("#faults a")!.GetAttribute("href"), ((IHtmlSelectElement)again.QuerySelector("#act")!).Value), Is.EqualTo(("#at", "sealed")));
        using var control = await reporter.SubmitAsync(page, "#record", ("act", "sealed"), ("holder", "Bình"), ("reason", "x\u0001"), ("at", ""));
        Assert.That((control.StatusCode, (await Visitor.ReadAsync(control)).QuerySelector("#faults a")!.GetAttribute("href")), Is.EqualTo((HttpStatusCode.BadRequest, "#reason")));
        Assert.That((await reporter.PageAsync(address)).QuerySelectorAll("ol.custody li"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Who_audits_reads_what_was_done_without_a_name_and_another_agency_nothing()
    {
        (await reporter.SubmitAsync(address, "#record", ("act", "copied"), ("holder", "Trần Thị Bình"), ("reason", "Giao cho Lê Văn Cường"))).Dispose();
        using var auditor = await Visitor.SignedInAsync(desk, "kiem", "auditor");
        foreach (var place in new[] { address, $"/incidents/{number}" })
        {
            var seen = (await auditor.PageAsync(place)).QuerySelector("ol.custody")!.TextContent;
            Assert.That(seen, Does.Contain("Sao chép, lúc").And.Not.Contain("Bình").And.Not.Contain("Cường"), place);
        }
        Assert.That((await auditor.PageAsync(address)).QuerySelector("#record"), Is.Null);
        await desk.AgencyAsync("SO-GDDT");
        using var other = await Visitor.SignedInAsync(desk, "mai", "reporter", "SO-GDDT");
        await other.PageAsync(address, HttpStatusCode.NotFound);
    }
}
