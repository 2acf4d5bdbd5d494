using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Incidents;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents.Moves;

/// <summary>What the law wants of raising, lowering and ending an incident, by the numbers of the field's list: the moves themselves are tested one by one beside this.</summary>
public sealed class LawfulMovesTests
{
    private CaseScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await CaseScene.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Item_5_raising_to_serious_opens_the_24_hours_from_detection_and_makes_it_high_at_least()
    {
        var number = await scene.FileAsync();
        var before = await scene.ShowAsync(number);

        var raised = await scene.PutAsync(scene.One, number, "severity", """{"severity":"medium","serious":true,"reason":"Lan sang máy khác."}""");

        Assert.That((raised.Code, (string?)raised.Json!["severity"], (bool)raised.Json["serious"]!, (string?)raised.Json["status"]), Is.EqualTo((200, "high", true, "triaged")));
        var notice = raised.Json["obligations"]!.AsArray().Single(duty => (string?)duty!["kind"] == "initial-notice")!;
        Assert.That(DateTimeOffset.Parse((string)notice["dueAt"]!, null), Is.EqualTo(DateTimeOffset.Parse((string)before["detectedAt"]!, null).AddHours(24)));
        Assert.That(Due(raised.Json, "report"), Is.EqualTo(Due(before, "report")), "what stood is not moved");
        Assert.That(await scene.ReadAsync<long>(
            "SELECT count(*) FROM audit WHERE action IN ('incident.severity', 'obligation.open') AND subject IN (@incident, @notice)",
            new { incident = (string)raised.Json["id"]!, notice = (string)notice["id"]! }), Is.EqualTo(2));
    }

    [Test]
    public async Task Item_7_raised_after_its_24_hours_the_notice_is_overdue_from_the_start_and_keeps_the_reason()
    {
        var number = await FileOldAsync(TimeSpan.FromHours(30));
        var without = await scene.PutAsync(scene.One, number, "severity", """{"severity":"high","serious":true}""");
        Assert.That((without.Code, without.Faults), Is.EqualTo((400, new[] { "/reason required" })));

        var raised = await scene.PutAsync(scene.One, number, "severity", """{"severity":"high","serious":true,"reason":"Mới có kết quả phân tích."}""");

        Assert.That(raised.Code, Is.EqualTo(200));
        Assert.That(await scene.ReadAsync<string>(
            "SELECT late_reason FROM obligations WHERE kind = 'initial-notice' AND incident_id = @id", new { id = (string)raised.Json!["id"]! }), Is.EqualTo("Mới có kết quả phân tích."));
        await Delivery.Waiting.ForAsync(async () => await scene.ReadAsync<long>(
            "SELECT count(*) FROM alarms WHERE kind = 'overdue' AND ended_at IS NULL AND incident_id = @id", new { id = (string)raised.Json["id"]! }) == 1);
    }

    [Test]
    public async Task Item_7_made_serious_by_a_later_report_after_its_24_hours_the_notice_is_overdue_and_its_reason_is_asked_for()
    {
        var number = await FileOldAsync(TimeSpan.FromHours(30));
        var later = ExampleReport.Ordinary();
        (later["kind"], later["incident"], later["detectedAt"]) = ("progress", number, DateTimeOffset.UtcNow.AddHours(-1).ToString("O"));
        later["flags"] = new JsonObject { ["seriousDisruption"] = true, ["nationalSecurity"] = false, ["beyondCapacity"] = false };
        Assert.That((await scene.Agency.FileAsync(later)).Code, Is.EqualTo(201));

        var shown = await scene.ShowAsync(number);
        Assert.That(MissesReason(shown, "initial-notice"), Is.True);
        Assert.That(MissesReason(shown, "report"), Is.False, "its time still runs");
        Assert.That(MissesReason(shown, "immediate-notice"), Is.False, "what is due at once has no time that could be over");
        Assert.That(await scene.One.ReadTextAsync($"/api/v1/incidents/{number}/timeline"), Does.Contain("A person must say why it is late."));

        Assert.That((await scene.PutAsync(scene.One, number, "late-reason", """{"reason":"Đơn vị mới xác định."}""")).Code, Is.EqualTo(200));
        Assert.That(MissesReason(await scene.ShowAsync(number), "initial-notice"), Is.False);
    }

