using System.Net;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Incidents.Moves;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents.Moves;

/// <summary>The pages of the work, as a person without script uses them.</summary>
public sealed class ActDoorTests
{
    private CaseScene scene = null!;
    private Visitor hoa = null!, lead = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await CaseScene.StartAsync();
        hoa = await Visitor.SignedInAsync(scene.Desk, "hoa", "responder");
        lead = await Visitor.SignedInAsync(scene.Desk, "truong-ca", "lead");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        hoa.Dispose();
        lead.Dispose();
        await scene.DisposeAsync();
    }

    [Test]
    public async Task An_incident_is_taken_worked_on_and_closed_by_forms_alone()
    {
        var number = await scene.FileAsync();
        await scene.OweNothingAsync(number);
        await Done(hoa.SubmitAsync($"/incidents/{number}", $"form[action='/incidents/{number}/take']"), number, "take");
        await ActAsync(number, "assign", ("person", scene.OtherPerson.ToString()));
        await ActAsync(number, "classify", ("category", "malicious-code/infected-system"), ("reason", "Có mẫu mã độc."));
        await ActAsync(number, "severity", ("severity", "critical"), ("serious", "true"), ("reason", "Lan rộng."));
        await ActAsync(number, "comment", ("text", "Chỉ trong trung tâm."), ("visibility", "internal"));
        await ActAsync(number, "escalate", ("to", "vncert"), ("reason", "Cần hỗ trợ."));
        await ActAsync(number, "contain", ("summary", "Đã ngắt mạng."), ("at", ""));
        await ActAsync(number, "resolve", ("cause", "Mật khẩu yếu"), ("summary", "Đã đổi."));
        // Serious since: more was owed than before.
        await scene.OweNothingAsync(number);
        await ActAsync(number, "close", ("disposition", "confirmed"), ("summary", "Xong."));

        Assert.That(await scene.StatusAsync(number), Is.EqualTo("closed"));
        var page = await hoa.PageAsync($"/incidents/{number}?done=close");
        Assert.That(page.QuerySelector("#notice a")?.GetAttribute("href"), Is.EqualTo($"/incidents/{number}/do/reopen"), "the way back stands in the notice");
        Assert.That(page.QuerySelector(".sees.internal")?.TextContent, Is.EqualTo("Nội bộ"));
        Assert.That((await scene.Agency.ReadTextAsync($"/api/v1/incidents/{number}/timeline")), Does.Not.Contain("Chỉ trong trung tâm"));
    }

    [Test]
    public async Task Who_comes_second_reads_whose_change_it_was_and_loses_no_word()
    {
        var number = await scene.FileAsync();
        var mine = await hoa.PageAsync($"/incidents/{number}/do/severity");
        await scene.PutAsync(scene.Other, number, "severity", """{"severity":"high","reason":"Thấy lan sang máy chủ."}""");

        using var refused = await hoa.SubmitAsync(mine, "main form", ("severity", "critical"), ("reason", "Ba mươi máy hỏng."));

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        var page = await Visitor.ReadAsync(refused);
        Assert.That(page.QuerySelector("#faults")?.TextContent, Does.Contain("test").And.Contain("Thấy lan sang máy chủ."));
        Assert.That(page.QuerySelector("#severity-moved")?.TextContent, Does.Contain("Lúc anh/chị mở").And.Contain("Cao").And.Contain("Nghiêm trọng"));
        Assert.That((page.QuerySelector("#severity") as IHtmlSelectElement)?.Value, Is.Empty, "nothing is chosen beforehand where both changed");
        Assert.That(page.QuerySelector("#reason")?.TextContent, Is.EqualTo("Ba mươi máy hỏng."));
        using var again = await hoa.SubmitAsync(page, "main form", ("severity", "critical"), ("reason", "Ba mươi máy hỏng."));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task What_is_wrong_is_said_at_its_field_and_what_does_not_fit_has_no_button()
    {
        var number = await scene.FileAsync();
        using var refused = await hoa.SubmitAsync($"/incidents/{number}/do/resolve", "main form", ("cause", " "), ("summary", "Đã sửa."), ("at", "hôm qua"));
        var page = await Visitor.ReadAsync(refused);

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.QuerySelector("#faults a[href='#at']"), Is.Not.Null);
        Assert.That(page.QuerySelector("#summary")?.TextContent, Is.EqualTo("Đã sửa."));
        Assert.That(page.QuerySelector("#at-fault")?.TextContent, Is.Not.Empty);
        var closing = await hoa.PageAsync($"/incidents/{number}/do/close");
        Assert.That(closing.QuerySelector("main form button"), Is.Null, "not resolved yet");
        await hoa.PageAsync($"/incidents/{number}/do/nonsense", HttpStatusCode.NotFound);
        await hoa.PageAsync("/incidents/INC-2026-999999/do/take", HttpStatusCode.NotFound);
    }

    [Test]
    public async Task No_text_of_any_act_takes_the_stamp_of_a_state_secret_and_every_word_stays_in_the_form()
    {
        var asked = 0;
        foreach (var form in ActForm.All)
            foreach (var field in form.Fields.Where(field => field.Kind is "area" or "line"))
            {
                var number = await scene.FileAsync();
                if (form.Word is "close" or "reopen")
                    await ActAsync(number, "resolve", ("cause", "Mật khẩu yếu"), ("summary", "Đã đổi."));
                if (form.Word is "give-back")
                    await ActAsync(number, "take");
                using var refused = await hoa.SubmitAsync(
                    $"/incidents/{number}/do/{form.Word}", "main form", [.. form.Fields.Select(one => (one.Name, one == field ? "Công văn\nTỐI MẬT" : Good(one)))]);
                var page = await Visitor.ReadAsync(refused);
                Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), $"{form.Word} {field.Name}");
                Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("văn thư mật"), $"{form.Word} {field.Name}");
                Assert.That(page.QuerySelector($"#{field.Name}")!.OuterHtml, Does.Contain("TỐI MẬT"), $"{form.Word} {field.Name}");
                asked++;
            }
        Assert.That(asked, Is.GreaterThan(14));

        string Good(ActField one) => one.Name switch
        {
            "person" => scene.OtherPerson.ToString(), "category" => "fraud", "severity" => "high", "to" => "vncert", "disposition" => "confirmed",
            "visibility" => "internal", "serious" or "at" => "", _ => "Đã rõ.",
        };
    }

    [TestCase("close", "banana", "summary")]
    [TestCase("close", "", "summary")]
    [TestCase("reject", "confirmed", "reason")]
    public async Task An_ending_takes_a_disposition_of_its_own_list_alone(string act, string disposition, string text)
    {
        var number = await scene.FileAsync();
        await scene.OweNothingAsync(number);
        await ActAsync(number, "resolve", ("cause", "Mật khẩu yếu"), ("summary", "Đã đổi."));
        using var refused = await hoa.SubmitAsync($"/incidents/{number}/do/{act}", "main form", ("disposition", disposition), (text, "Xong."));

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await Visitor.ReadAsync(refused)).QuerySelector("#faults a[href='#disposition']"), Is.Not.Null);
        Assert.That(await scene.StatusAsync(number), Is.EqualTo("resolved"));
    }

    [Test]
    public async Task Lowering_asks_and_the_second_person_reads_and_decides_on_one_page()
    {
        var number = await scene.FileAsync(isSerious: true);
        await ActAsync(number, "asked", "severity", ("severity", "low"), ("serious", "false"), ("reason", "Chỉ một máy."));
        Assert.That((await hoa.PageAsync($"/incidents/{number}")).QuerySelector("section.asks a.button"), Is.Null, "who asked does not decide");
        Assert.That((await lead.PageAsync("/waiting")).QuerySelector($"a[href='/incidents/{number}#approvals']"), Is.Not.Null);

        var approval = (await lead.PageAsync($"/incidents/{number}")).QuerySelector("section.asks a.button")!.GetAttribute("href")!;
        using var decided = await lead.SubmitAsync(approval, $"form[action='{approval}']", ("decision", "approve"));

        Assert.That(decided.Headers.Location?.ToString(), Is.EqualTo(approval));
        Assert.That((await lead.PageAsync(approval)).QuerySelector($"a[href='/incidents/{number}']"), Is.Not.Null);
        Assert.That((string?)(await scene.ShowAsync(number))["severity"], Is.EqualTo("low"));
    }

    [Test]
    public async Task Tasks_links_and_paper_work_without_script()
    {
        var (number, other) = (await scene.FileAsync(), await scene.FileAsync());
        using var added = await hoa.SubmitAsync($"/incidents/{number}", $"form[action='/incidents/{number}/tasks']");
        var page = await hoa.PageAsync($"/incidents/{number}");
        Assert.That(page.QuerySelectorAll(".tasks li.undone"), Is.Not.Empty);
        using var ticked = await hoa.SubmitAsync(page, ".tasks form");
        await ActAsync(number, "link", ("other", other), ("reason", "Cùng một sâu."));
        page = await hoa.PageAsync($"/incidents/{number}");
        Assert.That(page.QuerySelectorAll(".tasks li.done"), Has.Length.EqualTo(1));
        Assert.That(page.QuerySelector($"#together ~ ul a[href='/incidents/{other}']"), Is.Not.Null);
        using var parted = await hoa.SubmitAsync(page, $"form[action='/incidents/{number}/unlink']", ("other", other));
        Assert.That((await hoa.PageAsync($"/incidents/{number}")).QuerySelector($"form[action='/incidents/{number}/unlink']"), Is.Null);
        var paper = await hoa.PageAsync($"/incidents/{number}/print");
        Assert.That(paper.QuerySelectorAll(".tlp"), Has.Length.GreaterThanOrEqualTo(2), "the mark stands above and below");
        Assert.That(paper.QuerySelector("script"), Is.Null);
    }

    [Test]
    public async Task What_was_merged_is_read_in_the_one_that_stays()
    {
        var (number, into) = (await scene.FileAsync(), await scene.FileAsync());
        await ActAsync(number, "merge", ("into", into), ("reason", "Cùng một máy."));

        Assert.That((await hoa.PageAsync($"/incidents/{into}")).QuerySelectorAll("pre.verbatim"), Has.Length.EqualTo(2), "both reports, to the letter");
        Assert.That((await hoa.PageAsync($"/incidents/{number}")).QuerySelector(".lead")?.TextContent, Does.Contain(into));
        await ActAsync(number, "unmerge");
        Assert.That((await hoa.PageAsync($"/incidents/{into}")).QuerySelectorAll("pre.verbatim"), Has.Length.EqualTo(1));
    }

    private Task ActAsync(string number, string act, params (string, string)[] fields) => ActAsync(number, act, act, fields);

    private Task ActAsync(string number, string done, string act, params (string, string)[] fields) =>
        Done(hoa.SubmitAsync($"/incidents/{number}/do/{act}", "main form", fields), number, done);

    private static async Task Done(Task<HttpResponseMessage> sent, string number, string word)
    {
        using var answer = await sent;
        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo($"/incidents/{number}?done={word}"), await answer.Content.ReadAsStringAsync());
    }
}
