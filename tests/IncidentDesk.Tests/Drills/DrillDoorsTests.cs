using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using NUnit.Framework;

namespace IncidentDesk.Tests.Drills;

public sealed class DrillDoorsTests
{
    private DrillScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await DrillScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_live_drill_does_not_begin_while_parts_of_its_plan_are_missing_and_says_which()
    {
        var id = await scene.AddAsync(plan =>
        {
            plan.Remove("tools");
            plan.Remove("window");
            plan["protectionPlan"] = " ";
            plan["systems"] = new JsonArray();
        });
        Assert.That((await scene.Writer.ReadAsync($"/api/v1/drills/{id}")).Json!["missing"]!.ToJsonString(), Is.EqualTo("""["systems","tools","window","protectionPlan"]"""));

        var refused = await DrillScene.TryAsync(scene.Lead, id, "approval");

        Assert.That((refused.Code, (string)refused.Json!["code"]!), Is.EqualTo((409, "drill-incomplete")));
        Assert.That(refused.Json!["missing"]!.ToJsonString(), Is.EqualTo("""["systems","tools","window","protectionPlan"]"""));
        Assert.That((string)(await DrillScene.TryAsync(scene.Writer, id, "start")).Json!["code"]!, Is.EqualTo("drill-state"), "nobody begins what nobody approved");
    }

    [Test]
    public async Task A_participant_who_left_after_the_approval_is_missing_at_the_start()
    {
        var id = await scene.AddAsync();
        await DrillScene.DoAsync(scene.Lead, id, "approval");
        await scene.Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE people SET disabled_at = 1 WHERE id = @id", new { id = scene.WriterPerson }), CancellationToken.None);

        var refused = await DrillScene.TryAsync(scene.Lead, id, "start");

        Assert.That((refused.Code, refused.Json!["missing"]?.ToJsonString()), Is.EqualTo((409, """["people"]""")));
    }

    [Test]
    public async Task A_tabletop_drill_needs_a_goal_and_people()
    {
        var id = await scene.AddAsync(plan =>
        {
            plan["kind"] = "tabletop";
            foreach (var part in new[] { "tools", "limits", "window", "protectionPlan", "systems", "agencies" })
                plan.Remove(part);
        });
        await DrillScene.DoAsync(scene.Writer, id, "approval");
        Assert.That((string)(await DrillScene.DoAsync(scene.Writer, id, "start"))["state"]!, Is.EqualTo("running"));
    }

    [Test]
    public async Task Who_wrote_a_live_plan_does_not_approve_it_and_a_key_of_nobody_decides_nothing()
    {
        var id = await scene.AddAsync();
        Assert.That((string)(await DrillScene.TryAsync(scene.Writer, id, "approval")).Json!["code"]!, Is.EqualTo("same-person"));
        var machine = await DrillScene.TryAsync(scene.Machine, id, "approval");
        Assert.That((machine.Code, (string)machine.Json!["code"]!), Is.EqualTo((403, "needs-a-person")));
        Assert.That((string)(await DrillScene.DoAsync(scene.Lead, id, "approval"))["approvedBy"]!, Is.EqualTo("test"));
    }

    [Test]
    public async Task A_plan_whose_window_is_over_is_not_approved()
    {
        var id = await scene.AddAsync();
        scene.Clock.Advance(TimeSpan.FromHours(5));
        Assert.That((string)(await DrillScene.TryAsync(scene.Lead, id, "approval")).Json!["code"]!, Is.EqualTo("outside-window"));
    }

    [Test]
    public async Task Whoever_changed_a_word_of_a_live_plan_wrote_it_too()
    {
        var id = await scene.AddAsync();
        Assert.That((await scene.Lead.PutAsync($"/api/v1/drills/{id}", scene.Plan().ToJsonString())).Code, Is.EqualTo(200));
        foreach (var writer in new[] { scene.Writer, scene.Lead })
            Assert.That((string)(await DrillScene.TryAsync(writer, id, "approval")).Json!["code"]!, Is.EqualTo("same-person"));
    }