    [Test]
    public async Task Item_14_what_was_owed_while_it_was_serious_stays_owed_and_a_dry_run_does_not_take_it_away()
    {
        var number = await scene.FileAsync();
        await scene.PutAsync(scene.One, number, "severity", """{"severity":"high","serious":true,"reason":"Nghi lan rộng."}""");
        var asked = await scene.PutAsync(scene.One, number, "severity", """{"severity":"low","serious":false,"reason":"Không lan."}""");
        var body = $$"""{"decision":"approve","contentHash":"{{(string)asked.Json!["approval"]!["contentHash"]!}}","note":"Đồng ý"}""";
        Assert.That((await DecideAsync(scene.Other, (string)asked.Json["approval"]!["id"]!, body)).Code, Is.EqualTo(200));

        var shown = await scene.ShowAsync(number);
        Assert.That(((bool)shown["serious"]!, States(shown).Contains(("initial-notice", "open"))), Is.EqualTo((false, true)));
        var admin = scene.Desk.Client(await scene.Desk.KeyAsync(null, "read admin", scene.OnePerson));
        Assert.That((await admin.ReadAsync("/api/v1/rules/changes")).Json!["changes"]!.AsArray().Where(change => (string?)change!["incident"] == number), Is.Empty);
    }

    [Test]
    public async Task Item_14_lowering_takes_a_second_person_and_leaves_the_duties_owed()
    {
        var number = await scene.FileAsync(isSerious: true);
        var duties = (await scene.ShowAsync(number))["obligations"]!.AsArray().Count;

        var asked = await scene.PutAsync(scene.One, number, "severity", """{"severity":"low","serious":false,"reason":"Nhầm."}""");
        Assert.That(asked.Code, Is.EqualTo(202));
        Assert.That((bool)(await scene.ShowAsync(number))["serious"]!, Is.True, "nothing is done yet");
        var (id, hash) = ((string)asked.Json!["approval"]!["id"]!, (string)asked.Json["approval"]!["contentHash"]!);
        var body = $$"""{"decision":"approve","contentHash":"{{hash}}","note":"Đồng ý"}""";
        Assert.That((await DecideAsync(scene.One, id, body)).Code, Is.EqualTo(409), "who asked may not agree");
        Assert.That((await DecideAsync(scene.Other, id, body)).Code, Is.EqualTo(200));

        var after = await scene.ShowAsync(number);
        Assert.That(((string?)after["severity"], (bool)after["serious"]!), Is.EqualTo(("low", false)));
        Assert.That(after["obligations"]!.AsArray().Where(duty => (string?)duty!["state"] == "open").Count(), Is.EqualTo(duties));
        var machine = await scene.PutAsync(scene.Machine, await scene.FileAsync(isSerious: true), "severity", """{"severity":"low","reason":"x"}""");
        Assert.That((machine.Code, (string?)machine.Json!["code"]), Is.EqualTo((403, "needs-a-person")));
    }

    [Test]
    public async Task Item_14_what_is_asked_for_falls_when_the_incident_has_changed_meanwhile()
    {
        var number = await scene.FileAsync();
        await scene.PutAsync(scene.One, number, "severity", """{"severity":"high","reason":"x"}""");
        var asked = await scene.PutAsync(scene.One, number, "severity", """{"severity":"low","reason":"y"}""");
        await scene.PutAsync(scene.Other, number, "severity", """{"severity":"critical","reason":"z"}""");

        var late = await DecideAsync(scene.Other, (string)asked.Json!["approval"]!["id"]!,
            $$"""{"decision":"approve","contentHash":"{{(string)asked.Json["approval"]!["contentHash"]!}}","note":"x"}""");

        Assert.That((late.Code, (string?)late.Json!["code"]), Is.EqualTo((409, "approval-stale")));
        Assert.That((string?)(await scene.ShowAsync(number))["severity"], Is.EqualTo("critical"));
    }

