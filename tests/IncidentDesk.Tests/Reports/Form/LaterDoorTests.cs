using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports.Form;

public sealed class LaterDoorTests
{
    private FormScene scene = null!;
    private string number = "";

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await FormScene.StartAsync();

    [SetUp]
    public async Task BeginAsync()
    {
        await scene.BeginAsync();
        number = (await scene.SentAsync(("q-service", "stopped"), ("description", "Máy văn thư"))).Split('/', '?')[2];
    }

    [OneTimeTearDown]
    public Task StopAsync() => scene.StopAsync();

    [Test]
    public async Task A_correction_begins_with_what_was_said_and_changes_only_what_was_changed()
    {
        var form = await scene.An.PageAsync($"/report/later?incident={number}&as=correction");
        Assert.That(form.QuerySelector("#f-title")!.GetAttribute("value"), Is.EqualTo("Máy văn thư bị khóa"));
        var page = await scene.ActAsync("send", form, ("title", "Ba máy bị khóa"), ("description", "Ba máy"), ("q-subjects", "1.200"));
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Ba máy bị khóa"));
        Assert.That(await scene.TextAsync("SELECT facts FROM reports WHERE kind = 'correction' ORDER BY received_at DESC LIMIT 1"),
            Does.Contain("denial-non-critical").And.Contain("\"subjects\":1200").And.Contain("malicious-code/infected-system").And.Contain("\"involved\":true"));
        Assert.That(page.QuerySelector(".timeline")!.TextContent + page.Body!.TextContent, Does.Contain("đính chính báo cáo"));
    }

    [Test]
    public async Task A_withdrawal_says_first_what_it_does_wants_a_reason_and_leaves_the_decision_to_the_desk()
    {
        var form = await scene.An.PageAsync($"/report/later?incident={number}&as=withdrawal");
        Assert.That(form.QuerySelector("main")!.TextContent, Does.Contain("người trực xem và quyết định"));
        form = await scene.ActAsync("send", form);
        Assert.That((scene.Last, form.QuerySelector("#f-description-fault")!.TextContent.Contains("lý do", StringComparison.Ordinal)), Is.EqualTo((400, true)));
        var page = await scene.ActAsync("send", form, ("description", "Nhầm máy"));
        Assert.That(page.Body!.TextContent, Does.Contain("rút báo cáo"));
        Assert.That(await scene.TextAsync("SELECT status FROM incidents ORDER BY received_at DESC, id DESC LIMIT 1"), Is.EqualTo("new"));
        Assert.That(await scene.CountAsync("reports"), Is.EqualTo(2));
    }

    [Test]
    public async Task News_sent_twice_is_one_report()
    {
        var form = await scene.An.PageAsync($"/report/later?incident={number}&as=progress");
        await scene.ActAsync("send", form, ("description", "Đã rút mạng"));
        await scene.ActAsync("send", form, ("description", "Đã rút mạng"));
        Assert.That(await scene.CountAsync("reports"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_draft_of_a_correction_is_resumed_as_one()
    {
        var form = await scene.An.PageAsync($"/report/later?incident={number}&as=correction");
        using var saved = await scene.An.SubmitAsync(form, "#report", ("title", "Viết dở"), ("act", "save"));
        using var first = await scene.An.GetAsync(saved.Headers.Location!.OriginalString);
        var again = await scene.An.PageAsync(first.Headers.Location!.OriginalString);
        Assert.That((again.QuerySelector("#f-title")!.GetAttribute("value"), FormScene.Key(again)), Is.EqualTo(("Viết dở", FormScene.Key(form))));
    }

    [Test]
    public async Task Another_agency_finds_nothing_to_correct()
    {
        using var other = await Visitor.SignedInAsync(scene.Desk, "binh", "reporter", "SO-GDDT");
        await other.PageAsync($"/report/later?incident={number}&as=correction", HttpStatusCode.NotFound);
        await other.PageAsync($"/incidents/{number}/receipt", HttpStatusCode.NotFound);
        var form = await other.PageAsync("/report?kind=malware");
        using var refused = await other.SendAsync(new(HttpMethod.Post, "/report/later")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = ((AngleSharp.Html.Dom.IHtmlInputElement)form.QuerySelector("#report input[name=__RequestVerificationToken]")!).Value,
                ["key"] = FormScene.Key(form), ["as"] = "withdrawal", ["incident"] = number, ["description"] = "x", ["act"] = "send",
            }),
        });
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await scene.CountAsync("reports"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_receipt_says_number_sum_and_deadlines_on_one_sheet()
    {
        var page = await scene.An.PageAsync($"/incidents/{number}/receipt");
        Assert.That(page.QuerySelector(".receipt .read-out")!.TextContent, Is.EqualTo(number));
        Assert.That(page.QuerySelector(".receipt .sum")!.TextContent, Is.EqualTo(await scene.TextAsync("SELECT verbatim_hash FROM reports ORDER BY received_at DESC, id DESC LIMIT 1")));
    }

    [Test]
    public async Task An_incident_that_has_ended_says_so_instead_of_taking_more()
    {
        await scene.Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE incidents SET ended_at = @now, status = 'closed' WHERE number = @number", new { number, now = DateTimeOffset.UtcNow }), CancellationToken.None);
        var form = await scene.An.PageAsync($"/report/later?incident={number}&as=progress", HttpStatusCode.BadRequest);
        Assert.That(form.QuerySelector("#faults")!.TextContent, Does.Contain("đã kết thúc"));
    }
}
