using System.Net;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Administration;

/// <summary>A desk is run by its pages: contacts, ladders, duty, channels, the report to oneself, lists and the card.</summary>
public sealed class AdminPagesTests
{
    private Desk desk = null!;
    private Visitor first = null!, second = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("SO-YTE");
        first = await Visitor.SignedInAsync(desk, "quan.mot", "admin");
        second = await Visitor.SignedInAsync(desk, "quan.hai", "admin");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        first.Dispose();
        second.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task A_contact_is_entered_by_one_verified_by_another_and_changed_by_two()
    {
        const string at = "/admin/centres/ncsc";
        using var wrong = await first.SubmitAsync(at, $"form[action='{at}/contacts']", ("channel", "mail"), ("value", "khong phai thu"), ("source", "điện thoại"));
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await Visitor.ReadAsync(wrong)).QuerySelector("#value-new")!.GetAttribute("value"), Is.EqualTo("khong phai thu"), "what was typed stays");
        using var added = await first.SubmitAsync(at, $"form[action='{at}/contacts']", ("channel", "mail"), ("value", "truc@ncsc.example"), ("source", "điện thoại"));
        Assert.That(added.Headers.Location?.OriginalString, Is.EqualTo(at));

        var form = (await first.PageAsync(at)).QuerySelectorAll("form[action$='/verification']")
            .Last(one => one.Closest("section")!.TextContent.Contains("truc@ncsc.example", StringComparison.Ordinal)).GetAttribute("action")!;
        using var same = await first.SubmitAsync(at, $"form[action='{form}']", ("note", "tôi gọi"));
        Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "who entered it does not verify it");
        using var other = await second.SubmitAsync(at, $"form[action='{form}']", ("note", "đã gọi lại số trực"));
        Assert.That(other.Headers.Location?.OriginalString, Is.EqualTo(at));

        var change = form.Replace("/verification", "/change", StringComparison.Ordinal);
        using var asked = await first.SubmitAsync(at, $"form[action='{change}']", ("value", "moi@ncsc.example"), ("source", "công văn"));
        var approval = asked.Headers.Location!.OriginalString;
        Assert.That(approval, Does.StartWith("/approvals/"));
        Assert.That((await first.PageAsync(approval)).QuerySelector("main form"), Is.Null, "nobody is their own second person");
        using var yes = await second.SubmitAsync(approval, $"form[action='{approval}']", ("decision", "approve"));
        Assert.That((await second.PageAsync(at)).QuerySelector("main")!.TextContent, Does.Contain("moi@ncsc.example"));
    }

    [Test]
    public async Task The_guard_of_a_centre_is_set_and_a_form_that_was_overtaken_sets_nothing()
    {
        const string at = "/admin/centres/cyber-authority";
        var opened = await first.PageAsync(at);
        using var set = await first.SubmitAsync(opened, $"form[action='{at}/guard']", ("mode", "simulate"));
        Assert.That(set.Headers.Location?.OriginalString, Is.EqualTo(at));
        using var late = await second.SubmitAsync(opened, $"form[action='{at}/guard']", ("mode", "live"));
        Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await first.PageAsync(at)).QuerySelector("input[name=mode][checked]")!.GetAttribute("value"), Is.EqualTo("simulate"));
    }

    [Test]
    public async Task Duty_is_entered_and_removed_and_the_ladder_says_whom_it_would_call()
    {
        var person = (await first.PageAsync("/admin/duty")).QuerySelectorAll("#person option").First(one => one.TextContent.Contains("quan.hai", StringComparison.Ordinal)).GetAttribute("value")!;
        using var wrong = await first.SubmitAsync("/admin/duty", "form[action='/admin/duty']", ("person", person), ("post", "on-duty"), ("from", "hôm nay"));
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var added = await first.SubmitAsync("/admin/duty", "form[action='/admin/duty']", ("person", person), ("post", "on-duty"));
        Assert.That(added.Headers.Location?.OriginalString, Is.EqualTo("/admin/duty"));
        Assert.That((await first.PageAsync("/admin/duty")).QuerySelectorAll("tbody tr").Select(row => row.TextContent), Has.Some.Contains("Người thử quan.hai"));

        var ladder = await first.PageAsync("/admin/ladders");
        using var changed = await first.SubmitAsync(
            ladder, "form[action='/admin/ladders/critical']", ("who-0", $"person:{person}"), ("channels-0", "mail"), ("minutes-0", "7"));
        Assert.That(changed.Headers.Location?.OriginalString, Is.EqualTo("/admin/ladders?severity=critical"));
        Assert.That((await first.PageAsync("/admin/ladders?severity=critical")).QuerySelector("[name=minutes-0]")!.GetAttribute("value"), Is.EqualTo("7"));
        using var refused = await first.SubmitAsync("/admin/ladders", "form[action='/admin/ladders/low']", ("channels-0", "bo-cau"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));

        var removal = (await first.PageAsync("/admin/duty")).QuerySelector("form[action$='/removal']")!.GetAttribute("action")!;
        using var removed = await first.SubmitAsync("/admin/duty", $"form[action='{removal}']");
        Assert.That((await first.PageAsync("/admin/duty")).QuerySelector($"form[action='{removal}']"), Is.Null);
    }

    [Test]
    public async Task Setting_up_ends_with_a_report_to_oneself_that_is_seen_arriving()
    {
        Assert.That((await first.PageAsync("/admin")).QuerySelectorAll(".tasks li")[^1].TextContent, Does.Contain("chưa gửi"));
        using var wrong = await first.SubmitAsync("/admin/own-report", "main form.entry", ("agency", "SO-YTE"), ("mail", "khong phai thu"));
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        using var sent = await first.SubmitAsync("/admin/own-report", "main form.entry", ("agency", "SO-YTE"), ("mail", "quan@desk.example"));
        Assert.That(sent.Headers.Location?.OriginalString, Is.EqualTo("/admin/own-report"));

        await Waiting.ForAsync(async () => (await first.PageAsync("/admin/own-report")).QuerySelector("main")!.TextContent.Contains("Mô phỏng: thư chưa rời hệ thống", StringComparison.Ordinal));
        Assert.That((await first.PageAsync("/admin")).QuerySelectorAll(".tasks li")[^1].TextContent, Does.Contain("đã thấy tới"));
        var letters = await desk.Database.ReadAsync(reading => reading.SingleAsync<long>(
            "SELECT count(*) FROM deliveries WHERE centre_id IS NOT NULL AND state <> 'simulated'"), CancellationToken.None);
        Assert.That(letters, Is.Zero, "nothing of a test is on its way to a centre");
    }

    [Test]
    public async Task A_test_by_a_channel_leads_to_its_message_and_an_alarm_is_taken_once()
    {
        using var sent = await first.SubmitAsync("/admin/channels", "form[action='/admin/channels/mail/test']", ("to", "quan@desk.example"));
        Assert.That(sent.Headers.Location?.OriginalString, Does.StartWith("/deliveries/"));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO alarms (id, kind, severity, subject, since, text, text_vi) VALUES (@id, 'storage', 'high', 'x', 0, 'Disk full', 'Đĩa đầy')",
            new { id = Guid.CreateVersion7() }), CancellationToken.None);
        var form = (await first.PageAsync("/alarms")).QuerySelectorAll("form[action$='/acknowledgement']")
            .First(one => one.Closest("section")!.TextContent.Contains("Đĩa đầy", StringComparison.Ordinal)).GetAttribute("action")!;
        var opened = await second.PageAsync("/alarms");
        using var taken = await first.SubmitAsync("/alarms", $"form[action='{form}']", ("note", "đang dọn"));
        Assert.That(taken.Headers.Location?.OriginalString, Is.EqualTo("/alarms"));
        using var late = await second.SubmitAsync(opened, $"form[action='{form}']");
        Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await first.PageAsync("/alarms")).QuerySelector("main")!.TextContent, Does.Contain("Người thử quan.mot: đang dọn"));
    }

    [Test]
    public async Task Lists_come_as_tables_and_reading_them_is_in_the_audit()
    {
        foreach (var list in new[] { "incidents", "deliveries", "alarms", "people", "centres", "duty", "audit" })
        {
            using var answer = await first.GetAsync($"/lists/{list}.csv");
            Assert.That((answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.OK, "text/csv")), list);
        }
        await first.PageAsync("/card");
        await Waiting.ForAsync(async () => await desk.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT count(*) FROM audit WHERE (action = 'list.export' AND subject = 'people') OR action = 'card.open'"), CancellationToken.None) >= 2);
        Assert.That((await first.PageAsync("/admin/audit?action=card.open")).QuerySelectorAll("tbody tr"), Is.Not.Empty);
        Assert.That((await first.PageAsync("/admin/settings")).QuerySelector("main")!.TextContent, Does.Contain("Evidence:MostMegabytes"));
    }

    [Test]
    public async Task The_card_holds_who_is_on_duty_and_the_numbers_and_is_the_desks_alone()
    {
        await Duty.DeskPeople.AddAsync(desk, "nguoi.truc", "responder", "responder");
        Assert.That((await first.PageAsync("/card")).QuerySelector("main")!.TextContent, Does.Contain("Người nguoi.truc").And.Contain("024 0000 0009"));
        using var agency = await Visitor.SignedInAsync(desk, "bao.yte", "reporter", "SO-YTE");
        using var auditor = await Visitor.SignedInAsync(desk, "kiemtoan", "auditor");
        foreach (var stranger in new[] { agency, auditor })
            await stranger.PageAsync("/card", HttpStatusCode.Forbidden);
        await auditor.PageAsync("/admin/audit");
        foreach (var address in new[] { "/admin", "/admin/centres", "/admin/channels", "/admin/settings", "/lists/people.csv" })
            await auditor.PageAsync(address, HttpStatusCode.Forbidden);
    }
}