    [Test]
    public async Task Item_10_after_a_preliminary_report_nothing_is_closed_without_the_final_one_but_no_incident_may_be_rejected()
    {
        var number = await scene.FileAsync();
        var incident = (await scene.ShowAsync(number))!;
        var id = Guid.Parse((string)incident["id"]!);
        var report = Guid.Parse((string)incident["obligations"]!.AsArray().Single(duty => (string?)duty!["kind"] == "report")!["id"]!);
        await scene.Desk.Database.WriteAsync(transaction => MetObligation.RecordAsync(
            transaction, id, report, DateTimeOffset.UtcNow, Guid.NewGuid(), DateTimeOffset.UtcNow, preliminary: true), CancellationToken.None);
        await scene.PutAsync(scene.One, number, "resolution", """{"cause":"Mật khẩu yếu","summary":"Đã đổi."}""");

        var closed = await scene.PutAsync(scene.One, number, "closure", """{"disposition":"confirmed","summary":"Xong."}""");
        Assert.That((closed.Code, (string?)closed.Json!["code"]), Is.EqualTo((409, "obligations-open")));
        Assert.That((await scene.PutAsync(scene.One, number, "rejection", """{"disposition":"refuted","reason":"Không phải sự cố."}""")).Code, Is.EqualTo(202));

        await scene.WriteAsync("UPDATE obligations SET state = 'met', met_at = due_at WHERE incident_id = @id AND state = 'open'", new { id });
        Assert.That((await scene.PutAsync(scene.One, number, "closure", """{"disposition":"confirmed","summary":"Xong."}""")).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task Reopened_only_what_went_with_the_ending_is_owed_again()
    {
        var number = await scene.FileAsync(isSerious: true);
        await scene.WriteAsync(
            "UPDATE obligations SET state = 'void', change_at = @at WHERE kind = 'personal-data-notice' AND incident_id = (SELECT id FROM incidents WHERE number = @number)",
            new { number, at = DateTimeOffset.UtcNow.AddMinutes(-1) });
        var asked = await scene.PutAsync(scene.One, number, "rejection", """{"disposition":"refuted","reason":"Không phải sự cố."}""");
        var body = $$"""{"decision":"approve","contentHash":"{{(string)asked.Json!["approval"]!["contentHash"]!}}","note":"x"}""";
        Assert.That((await DecideAsync(scene.Other, (string)asked.Json["approval"]!["id"]!, body)).Code, Is.EqualTo(200));
        Assert.That(States(await scene.ShowAsync(number)).Select(duty => duty.State), Is.All.EqualTo("void"));

        Assert.That((await scene.PutAsync(scene.One, number, "reopening", """{"reason":"Đúng là sự cố."}""")).Code, Is.EqualTo(200));

        foreach (var (kind, state) in States(await scene.ShowAsync(number)))
            Assert.That(state, Is.EqualTo(kind == "personal-data-notice" ? "void" : "open"), kind);
    }

    [Test]
    public async Task What_was_resolved_and_is_opened_again_gets_back_nothing_that_was_voided_for_a_reason()
    {
        var number = await scene.FileAsync();
        await scene.WriteAsync("UPDATE obligations SET state = 'void' WHERE incident_id = (SELECT id FROM incidents WHERE number = @number)", new { number });
        await scene.PutAsync(scene.One, number, "resolution", """{"cause":"Mật khẩu yếu","summary":"Đã đổi."}""");

        Assert.That((await scene.PutAsync(scene.One, number, "reopening", """{"reason":"Lại xảy ra."}""")).Code, Is.EqualTo(200));

        Assert.That(States(await scene.ShowAsync(number)), Is.EqualTo(new[] { ("report", "void") }));
    }

    [Test]
    public async Task The_reason_of_what_is_late_is_given_by_a_person_and_there_is_none_to_give_in_time()
    {
        var late = await FileOldAsync(TimeSpan.FromHours(80));
        Assert.That((await scene.PutAsync(scene.Machine, late, "late-reason", """{"reason":"x"}""")).Code, Is.EqualTo(403));
        Assert.That((await scene.PutAsync(scene.One, late, "late-reason", """{"reason":"Đơn vị báo chậm."}""")).Code, Is.EqualTo(200));
        Assert.That(await scene.ReadAsync<string>("SELECT late_reason FROM obligations JOIN incidents ON incidents.id = incident_id WHERE number = @late", new { late }),
            Is.EqualTo("Đơn vị báo chậm."));

        Assert.That((await scene.PutAsync(scene.One, await scene.FileAsync(), "late-reason", """{"reason":"x"}""")).Code, Is.EqualTo(409));
    }

    [Test]
    public async Task The_page_leads_from_what_is_late_to_the_form_for_its_reason()
    {
        var late = await FileOldAsync(TimeSpan.FromHours(80));
        using var visitor = await Visitor.SignedInAsync(scene.Desk, "nguoi-giai-thich", "responder");
        var link = $"a[href='/incidents/{late}/do/late-reason']";
        var before = await visitor.PageAsync($"/incidents/{late}");
        Assert.That((before.QuerySelector(link) is null, before.Body!.TextContent.Contains("chưa có lý do chậm", StringComparison.Ordinal)), Is.EqualTo((false, true)));

        using var said = await visitor.SubmitAsync($"/incidents/{late}/do/late-reason", "main form", ("reason", "Đơn vị báo chậm."));
        var page = await visitor.PageAsync(said.Headers.Location!.OriginalString);
        Assert.That(page.QuerySelector("section[aria-labelledby=obligations]")!.TextContent, Does.Contain("lý do chậm: Đơn vị báo chậm."));
        Assert.That((page.QuerySelector(link), page.Body!.TextContent.Contains("Đã ghi lý do chậm.", StringComparison.Ordinal)), Is.EqualTo((default(AngleSharp.Dom.IElement), true)));
    }

    [Test]
    public async Task A_later_report_that_confirms_personal_data_opens_its_own_clock()
    {
        var number = await scene.FileAsync();
        var established = DateTimeOffset.UtcNow.AddMinutes(-1);
        var body = ExampleReport.Ordinary();
        (body["kind"], body["incident"], body["detectedAt"]) = ("progress", number, DateTimeOffset.UtcNow.AddMinutes(-4).ToString("O"));
        body["personalData"] = new JsonObject { ["involved"] = true, ["establishedAt"] = established.ToString("O") };
        Assert.That((await scene.Agency.FileAsync(body)).Code, Is.EqualTo(201));

        var shown = await scene.ShowAsync(number);
        Assert.That(Due(shown, "personal-data-notice"), Is.EqualTo(established.AddHours(72)).Within(TimeSpan.FromMilliseconds(1)));
    }

    private async Task<string> FileOldAsync(TimeSpan ago)
    {
        var body = ExampleReport.Ordinary();
        body["detectedAt"] = (DateTimeOffset.UtcNow - ago).ToString("O");
        return (string)(await scene.Agency.FileAsync(body)).Json!["number"]!;
    }

    private static IReadOnlyList<(string Kind, string State)> States(JsonNode incident) =>
        [.. incident["obligations"]!.AsArray().Select(duty => ((string)duty!["kind"]!, (string)duty["state"]!))];

    private static bool MissesReason(JsonNode incident, string kind) =>
        (bool)incident["obligations"]!.AsArray().Single(duty => (string?)duty!["kind"] == kind)!["reasonMissing"]!;

    private static DateTimeOffset Due(JsonNode incident, string kind) => DateTimeOffset.Parse(
        (string)incident["obligations"]!.AsArray().Single(duty => (string?)duty!["kind"] == kind)!["dueAt"]!, null);

    private static Task<Answer> DecideAsync(HttpClient caller, string approval, string body) => Wire.SendAsync(
        caller, new HttpRequestMessage(HttpMethod.Put, $"/api/v1/approvals/{approval}") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") });
}
