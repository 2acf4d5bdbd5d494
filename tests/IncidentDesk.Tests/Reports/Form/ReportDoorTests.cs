using System.Net;
using System.Text;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports.Form;

/// <summary>Somebody of an agency reports, without script. "0:01" of today has always passed by five minutes' slack, but for the first minutes of a day.</summary>
public sealed class ReportDoorTests
{
    private FormScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await FormScene.StartAsync();

    [SetUp]
    public Task BeginAsync() => scene.BeginAsync();

    [OneTimeTearDown]
    public Task StopAsync() => scene.StopAsync();

    [Test]
    public async Task The_kind_is_chosen_in_peoples_words_and_the_form_asks_what_matters_for_it()
    {
        var kinds = (await scene.An.PageAsync("/report")).QuerySelectorAll(".kinds a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.That(kinds, Has.Count.EqualTo(10));
        foreach (var kind in kinds)
            Assert.That((await scene.An.PageAsync(kind)).QuerySelectorAll("#report [name^=q-]"), Is.Not.Empty);
        var form = await scene.FormAsync("ransom");
        Assert.That(form.QuerySelectorAll("#report [name=q-backups]"), Has.Length.EqualTo(4));
        Assert.That(form.QuerySelector("#report [name=q-cve]"), Is.Null);
        Assert.That(form.QuerySelector("#report input[type=radio][checked]"), Is.Null, "nothing is chosen beforehand");
        Assert.That(form.QuerySelector("#f-contactName")!.GetAttribute("value"), Is.EqualTo("Người thử an"));
        Assert.That(form.QuerySelectorAll("#f-system option").Select(option => option.GetAttribute("value")), Is.EqualTo(new[] { "", "YTE-WEB" }));
    }

    [Test]
    public async Task What_would_happen_is_shown_before_anything_is_sent()
    {
        var page = await scene.ActAsync("preview", await scene.FormAsync(), ("q-service", "essential"), ("q-help", "response"));
        var said = page.QuerySelector("#preview")!.TextContent;
        Assert.That(said, Does.Contain("Nghiêm trọng").And.Contain("VNCERT").And.Contain("Thông báo ban đầu").And.Contain("trước "));
        Assert.That(await scene.CountAsync("reports"), Is.Zero);
        Assert.That(page.QuerySelector("#report [name=q-service][checked]")!.GetAttribute("value"), Is.EqualTo("essential"));

        var incident = await scene.ActAsync("send", page, ("q-service", "essential"), ("q-help", "response"));
        Assert.That(incident.QuerySelector("#sent .read-out")!.TextContent, Does.Match("^INC-"));
        Assert.That(incident.QuerySelectorAll("section[aria-labelledby=obligations] tbody tr, section[aria-labelledby=duties] tbody tr"), Is.Not.Empty);
        Assert.That(await scene.TextAsync("SELECT reported_via FROM reports ORDER BY received_at DESC, id DESC LIMIT 1"), Is.EqualTo("web-form"));
        Assert.That(await scene.CountAsync("report_drafts"), Is.Zero);
    }

    [Test]
    public async Task A_fault_stands_at_its_field_and_every_word_is_still_there()
    {
        var page = await scene.ActAsync("send", await scene.FormAsync(), ("time", "chiều"), ("description", "[MẬT] danh sách"), ("contactPhone", "không có"));
        Assert.That(scene.Last, Is.EqualTo(400));
        Assert.That(page.Title, Does.StartWith("Lỗi:"));
        Assert.That(page.QuerySelectorAll("#faults a").Select(link => link.GetAttribute("href")), Is.EqualTo(new[] { "#f-time" }));
        Assert.That(page.QuerySelector("#f-time-fault")!.TextContent, Does.Contain("16:45"));
        page = await scene.ActAsync("send", page, ("description", "[MẬT] danh sách"), ("contactPhone", "không có"));
        Assert.That(page.QuerySelectorAll("#faults a").Select(link => link.GetAttribute("href")), Is.EquivalentTo(new[] { "#f-description", "#f-contactPhone" }));
        Assert.That(page.QuerySelector("#f-description")!.TextContent, Is.EqualTo("[MẬT] danh sách"));
        Assert.That(page.QuerySelector("#f-title")!.GetAttribute("value"), Is.EqualTo("Máy văn thư bị khóa"));
        Assert.That(await scene.CountAsync("reports"), Is.Zero);
    }

    [Test]
    public async Task A_double_click_files_once_and_both_land_at_the_same_number()
    {
        var form = await scene.FormAsync();
        (string, string)[] filled = [("time", "0:01"), ("title", "Máy văn thư bị khóa"), ("act", "send")];
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => scene.An.SubmitAsync(form, "#report", filled)));
        Assert.That(answers.Select(answer => answer.Headers.Location?.OriginalString).Distinct().Count(), Is.EqualTo(1));
        Assert.That(answers[0].Headers.Location!.OriginalString, Does.Match("^/incidents/INC-.*sent="));
        Assert.That((await scene.CountAsync("reports"), await scene.CountAsync("incidents")), Is.EqualTo((1, 1)));
        Assert.That((await scene.An.PageAsync($"/report?key={FormScene.Key(form)}", HttpStatusCode.Found)), Is.Not.Null);
    }

    [Test]
    public async Task What_was_changed_after_sending_is_not_sent_silently()
    {
        var form = await scene.FormAsync();
        await scene.ActAsync("send", form);
        var again = await scene.ActAsync("send", form, ("title", "Hai máy bị khóa"));
        Assert.That(scene.Last, Is.EqualTo(409));
        Assert.That(again.QuerySelector("#faults")!.TextContent, Does.Contain("đã gửi trước đó, số INC-"));
        Assert.That(again.QuerySelector("#f-title")!.GetAttribute("value"), Is.EqualTo("Hai máy bị khóa"));
        Assert.That(await scene.CountAsync("reports"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_draft_is_kept_for_its_person_alone_and_goes_on_where_it_stopped()
    {
        var form = await scene.FormAsync();
        var kept = await scene.ActAsync("save", form, ("description", "Dòng một\nDòng hai"), ("q-machines", "3"), ("q-unplugged", "no"));
        Assert.That(FormScene.Key(kept), Is.EqualTo(FormScene.Key(form)));
        Assert.That(kept.QuerySelector("#f-description")!.TextContent, Is.EqualTo("Dòng một\nDòng hai"));
        Assert.That(kept.QuerySelector("#report [name=q-unplugged][checked]")!.GetAttribute("value"), Is.EqualTo("no"));
        Assert.That((await scene.An.PageAsync("/report")).QuerySelector("section[aria-labelledby=drafts] a")!.TextContent, Is.EqualTo("Máy văn thư bị khóa"));

        using var binh = await Visitor.SignedInAsync(scene.Desk, "binh", "reporter", "SO-YTE");
        Assert.That((await binh.PageAsync("/report")).QuerySelector("section[aria-labelledby=drafts]"), Is.Null);
        Assert.That((await binh.PageAsync($"/report?kind=malware&key={FormScene.Key(form)}")).QuerySelector("#f-description")!.TextContent, Is.Empty);

        using var gone = await scene.An.SubmitAsync("/report", "section[aria-labelledby=drafts] form");
        Assert.That(await scene.CountAsync("report_drafts"), Is.Zero);
    }

    [Test]
    public async Task Another_kind_keeps_what_was_typed()
    {
        var chooser = await scene.ActAsync("change", await scene.FormAsync(), ("description", "Lời kể"));
        var other = await scene.An.PageAsync(chooser.QuerySelector(".kinds a[href*=ransom]")!.GetAttribute("href")!);
        Assert.That(other.QuerySelector("#f-description")!.TextContent, Is.EqualTo("Lời kể"));
        Assert.That(other.QuerySelector("#report [name=q-backups]"), Is.Not.Null);
    }

    [Test]
    public async Task The_script_keeps_drafts_by_a_door_of_its_own_the_later_words_win_and_stamps_stay_out()
    {
        var form = await scene.FormAsync();
        Assert.That((await KeepAsync(form, ("title", "mới"), ("edited", "2000"))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await KeepAsync(form, ("title", "cũ, tới muộn"), ("edited", "1000"))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await scene.TextAsync("SELECT answers FROM report_drafts"), Does.Contain("mới").And.Not.Contain("tới muộn"));
        var refused = await KeepAsync(form, ("description", "Độ mật: TỐI MẬT"), ("edited", "3000"));
        Assert.That((refused.StatusCode, await refused.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.BadRequest, await refused.Content.ReadAsStringAsync())));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("/description").And.Contain("state-secret-marking"));
        Assert.That((await KeepAsync(form, ("__RequestVerificationToken", "sai"))).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await KeepAsync(form, ("key", "sai"))).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task The_system_of_another_agency_is_unknown_here()
    {
        var page = await scene.ActAsync("send", await scene.FormAsync(), ("system", "GDDT-DIEM"));
        Assert.That(page.QuerySelector("#f-system-fault"), Is.Not.Null);
        page = await scene.ActAsync("send", await scene.FormAsync(), ("agency", "SO-GDDT"));
        Assert.That(scene.Last, Is.EqualTo(400));
        Assert.That(await scene.CountAsync("reports"), Is.Zero);
    }

    [Test]
    public async Task A_slow_line_can_carry_it()
    {
        foreach (var address in new[] { "/report", "/report?kind=ransom", "/home" })
        {
            using var answer = await scene.An.GetAsync(address);
            Assert.That(Encoding.UTF8.GetByteCount(await answer.Content.ReadAsStringAsync()), Is.LessThan(60_000), address);
        }
    }

    [Test]
    public async Task Who_may_not_report_does_not_get_the_form()
    {
        using var auditor = await Visitor.SignedInAsync(scene.Desk, "kiem", "auditor");
        await auditor.PageAsync("/report", HttpStatusCode.Forbidden);
    }

    // As report.js does it, hidden fields and all.
    private Task<HttpResponseMessage> KeepAsync(AngleSharp.Html.Dom.IHtmlDocument form, params (string Name, string Value)[] typed)
    {
        var fields = form.QuerySelectorAll("#report input[type=hidden]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in typed)
            fields[name] = value;
        return scene.An.SendAsync(new(HttpMethod.Post, "/report/draft") { Content = new FormUrlEncodedContent(fields) });
    }
}