    [Test]
    public async Task An_approved_plan_that_changes_is_a_draft_again_and_one_that_runs_does_not_change()
    {
        var id = await scene.AddAsync();
        var approved = await DrillScene.DoAsync(scene.Lead, id, "approval");
        Assert.That((await scene.Writer.PutAsync($"/api/v1/drills/{id}", scene.Plan().ToJsonString(), "\"1\"")).Code, Is.EqualTo(412));
        var changed = await scene.Writer.PutAsync($"/api/v1/drills/{id}", scene.Plan().ToJsonString(), $"\"{approved["version"]}\"");
        Assert.That((changed.Code, (string)changed.Json!["state"]!, (string?)changed.Json["approvedBy"]), Is.EqualTo((200, "draft", (string?)null)));

        await DrillScene.DoAsync(scene.Lead, id, "approval");
        await DrillScene.DoAsync(scene.Writer, id, "start");

        Assert.That((await scene.Writer.PutAsync($"/api/v1/drills/{id}", scene.Plan().ToJsonString())).Code, Is.EqualTo(409));
    }

    [Test]
    public async Task It_begins_inside_its_window_only()
    {
        var id = await scene.AddAsync(plan => plan["window"] = new JsonObject
        {
            ["from"] = DrillScene.Instant(DrillScene.Now.AddHours(1)), ["to"] = DrillScene.Instant(DrillScene.Now.AddHours(2)),
        });
        await DrillScene.DoAsync(scene.Lead, id, "approval");
        Assert.That((string)(await DrillScene.TryAsync(scene.Writer, id, "start")).Json!["code"]!, Is.EqualTo("outside-window"));
        scene.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.That((string)(await DrillScene.DoAsync(scene.Writer, id, "start"))["state"]!, Is.EqualTo("running"));
    }

    [Test]
    public async Task It_is_aborted_with_a_reason_cancelled_with_a_reason_and_ended_with_findings()
    {
        var aborted = await scene.RunAsync();
        Assert.That((await DrillScene.TryAsync(scene.Writer, aborted, "abort")).Faults, Is.EqualTo(new[] { "/reason required" }));
        Assert.That((await DrillScene.TryAsync(scene.Writer, aborted, "cancellation", """{"reason":"x"}""")).Code, Is.EqualTo(409));
        Assert.That((string)(await DrillScene.DoAsync(scene.Writer, aborted, "abort", """{"reason":"Máy chủ quá tải"}"""))["reason"]!, Is.EqualTo("Máy chủ quá tải"));
        var cancelled = await scene.AddAsync();
        Assert.That((string)(await DrillScene.DoAsync(scene.Writer, cancelled, "cancellation", """{"reason":"Lùi sang năm sau"}"""))["state"]!, Is.EqualTo("cancelled"));

        var ended = await DrillScene.DoAsync(scene.Writer, await scene.RunAsync(), "findings", """
            {"summary":"Báo cáo chậm","findings":[{"text":"Không ai nghe máy","action":"Cập nhật danh bạ","responsible":"Trưởng ca","dueOn":"2026-12-31"}]}
            """);

        Assert.That((string)ended["state"]!, Is.EqualTo("ended"));
        Assert.That(ended["findings"]!.ToJsonString(), Does.Contain("2026-12-31"));
        Assert.That(((JsonArray)ended["history"]!).Select(line => (string)line!["to"]!), Is.EqualTo(new[] { "draft", "approved", "running", "ended" }));
        Assert.That(await scene.Desk.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT DISTINCT action FROM audit WHERE action LIKE 'drill.%' ORDER BY action"), CancellationToken.None),
            Is.SupersetOf(new[] { "drill.abort", "drill.add", "drill.approve", "drill.cancel", "drill.end", "drill.start" }));
    }

