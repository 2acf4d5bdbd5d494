using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents.Moves;

public sealed class MovesTests
{
    private CaseScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await CaseScene.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_report_calls_who_is_on_duty_and_taking_it_stops_that()
    {
        var number = await scene.FileAsync();
        await scene.CalledAsync(number);
        Assert.That((string?)(await scene.ShowAsync(number))["ladder"]!["calling"]![0]!["name"], Is.EqualTo("Người mot"));

        var taken = await scene.PutAsync(scene.Other, number, "acknowledgement", """{"note":"Tôi xem ngay."}""", version: null);

        Assert.That((taken.Code, (string?)taken.Json!["status"], (string?)taken.Json["acknowledgedBy"]), Is.EqualTo((200, "triaged", "Người hai")));
        Assert.That((taken.Header("ETag"), taken.Json["ladder"]!["nextAt"]), Is.EqualTo(("\"2\"", (object?)null)));
        Assert.That(taken.Json["ladder"]!["expiresAt"], Is.Not.Null);
        var again = await scene.PutAsync(scene.One, number, "acknowledgement", "{}", version: null);
        Assert.That((again.Code, (string?)again.Json!["code"], (string?)again.Json["by"]), Is.EqualTo((409, "already-acknowledged", "Người hai")));
        Assert.That(again.Json["at"], Is.Not.Null);
    }

