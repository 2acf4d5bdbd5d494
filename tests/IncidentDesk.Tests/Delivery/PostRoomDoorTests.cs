using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery;

/// <summary>The post room and the second person as pages, without script, on a whole desk.</summary>
public sealed class PostRoomDoorTests
{
    private Desk desk = null!;
    private Visitor lead = null!;
    private HttpClient agency = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        desk = await Desk.StartAsync();
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        await desk.VerifiedContactAsync("vncert", "ir@vncert.example");
        lead = await Visitor.SignedInAsync(desk, "truongca", "lead");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        lead.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task The_second_person_reads_the_exact_content_approves_and_sees_that_it_was_only_simulated()
    {
        var (number, delivery) = await WaitingForApprovalAsync();

        var page = await lead.PageAsync($"/deliveries/{delivery}");
        var approval = page.QuerySelector("main a.button")!.GetAttribute("href")!;
        var open = await lead.PageAsync(approval);
        Assert.That(open.QuerySelector("pre.verbatim")!.TextContent, Does.Contain(number).And.Contain("Máy chủ cổng thông tin bị chèn mã độc"));
        Assert.That(open.QuerySelector("main")!.TextContent, Does.Contain("Không có gì rời hệ thống"));
        using var without = await lead.SubmitAsync(approval, $"form[action='{approval}']", ("decision", "refuse"));
        Assert.That(without.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "a refusal needs its reason");
        using var stale = await lead.SubmitAsync(approval, $"form[action='{approval}']", ("decision", "approve"), ("contentHash", new string('0', 64)));
        Assert.That(stale.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "other content than was read is not approved");
        using var yes = await lead.SubmitAsync(approval, $"form[action='{approval}']", ("decision", "approve"));
        Assert.That(yes.Headers.Location?.OriginalString, Is.EqualTo(approval));
        await IsAsync(delivery, "simulated");
        Assert.That((await lead.PageAsync(approval)).QuerySelector("main form"), Is.Null, "it is decided once");
    }

    [Test]
    public async Task Sending_again_needs_a_reason_and_goes_past_the_same_guard()
    {
        var delivery = await SimulatedAsync();
        using var without = await lead.SubmitAsync($"/deliveries/{delivery}", $"form[action='/deliveries/{delivery}/retry']");
        Assert.That(without.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await Visitor.ReadAsync(without)).QuerySelector("#faults")!.TextContent.Trim(), Is.Not.Empty);

        using var again = await lead.SubmitAsync($"/deliveries/{delivery}", $"form[action='/deliveries/{delivery}/retry']", ("reason", "họ chưa thấy"));
        Assert.That(again.Headers.Location?.OriginalString, Is.EqualTo($"/deliveries/{delivery}"));
        await Waiting.ForAsync(async () => (await lead.PageAsync($"/deliveries/{delivery}")).QuerySelectorAll(".timeline li").Length > 4);
        await IsAsync(delivery, "simulated");
        Assert.That((await lead.PageAsync($"/deliveries/{delivery}")).QuerySelector(".timeline")!.TextContent, Does.Contain("họ chưa thấy"));
    }

    [Test]
    public async Task A_letter_that_waits_is_cancelled_with_a_reason_and_what_was_typed_stays_when_it_is_refused()
    {
        var (_, delivery) = await WaitingForApprovalAsync();
        var form = $"form[action='/deliveries/{delivery}/cancellation']";
        using var secret = await lead.SubmitAsync($"/deliveries/{delivery}", form, ("reason", "[MẬT] Công văn số 12"));
        Assert.That((await Visitor.ReadAsync(secret)).QuerySelector("#cancel-reason")!.GetAttribute("value"), Is.EqualTo("[MẬT] Công văn số 12"));
        using var cancelled = await lead.SubmitAsync($"/deliveries/{delivery}", form, ("reason", "gửi nhầm"));
        await IsAsync(delivery, "cancelled");
        using var twice = await lead.GetAsync($"/deliveries/{delivery}");
        Assert.That((await Visitor.ReadAsync(twice)).QuerySelector(form), Is.Null);
    }

    [Test]
    public async Task The_book_is_found_by_number_by_name_without_marks_by_address_and_by_message_id()
    {
        var (number, delivery) = await WaitingForApprovalAsync();
        var messageId = (string)(await desk.Client(await desk.KeyAsync(null, "read")).ReadAsync($"/api/v1/deliveries/{delivery}")).Json!["messageId"]!;
        foreach (var typed in new[] { number, number[^6..].TrimStart('0'), "ung cuu khan cap", "vncert", "IR@vncert.example", messageId })
            Assert.That(await IdsAsync($"/deliveries?q={Uri.EscapeDataString(typed)}"), Has.Member(delivery), typed);
        foreach (var typed in new[] { "INC-2026-999999", "khong co noi nay", "'; DROP TABLE deliveries --" })
            Assert.That(await IdsAsync($"/deliveries?q={Uri.EscapeDataString(typed)}"), Is.Empty, typed);
        Assert.That(await IdsAsync("/deliveries?state=acknowledged"), Is.Empty);
        Assert.That(await IdsAsync("/deliveries?state=awaiting-approval"), Has.Member(delivery));
    }

    [Test]
    public async Task No_agency_comes_in_and_who_audits_does_nothing()
    {
        var delivery = await SimulatedAsync();
        using var agencyLead = await Visitor.SignedInAsync(desk, "lanhdao.yte", "agency-lead", "SO-YTE");
        await agencyLead.PageAsync("/deliveries", HttpStatusCode.Forbidden);
        await agencyLead.PageAsync($"/deliveries/{delivery}", HttpStatusCode.Forbidden);
        using var auditor = await Visitor.SignedInAsync(desk, "kiemtoan", "auditor");
        Assert.That((await auditor.PageAsync($"/deliveries/{delivery}")).QuerySelector("main form"), Is.Null);
    }

    private async Task<(string Number, string Delivery)> WaitingForApprovalAsync()
    {
        var report = ExampleReport.Ordinary();
        report["need"] = "response";
        var number = (string)(await agency.FileAsync(report)).Json!["number"]!;
        var delivery = "";
        await Waiting.ForAsync(async () => (delivery = await desk.Database.ReadAsync(
            reading => reading.SingleAsync<string>(
                "SELECT approvals.subject FROM approvals JOIN incidents ON incidents.id = approvals.incident_id WHERE incidents.number = @number AND approvals.state = 'open'", new { number }),
            CancellationToken.None) ?? "").Length > 0);
        return (number, delivery);
    }

    private async Task<string> SimulatedAsync()
    {
        var number = (string)(await agency.FileAsync(ExampleReport.Body())).Json!["number"]!;
        var delivery = "";
        await Waiting.ForAsync(async () => (delivery = await desk.Database.ReadAsync(
            reading => reading.SingleAsync<string>(
                """
                SELECT max(deliveries.id) FROM deliveries JOIN incidents ON incidents.id = deliveries.incident_id
                WHERE incidents.number = @number AND deliveries.state = 'simulated' AND deliveries.centre_id = 'vncert' AND deliveries.channel = 'mail'
                """,
                new { number }), CancellationToken.None) ?? "").Length > 0);
        return delivery;
    }

    private Task IsAsync(string delivery, string state) => Waiting.ForAsync(async () => await desk.Database.ReadAsync(
        reading => reading.SingleAsync<string>("SELECT state FROM deliveries WHERE id = @delivery", new { delivery }), CancellationToken.None) == state);

    private async Task<IReadOnlyList<string>> IdsAsync(string address) =>
        [.. (await lead.PageAsync(address)).QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!.Split('/')[^1])];
}