    [Test]
    public async Task Who_and_what_is_named_must_be_there_and_a_window_must_have_two_ends_in_order()
    {
        var plan = scene.Plan();
        plan["people"] = new JsonArray(Guid.NewGuid().ToString("D"));
        plan["agencies"] = new JsonArray("KHONG-CO");
        plan["systems"] = new JsonArray("KHONG-CO");
        Assert.That((await scene.Writer.PostAsync("/api/v1/drills", plan.ToJsonString())).Faults, Is.EqualTo(new[]
        {
            "/people/0 unknown-reference", "/agencies/0 unknown-reference", "/systems/0 unknown-reference",
        }));
        var turned = scene.Plan();
        turned["window"] = new JsonObject { ["from"] = DrillScene.Instant(DrillScene.Now), ["to"] = DrillScene.Instant(DrillScene.Now.AddHours(-1)) };
        turned["kind"] = "trên giấy";
        Assert.That((await scene.Writer.PostAsync("/api/v1/drills", turned.ToJsonString())).Faults, Is.EquivalentTo(new[] { "/kind not-in-list", "/window/to out-of-range" }));
    }

    [Test]
    public async Task An_agency_sees_the_drills_it_takes_part_in_once_they_are_approved_and_nothing_of_the_others()
    {
        var id = await scene.AddAsync(plan => ((JsonArray)plan["systems"]!).Add("SO-GDDT-TTDL"));
        Assert.That((await scene.Agency.ReadAsync($"/api/v1/drills/{id}")).Code, Is.EqualTo(404), "a draft is the desk's");
        await DrillScene.DoAsync(scene.Lead, id, "approval");

        var seen = (await scene.Agency.ReadAsync($"/api/v1/drills/{id}")).Json!;

        Assert.That((seen["systems"]!.AsArray().Count, seen["people"]!.AsArray().Count, (string?)seen["scenario"]), Is.EqualTo((1, 0, (string?)null)));
        Assert.That(seen.ToJsonString(), Does.Not.Contain("SO-GDDT"));
        var alone = await scene.AddAsync();
        await DrillScene.DoAsync(scene.Lead, alone, "approval");
        Assert.That((await scene.Other.ReadAsync($"/api/v1/drills/{alone}")).Code, Is.EqualTo(404));
        Assert.That((await scene.Other.ReadAsync("/api/v1/drills")).Json!["items"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await scene.Agency.ReadAsync("/api/v1/drills?state=approved&kind=live")).Json!["items"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_report_of_a_drill_belongs_to_the_one_running_drill_of_its_agency_and_its_times_are_measured()
    {
        var id = await scene.RunAsync();
        var number = (string)(await scene.FileAsync())["number"]!;
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That((await scene.Writer.PutAsync($"/api/v1/incidents/{number}/acknowledgement", """{"note":"x"}""")).Code, Is.EqualTo(200));

        var measured = (await scene.Writer.ReadAsync($"/api/v1/drills/{id}")).Json!["incidents"]![0]!;

        Assert.That((string)measured["number"]!, Is.EqualTo(number));
        Assert.That(((long)measured["seconds"]!["received"]!, (long)measured["seconds"]!["acknowledged"]!), Is.EqualTo((600, 900)));
        Assert.That(measured["seconds"]!["report"], Is.Null);
        Assert.That((await scene.Other.FileAsync(DrillScene.Report("SO-GDDT"))).Code, Is.EqualTo(201));
        Assert.That((await scene.Writer.ReadAsync($"/api/v1/drills/{id}")).Json!["incidents"]!.AsArray(), Has.Count.EqualTo(1), "the other agency takes no part");
    }

    [Test]
    public async Task Of_two_running_drills_a_person_says_which_it_is_and_only_a_drill_belongs_to_one()
    {
        var (one, two) = (await scene.RunAsync(), await scene.RunAsync());
        var number = (string)(await scene.FileAsync())["number"]!;
        Assert.That((await scene.Writer.ReadAsync($"/api/v1/drills/{one}")).Json!["incidents"]!.AsArray(), Is.Empty);

        Assert.That((await scene.Writer.PutAsync($"/api/v1/incidents/{number}/drill", $$"""{"drill":"{{two}}"}""")).Code, Is.EqualTo(200));

        Assert.That((await scene.Writer.ReadAsync($"/api/v1/drills/{two}")).Json!["incidents"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await scene.Writer.PutAsync($"/api/v1/incidents/{number}/drill", $$"""{"drill":"{{Guid.NewGuid()}}"}""")).Faults, Is.EqualTo(new[] { "/drill unknown-reference" }));
        Assert.That((await scene.Writer.PutAsync($"/api/v1/incidents/{number}/drill", "{}")).Code, Is.EqualTo(200));
        Assert.That((await scene.Writer.ReadAsync($"/api/v1/drills/{two}")).Json!["incidents"]!.AsArray(), Is.Empty);
        var real = DrillScene.Report();
        real["drill"] = false;
        Assert.That((await scene.Writer.PutAsync($"/api/v1/incidents/{(await scene.FileAsync(real))["number"]}/drill", $$"""{"drill":"{{two}}"}""")).Code, Is.EqualTo(409));
    }

    [Test]
    public async Task The_yearly_duty_counts_what_came_to_its_end_this_year_and_leaves_the_small_systems_out()
    {
        async Task<string> YearAsync(int year) => string.Join(", ", (await scene.Writer.ReadAsync($"/api/v1/drills/yearly?year={year}")).Json!["items"]!.AsArray()
            .Select(item => $"{item!["code"]} {item["state"]}"));
        Assert.That(await YearAsync(2026), Is.EqualTo("SO-GDDT-TTDL due, SO-YTE-CTTDT due"));
        await DrillScene.DoAsync(scene.Writer, await scene.RunAsync(), "abort", """{"reason":"x"}""");
        Assert.That(await YearAsync(2026), Does.Contain("SO-YTE-CTTDT due"), "an aborted drill is none");
        await scene.AddAsync(plan => plan["systems"] = new JsonArray("SO-GDDT-TTDL"));
        await DrillScene.DoAsync(scene.Writer, await scene.RunAsync(), "findings", """{"summary":"Đạt"}""");

        Assert.That(await YearAsync(2026), Is.EqualTo("SO-GDDT-TTDL due, SO-YTE-CTTDT done"), "a draft is no plan yet");
        scene.Clock.Jump(TimeSpan.FromDays(60));
        Assert.That(await YearAsync(2026), Is.EqualTo("SO-GDDT-TTDL overdue, SO-YTE-CTTDT done"));
        Assert.That(await YearAsync(2027), Is.EqualTo("SO-GDDT-TTDL due, SO-YTE-CTTDT due"));
        var own = (await scene.Agency.ReadAsync("/api/v1/drills/yearly?year=2026")).Json!;
        Assert.That(own["items"]!.AsArray().Select(item => (string)item!["code"]!), Is.EqualTo(new[] { "SO-YTE-CTTDT" }));
        Assert.That((await scene.Writer.ReadAsync("/api/v1/drills/yearly?year=abc")).Code, Is.EqualTo(400));
    }

    [Test]
    public async Task Its_report_is_a_file_that_says_it_was_a_drill()
    {
        var id = await scene.RunAsync();
        await scene.FileAsync();
        await DrillScene.DoAsync(scene.Writer, id, "findings", """{"summary":"Đạt","findings":[{"text":"Thiếu số điện thoại"}]}""");
        using var answer = await scene.Writer.GetAsync($"/api/v1/drills/{id}/report");
        using var archive = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var text = new StreamReader(archive.GetEntry("word/document.xml")!.Open());
        Assert.That(await text.ReadToEndAsync(), Does.Contain("DIỄN TẬP").And.Contain("Thiếu số điện thoại").And.Contain("10\u00a0phút"));
        Assert.That((await scene.Agency.ReadAsync($"/api/v1/drills/{id}/report")).Code, Is.EqualTo(403));
    }
}