    [Test]
    public async Task A_key_of_a_mere_machine_takes_nothing_and_an_agency_may_not_try()
    {
        var number = await scene.FileAsync();

        var machine = await scene.PutAsync(scene.Machine, number, "acknowledgement", "{}");
        Assert.That((machine.Code, (string?)machine.Json!["code"]), Is.EqualTo((403, "needs-a-person")));
        Assert.That((await scene.PutAsync(scene.Agency, number, "acknowledgement", "{}")).Code, Is.EqualTo(403));
        Assert.That((await scene.PutAsync(scene.One, "INC-2026-999999", "acknowledgement", "{}")).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task Of_many_who_press_at_once_one_has_it()
    {
        var number = await scene.FileAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => scene.PutAsync(n % 2 == 0 ? scene.One : scene.Other, number, "acknowledgement", "{}")));

        Assert.That(answers.Count(answer => answer.Code == 200), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.Code == 409), Is.EqualTo(7));
    }

    [Test]
    public async Task An_incident_goes_its_way_and_never_back_on_it()
    {
        var number = await scene.FileAsync();
        await scene.OweNothingAsync(number);
        Assert.That((await scene.PutAsync(scene.One, number, "containment", """{"summary":"Đã ngắt mạng."}""")).Code, Is.EqualTo(200));
        var assigned = await scene.PutAsync(scene.One, number, "assignment", $$"""{"person":"{{scene.OtherPerson}}"}""");
        Assert.That(((string?)assigned.Json!["status"], (string?)assigned.Json["assignee"]), Is.EqualTo(("contained", "Người hai")), "assigning does not undo");
        Assert.That((await scene.PutAsync(scene.One, number, "closure", """{"disposition":"confirmed","summary":"x"}""")).Code, Is.EqualTo(409), "not resolved yet");
        await scene.PutAsync(scene.One, number, "resolution", """{"cause":"Mật khẩu yếu","summary":"Đã đổi."}""");
        var closed = await scene.PutAsync(scene.One, number, "closure", """{"disposition":"confirmed","summary":"Xong."}""");
        Assert.That((closed.Code, (string?)closed.Json!["status"], (string?)closed.Json["disposition"]), Is.EqualTo((200, "closed", "confirmed")));
        Assert.That((bool)closed.Json["closedUnproven"]!, Is.True, "every channel of this desk simulates");
        foreach (var (door, body) in new[] { ("containment", """{"summary":"x"}"""), ("assignment", $$"""{"person":"{{scene.OnePerson}}"}"""), ("acknowledgement", "{}"), ("rejection", """{"disposition":"spam","reason":"x"}""") })
        {
            var late = await scene.PutAsync(scene.One, number, door, body);
            Assert.That((late.Code, (string?)late.Json!["code"]), Is.EqualTo((409, "not-in-this-status")), door);
        }
        var reopened = await scene.PutAsync(scene.One, number, "reopening", """{"reason":"Lại xảy ra."}""");
        Assert.That(((string?)reopened.Json!["status"], reopened.Json["endedAt"], (bool)reopened.Json["closedUnproven"]!), Is.EqualTo(("open", (object?)null, false)));
        Assert.That(reopened.Json["ladder"]!["nextAt"], Is.Not.Null, "nobody has it, so somebody is called");
        Assert.That((await scene.PutAsync(scene.One, number, "reopening", """{"reason":"x"}""")).Code, Is.EqualTo(409));
    }

    [Test]
    public async Task A_change_needs_the_version_that_was_read_and_tells_where_it_is_wrong()
    {
        var number = await scene.FileAsync();

        Assert.That((await scene.PutAsync(scene.One, number, "containment", """{"summary":"x"}""", version: null)).Code, Is.EqualTo(428));
        Assert.That((await scene.PutAsync(scene.One, number, "containment", """{"summary":"x"}""", "\"9\"")).Code, Is.EqualTo(412));
        Assert.That((await scene.PutAsync(scene.One, number, "containment", """{"summary":" ","at":"2036-01-01T00:00:00Z"}""")).Faults, Is.EquivalentTo(new[]
        {
            "/summary too-short", "/at in-the-future",
        }));
        Assert.That((await scene.PutAsync(scene.One, number, "assignment", $$"""{"person":"{{Guid.NewGuid()}}"}""")).Faults, Is.EqualTo(new[] { "/person unknown-reference" }));
        Assert.That((await scene.PutAsync(scene.One, number, "rejection", """{"disposition":"boring","reason":"x"}""")).Faults, Is.EqualTo(new[] { "/disposition not-in-list" }));
        Assert.That((await scene.PutAsync(scene.One, number, "containment", """{"summary":"x"}""", "\"1\"")).Header("ETag"), Is.EqualTo("\"2\""));
    }

    [Test]
    public async Task With_something_owed_to_the_law_a_second_person_must_agree_before_it_ends()
    {
        var number = await scene.FileAsync(isSerious: true);
        var asked = await scene.PutAsync(scene.One, number, "rejection", """{"disposition":"refuted","reason":"Không phải sự cố."}""");
        Assert.That((asked.Code, (string?)asked.Json!["approval"]!["state"]), Is.EqualTo((202, "open")));
        Assert.That(await scene.StatusAsync(number), Is.EqualTo("new"), "nothing is done yet");
        var approval = await scene.Desk.Database.ReadAsync(
            reading => Asking.FindAsync(reading, Guid.Parse((string)asked.Json["approval"]!["id"]!)), CancellationToken.None);
        var act = scene.Desk.Services.GetServices<IApprovedAct>().Single(one => one.Kind == "rejection");
        Assert.That(await scene.Desk.Database.ReadAsync(reading => act.HashNowAsync(reading, approval!), CancellationToken.None), Is.EqualTo(approval!.ContentHash));

        await scene.WriteAsync(
            "UPDATE obligations SET state = 'met', met_at = due_at WHERE id = (SELECT min(o.id) FROM obligations o JOIN incidents i ON i.id = o.incident_id WHERE i.number = @number)",
            new { number });
        Assert.That(
            await scene.Desk.Database.ReadAsync(reading => act.HashNowAsync(reading, approval), CancellationToken.None), Is.Not.EqualTo(approval.ContentHash),
            "what is left undone has changed, so the approval is stale");

        await scene.Desk.Database.WriteAsync(
            transaction => act.DoAsync(transaction, approval, new Actor("person", scene.OtherPerson, "Người hai"), DateTimeOffset.UtcNow), CancellationToken.None);
        var ended = await scene.ShowAsync(number);
        Assert.That(((string?)ended["status"], (string?)ended["disposition"]), Is.EqualTo(("rejected", "refuted")));
        Assert.That(ended["obligations"]!.AsArray().Select(one => (string?)one!["state"]).Distinct(), Is.EquivalentTo(new[] { "met", "void" }));
        Assert.That(await scene.Desk.Database.ReadAsync(reading => act.HashNowAsync(reading, approval), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task The_next_rung_is_called_when_somebody_does_not_want_to_wait_and_once()
    {
        var number = await scene.FileAsync();
        await scene.CalledAsync(number);
        var body = $$"""{"to":"next-rung","reason":"Gấp.","asOf":"{{DateTimeOffset.UtcNow.AddSeconds(1):O}}"}""";

        var pressed = await scene.One.PostAsync($"/api/v1/incidents/{number}/escalations", body);
        Assert.That(pressed.Code, Is.EqualTo(201));
        Assert.That(pressed.Json!["called"]!.AsArray().Select(name => (string?)name), Is.EqualTo(new[] { "Người hai" }), "no shift lead, so the unit head");
        var late = await scene.One.PostAsync($"/api/v1/incidents/{number}/escalations", body.Replace(DateTimeOffset.UtcNow.Year + "-", "2020-", StringComparison.Ordinal));
        Assert.That((late.Code, (string?)late.Json!["code"]), Is.EqualTo((409, "not-in-this-status")));
        Assert.That((long)late.Json["step"]!, Is.EqualTo((long)pressed.Json["step"]!), "and it says what has been called");
    }

    [TestCase(true, "queued")]
    [TestCase(false, "awaiting-approval")]
    public async Task A_centre_is_told_at_once_of_what_is_serious_and_else_with_a_second_person(bool isSerious, string state)
    {
        if (await scene.ReadAsync<long>("SELECT count(*) FROM centre_contacts WHERE centre_id = 'ncsc' AND value = 'ncsc@ncsc.example'") == 0)
            await scene.Desk.VerifiedContactAsync("ncsc", "ncsc@ncsc.example");
        var number = await scene.FileAsync(isSerious);

        var told = await scene.One.PostAsync(
            $"/api/v1/incidents/{number}/escalations", $$"""{"to":"ncsc","reason":"Cần giám sát.","asOf":"{{DateTimeOffset.UtcNow:O}}"}""");

        Assert.That((told.Code, (string?)told.Json!["delivery"]!["state"]), Is.EqualTo((201, state)));
    }

    [Test]
    public async Task A_second_press_of_the_same_look_tells_a_centre_nothing_twice()
    {
        var number = await scene.FileAsync(isSerious: true);
        var body = $$"""{"to":"ncsc","reason":"Cần giám sát.","asOf":"{{DateTimeOffset.UtcNow.AddSeconds(-1):O}}"}""";
        var told = await scene.One.PostAsync($"/api/v1/incidents/{number}/escalations", body);

        var again = await scene.One.PostAsync($"/api/v1/incidents/{number}/escalations", body);

        Assert.That((told.Code, again.Code, (string?)again.Json!["code"]), Is.EqualTo((201, 409, "not-in-this-status")));
        Assert.That((string?)again.Json!["delivery"], Is.EqualTo((string?)told.Json!["delivery"]!["id"]), "and it says which one it was");
    }

    [Test]
    public async Task A_ladder_that_a_restore_stopped_is_climbed_on_by_a_person()
    {
        var number = await scene.FileAsync();
        await scene.CalledAsync(number);
        await scene.WriteAsync(
            "UPDATE incident_ladders SET climb_at = NULL, stopped_at = 1, stopped_by = 'restore' WHERE incident_id = (SELECT id FROM incidents WHERE number = @number)",
            new { number });

        var pressed = await scene.One.PostAsync(
            $"/api/v1/incidents/{number}/escalations", $$"""{"to":"next-rung","reason":"Gọi tiếp.","asOf":"{{DateTimeOffset.UtcNow.AddSeconds(1):O}}"}""");

        Assert.That(pressed.Code, Is.EqualTo(201), pressed.Json?.ToJsonString());
        Assert.That((await scene.ShowAsync(number))["ladder"]!["stoppedAt"], Is.Null);
    }

    [Test]
    public async Task What_an_agency_says_is_seen_by_both_and_what_the_desk_says_by_the_desk()
    {
        var number = await scene.FileAsync();
        Assert.That((await scene.Agency.PostAsync($"/api/v1/incidents/{number}/comments", """{"text":"Đã tắt máy chủ."}""")).Code, Is.EqualTo(201));
        Assert.That((await scene.Agency.PostAsync($"/api/v1/incidents/{number}/comments", """{"text":"x","visibility":"internal"}""")).Faults, Is.EqualTo(new[] { "/visibility not-in-list" }));
        var own = await scene.One.PostAsync($"/api/v1/incidents/{number}/comments", """{"text":"Nội bộ."}""");
        Assert.That((string?)own.Json!["visibility"], Is.EqualTo("internal"));

        var seen = (await scene.Agency.ReadAsync($"/api/v1/incidents/{number}/timeline")).Json!["items"]!.AsArray().Where(entry => (string?)entry!["kind"] == "comment");
        Assert.That(seen.Select(entry => (string?)entry!["text"]), Is.EqualTo(new[] { "Đã tắt máy chủ." }));
    }

    [Test]
    public async Task Whoever_comments_first_decides_nothing_for_those_after()
    {
        var number = await scene.FileAsync();
        const string body = """{"text":"x","visibility":"internal"}""";
        foreach (var (caller, code) in new[] { (scene.One, 201), (scene.Agency, 400), (scene.One, 201) })
            Assert.That((await caller.PostAsync($"/api/v1/incidents/{number}/comments", body)).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task The_telephone_numbers_of_the_desk_s_people_are_not_shown_to_an_agency()
    {
        var number = await scene.FileAsync();
        await scene.CalledAsync(number);

        Assert.That((await scene.Agency.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray().Select(one => (string?)one!["cause"]!["kind"]), Has.None.EqualTo("rung"));
        Assert.That((await scene.One.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray().Select(one => (string?)one!["cause"]!["kind"]), Has.Some.EqualTo("rung"));
        Assert.That((await scene.Agency.ReadAsync($"/api/v1/incidents/{number}")).Json!["ladder"], Is.Null);
    }

    [Test]
    public async Task An_alarm_s_mail_to_a_person_and_an_alarm_about_a_call_to_one_are_the_desk_s_alone()
    {
        var number = await scene.FileAsync();
        await scene.CalledAsync(number);
        var call = await scene.ReadAsync<Guid>(
            "SELECT min(id) FROM deliveries WHERE person_id IS NOT NULL AND about = (SELECT id FROM incidents WHERE number = @number)", new { number });
        await scene.WriteAsync("UPDATE deliveries SET cause_kind = 'alarm', cause_ref = 'alarm:1' WHERE id = @call", new { call });
        await scene.WriteAsync(
            """
            INSERT INTO alarms (id, kind, severity, subject, incident_id, since, text, text_vi)
            SELECT @alarm, 'retries-used-up', 'high', @call, id, 0, 'Người một', 'Người một' FROM incidents WHERE number = @number
            """,
            new { alarm = Guid.CreateVersion7(DateTimeOffset.UtcNow), call = call.ToString("D"), number });

        foreach (var (caller, sees) in new[] { (scene.Agency, false), (scene.One, true) })
        {
            var listed = (await caller.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray();
            Assert.That(listed.Any(one => (string?)one!["id"] == call.ToString("D")), Is.EqualTo(sees));
            Assert.That((await caller.ReadAsync($"/api/v1/deliveries/{call:D}")).Code, Is.EqualTo(sees ? 200 : 404));
            Assert.That((await caller.ReadAsync("/api/v1/alarms")).Json!["items"]!.ToJsonString().Contains(call.ToString("D"), StringComparison.Ordinal), Is.EqualTo(sees));
        }
        Assert.That((await scene.Agency.ReadAsync($"/api/v1/incidents/{number}")).Json!["deliveries"]!.ToJsonString(), Does.Not.Contain(call.ToString("D")));
    }

    [Test]
    public async Task Only_a_drill_has_participants()
    {
        var drill = await scene.FileAsync(isDrill: true);
        Assert.That((await scene.PutAsync(scene.One, drill, "drill-participants", $$"""{"people":["{{scene.OnePerson}}"]}""")).Code, Is.EqualTo(200));
        Assert.That((await scene.PutAsync(scene.One, drill, "drill-participants", $$"""{"people":["{{Guid.NewGuid()}}"]}""")).Faults, Is.EqualTo(new[] { "/people/0 unknown-reference" }));
        Assert.That((await scene.PutAsync(scene.One, await scene.FileAsync(), "drill-participants", """{"people":[]}""")).Code, Is.EqualTo(409));
    }
}
