using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Incidents;
using IncidentDesk.Rules;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents.Moves;

public sealed class MergeIncidentTests
{
    private CaseScene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await CaseScene.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Two_reports_of_one_thing_become_one_and_two_again_and_nothing_is_lost()
    {
        var (one, other) = (await scene.FileAsync(), await scene.FileAsync());
        await scene.CalledAsync(one);

        var merged = await scene.PutAsync(scene.One, one, "merge", $$"""{"into":"{{other}}","reason":"Cùng một máy."}""", "\"1\"");

        Assert.That((merged.Code, (string?)merged.Json!["status"], merged.Json["endedAt"] is null), Is.EqualTo((200, "duplicate", false)));
        Assert.That(merged.Json["ladder"]!["nextAt"], Is.Null, "nobody is called for it any more");
        Assert.That((await scene.PutAsync(scene.One, one, "containment", """{"summary":"x"}""")).Code, Is.EqualTo(409));
        var parted = await UnmergeAsync(one);
        Assert.That((parted.Code, (string?)parted.Json!["status"], parted.Json["endedAt"]), Is.EqualTo((200, "new", (object?)null)));
        Assert.That(parted.Json["ladder"]!["nextAt"], Is.Not.Null, "nobody has it, so somebody is called");
        Assert.That((await UnmergeAsync(one)).Code, Is.EqualTo(409), "it is not merged any more");
        Assert.That(await KindsAsync(other), Has.Exactly(2).EqualTo("merge"), "the other one was told both times");
    }

    [Test]
    public async Task Of_each_duty_the_earlier_deadline_stays_and_comes_back_when_they_part()
    {
        var (late, early) = (await scene.FileAsync(isSerious: true), await scene.FileAsync(isSerious: true));
        await scene.WriteAsync(
            "UPDATE obligations SET due_at = due_at - 7200000 WHERE incident_id = (SELECT id FROM incidents WHERE number = @early)", new { early });
        var before = await DuesAsync(late);
        var wanted = await DuesAsync(early);

        Assert.That((await scene.PutAsync(scene.One, early, "merge", $$"""{"into":"{{late}}","reason":"x"}""")).Code, Is.EqualTo(200));

        Assert.That(await DuesAsync(late), Is.EqualTo(wanted), "the earlier clocks");
        Assert.That(await DuesAsync(early), Is.Empty, "nothing is owed twice");
        await UnmergeAsync(early);
        Assert.That(await DuesAsync(late), Is.EqualTo(before));
        Assert.That(await DuesAsync(early), Is.EqualTo(wanted));
        var listed = (await scene.One.ReadAsync($"/api/v1/incidents/{late}")).Json!;
        Assert.That((string?)listed["nextDueAt"], Is.EqualTo(before[0]), "and the board's clock with them");
    }

    [TestCase(true, false)]
    [TestCase(true, true)]
    [TestCase(false, false)]
    [TestCase(false, true)]
    public async Task Together_they_count_from_the_earliest_detection_and_a_dry_run_proposes_nothing(bool isMergedEarlier, bool isMergedSerious)
    {
        var (early, late) = (DateTimeOffset.UtcNow.AddHours(-30), DateTimeOffset.UtcNow.AddHours(-10));
        var merged = await FileAsync(isMergedEarlier ? early : late, isMergedSerious ? ExampleReport.Body() : ExampleReport.Ordinary());
        var into = await FileAsync(isMergedEarlier ? late : early, ExampleReport.Body());
        var before = (await DutiesAsync(merged), await DutiesAsync(into));

        Assert.That((await MergeAsync(merged, into)).Code, Is.EqualTo(200));

        var owed = (await scene.ShowAsync(into))["obligations"]!.AsArray().Where(duty => (string?)duty!["state"] == "open").ToList();
        Assert.That(owed.Select(duty => (string?)duty!["kind"]), Is.EquivalentTo(new[] { "report", "initial-notice", "immediate-notice", "personal-data-notice" }));
        Assert.That(owed.Select(duty => (string?)duty!["startsAt"]), Is.All.EqualTo(VietnamTime.Wire(early)));
        Assert.That((string?)owed.Single(duty => (string?)duty!["kind"] == "initial-notice")!["dueAt"], Is.EqualTo(VietnamTime.Wire(early.AddHours(24))));
        Assert.That(await ProposedAsync(into), Is.Empty);

        await UnmergeAsync(merged);
        Assert.That(await DutiesAsync(merged), Is.EqualTo(before.Item1));
        Assert.That((await DutiesAsync(into)).Where(duty => !duty.EndsWith(" void", StringComparison.Ordinal)), Is.EqualTo(before.Item2));
        Assert.That((await ProposedAsync(merged)).Concat(await ProposedAsync(into)), Is.Empty);
    }

    [Test]
    public async Task What_one_never_sent_and_the_other_sent_after_that_instant_is_late_and_nothing_overdue_vanishes()
    {
        var now = DateTimeOffset.UtcNow;
        var unsent = await FileAsync(now.AddHours(-100), ExampleReport.Ordinary());
        var sent = await FileAsync(now.AddHours(-50), ExampleReport.Ordinary());
        await SendAsync(sent, "report", now.AddHours(-10));
        var before = await DutiesAsync(sent);
        Assert.That(before.Single(), Does.EndWith(" met"));

        Assert.That((await MergeAsync(unsent, sent)).Code, Is.EqualTo(200));

        var report = (await scene.ShowAsync(sent))["obligations"]!.AsArray().Single()!;
        Assert.That(((string?)report["state"], (long)report["lateBySeconds"]!), Is.EqualTo(("late", 18 * 3600L)));
        Assert.That((string?)report["dueAt"], Is.EqualTo(VietnamTime.Wire(now.AddHours(-28))));
        Assert.That(await ProposedAsync(sent), Is.Empty);
        await UnmergeAsync(unsent);
        Assert.That(await DutiesAsync(sent), Is.EqualTo(before), "it was in time for what it was sent for");
        Assert.That((await DutiesAsync(unsent)).Single(), Does.EndWith(" open"), "and the other one is owed again");
    }

    [Test]
    public async Task A_notice_of_another_trigger_is_another_duty_and_stays_owed()
    {
        var beyond = ExampleReport.Ordinary();
        beyond["flags"] = new JsonObject { ["seriousDisruption"] = false, ["nationalSecurity"] = false, ["beyondCapacity"] = true };
        var merged = await FileAsync(DateTimeOffset.UtcNow.AddMinutes(-5), beyond);
        var into = await FileAsync(DateTimeOffset.UtcNow.AddMinutes(-6), ExampleReport.Body());
        await SendAsync(into, "immediate-notice", DateTimeOffset.UtcNow);
        var due = await scene.ReadAsync<DateTimeOffset>(
            "SELECT due_at FROM obligations WHERE clock_trigger = 'capacity-exceeded' AND incident_id = (SELECT id FROM incidents WHERE number = @merged)", new { merged });

        Assert.That((await MergeAsync(merged, into)).Code, Is.EqualTo(200));

        var notices = (await scene.ShowAsync(into))["obligations"]!.AsArray().Where(duty => (string?)duty!["kind"] == "immediate-notice").ToList();
        Assert.That(notices.Select(duty => (string?)duty!["state"]), Is.EquivalentTo(new[] { "late", "open" }));
        Assert.That(DateTimeOffset.Parse((string)notices.Single(duty => (string?)duty!["state"] == "open")!["dueAt"]!, null), Is.EqualTo(due));
        Assert.That(await ProposedAsync(into), Is.Empty);
    }

    [Test]
    public async Task What_the_merged_one_has_sent_already_is_not_wanted_of_the_other_once_more()
    {
        var merged = await FileAsync(DateTimeOffset.UtcNow.AddHours(-3), WithPersonalData(ExampleReport.Ordinary()));
        var into = await FileAsync(DateTimeOffset.UtcNow.AddHours(-2), ExampleReport.Ordinary());
        await SendAsync(merged, "personal-data-notice", DateTimeOffset.UtcNow);
        await scene.PutAsync(scene.One, into, "severity", """{"severity":"critical","reason":"Nặng không kém."}""");

        Assert.That((await MergeAsync(merged, into)).Code, Is.EqualTo(200));

        Assert.That((await DutiesAsync(into)).Single(), Does.Match("^report .* open$"));
        Assert.That(await ProposedAsync(into), Is.Empty);
    }

    [Test]
    public async Task What_the_other_wants_of_itself_by_now_stays_with_it_when_they_part_and_counts_from_its_own_detection()
    {
        var (early, late) = (DateTimeOffset.UtcNow.AddHours(-30), DateTimeOffset.UtcNow.AddHours(-10));
        var (merged, into) = (await FileAsync(early, WithPersonalData(ExampleReport.Ordinary())), await GraveAsync(late));
        Assert.That((await MergeAsync(merged, into)).Code, Is.EqualTo(200));
        await LaterAsync(into, WithPersonalData(ExampleReport.Ordinary()));

        Assert.That((await UnmergeAsync(merged)).Code, Is.EqualTo(200));

        Assert.That(await OpenAsync(into, "personal-data-notice"), Is.EqualTo(new[] { VietnamTime.Wire(late) }));
        Assert.That(await OpenAsync(merged, "personal-data-notice"), Is.EqualTo(new[] { VietnamTime.Wire(early) }));
        Assert.That((await ProposedAsync(merged)).Concat(await ProposedAsync(into)), Is.Empty);
    }

    [Test]
    public async Task What_went_when_they_parted_is_opened_once_the_other_wants_it_of_itself()
    {
        var detected = DateTimeOffset.UtcNow.AddHours(-10);
        var (merged, into) = (await FileAsync(DateTimeOffset.UtcNow.AddHours(-30), WithPersonalData(ExampleReport.Ordinary())), await GraveAsync(detected));
        await MergeAsync(merged, into);
        await UnmergeAsync(merged);
        Assert.That(await OpenAsync(into, "personal-data-notice"), Is.Empty);

        await LaterAsync(into, WithPersonalData(ExampleReport.Ordinary()));

        Assert.That(await OpenAsync(into, "personal-data-notice"), Is.EqualTo(new[] { VietnamTime.Wire(detected) }));
    }

    [Test]
    public async Task What_came_with_the_merged_one_and_was_waived_goes_with_it()
    {
        var (merged, into) = (await FileAsync(DateTimeOffset.UtcNow.AddHours(-30), WithPersonalData(ExampleReport.Ordinary())), await GraveAsync(DateTimeOffset.UtcNow.AddHours(-10)));
        await MergeAsync(merged, into);
        await scene.WriteAsync("UPDATE obligations SET state = 'waived' WHERE state = 'open' AND incident_id = (SELECT id FROM incidents WHERE number = @into)", new { into });

        await UnmergeAsync(merged);

        Assert.That((await DutiesAsync(into)).Select(duty => (duty.Split(' ')[0], duty.Split(' ')[^1])), Is.EquivalentTo(new[] { ("report", "waived"), ("personal-data-notice", "void") }));
    }

    [Test]
    public async Task What_went_from_the_merged_one_when_a_third_was_parted_from_it_stops_nothing()
    {
        var third = await FileAsync(DateTimeOffset.UtcNow.AddHours(-3), WithPersonalData(ExampleReport.Ordinary()));
        var (merged, into) = (await GraveAsync(DateTimeOffset.UtcNow.AddHours(-2)), await GraveAsync(DateTimeOffset.UtcNow.AddHours(-1)));
        Assert.That((await MergeAsync(third, merged)).Code, Is.EqualTo(200));
        Assert.That((await UnmergeAsync(third)).Code, Is.EqualTo(200));
        Assert.That((await MergeAsync(merged, into)).Code, Is.EqualTo(200));

        await LaterAsync(into, WithPersonalData(ExampleReport.Ordinary()));

        Assert.That(await OpenAsync(into, "personal-data-notice"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Taken_back_in_another_order_what_is_still_merged_keeps_its_earlier_deadline()
    {
        var earliest = DateTimeOffset.UtcNow.AddHours(-30);
        var into = await FileAsync(DateTimeOffset.UtcNow.AddHours(-10), ExampleReport.Ordinary());
        var (first, second) = (await FileAsync(DateTimeOffset.UtcNow.AddHours(-20), ExampleReport.Ordinary()), await FileAsync(earliest, ExampleReport.Ordinary()));
        await MergeAsync(first, into);
        await MergeAsync(second, into);

        Assert.That((await UnmergeAsync(first)).Code, Is.EqualTo(200));

        Assert.That(await OpenAsync(into, "report"), Is.EqualTo(new[] { VietnamTime.Wire(earliest) }));
        Assert.That(await ProposedAsync(into), Is.Empty);
    }

    [Test]
    public async Task What_was_sent_while_they_were_one_is_late_by_the_others_deadline_only_as_long_as_they_are()
    {
        var merged = await FileAsync(DateTimeOffset.UtcNow.AddHours(-80), ExampleReport.Ordinary());
        var into = await FileAsync(DateTimeOffset.UtcNow.AddHours(-10), ExampleReport.Ordinary());
        await MergeAsync(merged, into);
        await SendAsync(into, "report", DateTimeOffset.UtcNow.AddHours(-1));
        Assert.That((await DutiesAsync(into)).Single(), Does.EndWith(" late"));

        await UnmergeAsync(merged);

        Assert.That((await DutiesAsync(into)).Single(), Does.EndWith(" met"));
        Assert.That((await DutiesAsync(merged)).Single(), Does.EndWith(" open"));
    }

    [TestCase(30, "met")]
    [TestCase(80, "late")]
    public async Task What_was_under_way_for_the_merged_one_meets_the_duty_of_the_one_that_stays_until_they_part(int hours, string state)
    {
        var now = DateTimeOffset.UtcNow;
        var (merged, into) = (await FileAsync(now.AddHours(-hours), ExampleReport.Ordinary()), await FileAsync(now.AddHours(-10), ExampleReport.Ordinary()));
        var before = await DutiesAsync(into);
        await MergeAsync(merged, into);

        await SendAsync(merged, "report", now.AddHours(-1));

        var report = (await scene.ShowAsync(into))["obligations"]!.AsArray().Single()!;
        Assert.That(((string?)report["state"], (string?)report["metAt"]), Is.EqualTo((state, VietnamTime.Wire(now.AddHours(-1)))));
        Assert.That((await DutiesAsync(merged)).Single(), Does.EndWith(" void"), "it is counted once");
        Assert.That(await ProposedAsync(into), Is.Empty);
        await UnmergeAsync(merged);
        Assert.That((await DutiesAsync(merged)).Single(), Does.EndWith($" {state}"));
        Assert.That(await DutiesAsync(into), Is.EqualTo(before), "nothing was sent for this one");
        Assert.That((string?)(await scene.ShowAsync(into))["nextDueAt"], Is.EqualTo(VietnamTime.Wire(now.AddHours(62))));
    }

    [Test]
    public async Task A_duty_that_only_the_merged_one_had_is_met_for_the_other_and_goes_back_as_it_was_sent()
    {
        var (merged, into) = (await FileAsync(DateTimeOffset.UtcNow.AddHours(-3), WithPersonalData(ExampleReport.Ordinary())), await GraveAsync(DateTimeOffset.UtcNow.AddHours(-2)));
        await MergeAsync(merged, into);
        await SendAsync(merged, "personal-data-notice", DateTimeOffset.UtcNow);
        Assert.That(await StatesAsync(into), Does.Contain("personal-data-notice met").And.Contain("report open"));

        await UnmergeAsync(merged);

        Assert.That(await StatesAsync(merged), Is.EquivalentTo(new[] { "personal-data-notice met", "report open" }));
        Assert.That(await StatesAsync(into), Does.Contain("personal-data-notice void").And.Contain("report open"));
    }

    [Test]
    public async Task What_each_of_them_sent_meets_its_own_when_they_part()
    {
        var now = DateTimeOffset.UtcNow;
        var (merged, into) = (await FileAsync(now.AddHours(-30), ExampleReport.Ordinary()), await FileAsync(now.AddHours(-10), ExampleReport.Ordinary()));
        await MergeAsync(merged, into);
        await SendAsync(into, "report", now.AddHours(-2));
        await SendAsync(merged, "report", now.AddHours(-1));
        Assert.That((string?)(await scene.ShowAsync(into))["obligations"]![0]!["metAt"], Is.EqualTo(VietnamTime.Wire(now.AddHours(-2))), "the first of them counts");

        await UnmergeAsync(merged);

        Assert.That((await StatesAsync(merged)).Concat(await StatesAsync(into)), Is.EqualTo(new[] { "report met", "report met" }));
        Assert.That((string?)(await scene.ShowAsync(merged))["obligations"]![0]!["metAt"], Is.EqualTo(VietnamTime.Wire(now.AddHours(-1))));
    }

    [Test]
    public async Task What_was_under_way_counts_all_the_way_up_and_is_handed_down_step_by_step()
    {
        var now = DateTimeOffset.UtcNow;
        var lowest = await FileAsync(now.AddHours(-12), ExampleReport.Ordinary());
        var (middle, top) = (await FileAsync(now.AddHours(-11), ExampleReport.Ordinary()), await FileAsync(now.AddHours(-10), ExampleReport.Ordinary()));
        await MergeAsync(lowest, middle);
        await MergeAsync(middle, top);

        await SendAsync(lowest, "report", now.AddHours(-1));
        Assert.That(await StatesAsync(top), Is.EqualTo(new[] { "report met" }));

        await UnmergeAsync(middle);
        Assert.That((await StatesAsync(top)).Concat(await StatesAsync(middle)), Is.EqualTo(new[] { "report open", "report met" }));
        await UnmergeAsync(lowest);
        Assert.That((await StatesAsync(middle)).Concat(await StatesAsync(lowest)), Is.EqualTo(new[] { "report open", "report met" }));
    }

    [Test]
    public async Task What_came_back_after_a_merging_and_is_sent_again_meets_what_is_owed_above_as_well_until_they_part()
    {
        var (merged, into) = (await FileAsync(DateTimeOffset.UtcNow.AddHours(-3), WithPersonalData(ExampleReport.Ordinary())), await GraveAsync(DateTimeOffset.UtcNow.AddHours(-2)));
        var first = await SendAsync(merged, "personal-data-notice", DateTimeOffset.UtcNow.AddHours(-1));
        await MergeAsync(merged, into);
        Assert.That(await StatesAsync(into), Is.EqualTo(new[] { "report open" }), "it was sent for both");
        await ComeBackAsync(merged, first);
        await Delivery.Waiting.ForAsync(async () => (await OpenAsync(into, "personal-data-notice")).Count == 1);

        await SendAsync(merged, "personal-data-notice", DateTimeOffset.UtcNow);

        Assert.That(await StatesAsync(into), Is.EqualTo(new[] { "personal-data-notice met", "report open" }));
        await UnmergeAsync(merged);
        Assert.That(await StatesAsync(merged), Is.EqualTo(new[] { "personal-data-notice met", "report open" }));
        Assert.That(await OpenAsync(into, "personal-data-notice"), Has.Count.EqualTo(1), "nothing was sent for this one");
    }

    [Test]
    public async Task What_came_back_is_met_at_the_top_also_where_the_one_between_never_owed_it()
    {
        var lowest = await FileAsync(DateTimeOffset.UtcNow.AddHours(-3), WithPersonalData(ExampleReport.Ordinary()));
        var (middle, top) = (await GraveAsync(DateTimeOffset.UtcNow.AddHours(-2)), await GraveAsync(DateTimeOffset.UtcNow.AddHours(-1)));
        var first = await SendAsync(lowest, "personal-data-notice", DateTimeOffset.UtcNow.AddHours(-1));
        await MergeAsync(lowest, middle);
        await MergeAsync(middle, top);
        await ComeBackAsync(lowest, first);
        await Delivery.Waiting.ForAsync(async () => (await OpenAsync(top, "personal-data-notice")).Count == 1);

        await SendAsync(lowest, "personal-data-notice", DateTimeOffset.UtcNow);

        Assert.That(await StatesAsync(top), Does.Contain("personal-data-notice met"));
        await UnmergeAsync(middle);
        Assert.That(await OpenAsync(top, "personal-data-notice"), Has.Count.EqualTo(1), "what went with the middle one was sent for that");
        Assert.That(await StatesAsync(lowest), Does.Contain("personal-data-notice met"));
    }

    [TestCase(false, "Đơn vị báo chậm.", "Đơn vị báo chậm.", TestName = "Past its time by a merging it has the reason that was said of the other")]
    [TestCase(false, null, null, TestName = "Past its time by a merging it waits for a reason where the other waited for one")]
    [TestCase(true, null, "x", TestName = "Past its time by a merging it has the reason of that where the other was opened in time")]
    public async Task Past_its_time_by_a_merging(bool isOpenedInTime, string? said, string? reason)
    {
        var now = DateTimeOffset.UtcNow;
        var (merged, into) = (await FileAsync(now.AddHours(-80), ExampleReport.Ordinary()), await FileAsync(now.AddHours(-10), ExampleReport.Ordinary()));
        if (isOpenedInTime)
            await scene.WriteAsync("UPDATE obligations SET opened_at = starts_at WHERE incident_id = (SELECT id FROM incidents WHERE number = @merged)", new { merged });
        if (said is not null)
            Assert.That((await scene.PutAsync(scene.One, merged, "late-reason", $$"""{"reason":"{{said}}"}""")).Code, Is.EqualTo(200));

        await MergeAsync(merged, into);

        Assert.That(await LatenessAsync(into), Is.EqualTo((reason, reason is null)));
        await UnmergeAsync(merged);
        Assert.That(await LatenessAsync(into), Is.EqualTo(((string?)null, false)));
    }

    [Test]
    public async Task Counted_from_the_others_detection_it_is_past_its_time_for_the_reason_of_the_merging_and_what_a_person_says_stays()
    {
        var now = DateTimeOffset.UtcNow;
        var (merged, into) = (await FileAsync(now.AddHours(-80), ExampleReport.Ordinary()), await FileAsync(now.AddHours(-10), ExampleReport.Ordinary()));
        await SendAsync(merged, "report", now.AddHours(-1));

        await MergeAsync(merged, into);

        Assert.That(await LatenessAsync(into), Is.EqualTo(("x", false)));
        Assert.That((await scene.PutAsync(scene.One, into, "late-reason", $$"""{"reason":"Gộp muộn.","obligation":"{{await ReportIdAsync(into)}}"}""")).Code, Is.EqualTo(200));
        await UnmergeAsync(merged);
        Assert.That((await LatenessAsync(into)).Reason, Is.EqualTo("Gộp muộn."));
    }

    [Test]
    public async Task What_became_known_while_it_was_merged_is_asked_of_it_when_they_part()
    {
        var (merged, into) = (await scene.FileAsync(), await scene.FileAsync());
        await MergeAsync(merged, into);
        await scene.WriteAsync("UPDATE incidents SET serious_since = detected_at WHERE number = @merged", new { merged });

        await UnmergeAsync(merged);

        await Delivery.Waiting.ForAsync(async () => (await OpenAsync(merged, "initial-notice")).Count == 1);
    }

    [Test]
    public async Task What_is_graver_is_merged_once_a_second_person_agrees()
    {
        var (grave, light) = (await scene.FileAsync(isSerious: true), await scene.FileAsync());
        Assert.That((await scene.PutAsync(scene.Machine, grave, "merge", $$"""{"into":"{{light}}","reason":"x"}""")).Code, Is.EqualTo(403), "a machine does not lower");

        var asked = await scene.PutAsync(scene.One, grave, "merge", $$"""{"into":"{{light}}","reason":"x"}""");
        Assert.That((asked.Code, await scene.StatusAsync(grave)), Is.EqualTo((202, "new")));
        var approval = asked.Json!["approval"]!;
        var body = $$"""{"decision":"approve","contentHash":"{{approval["contentHash"]}}"}""";
        Assert.That((string?)(await PutApprovalAsync(scene.One, approval, body)).Json!["code"], Is.EqualTo("same-person"));
        Assert.That((await PutApprovalAsync(scene.Other, approval, body)).Code, Is.EqualTo(200));

        Assert.That(await scene.StatusAsync(grave), Is.EqualTo("duplicate"));
    }

    [Test]
    public async Task Incidents_of_two_agencies_drills_and_the_incident_itself_are_not_merged()
    {
        var number = await scene.FileAsync();
        var other = scene.Desk.Client(await scene.Desk.KeyAsync(await scene.Desk.AgencyAsync("SO-GDDT")));
        var foreign = (string)(await other.FileAsync(ExampleReport.Ordinary("SO-GDDT"))).Json!["number"]!;
        var drill = await scene.FileAsync(isDrill: true);

        var refused = await MergeAsync(number, foreign);
        Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((409, "another-agency")));
        Assert.That((await MergeAsync(number, number)).Code, Is.EqualTo(409));
        Assert.That((await MergeAsync(number, drill)).Faults, Is.EqualTo(new[] { "/into differs" }));
        Assert.That((await MergeAsync(number, "INC-2026-999999")).Faults, Is.EqualTo(new[] { "/into unknown-reference" }));
        Assert.That((await scene.PutAsync(scene.One, number, "merge", $$"""{"into":"{{drill}}","reason":"x"}""", version: null)).Code, Is.EqualTo(428));
        Assert.That((await scene.PutAsync(scene.Agency, number, "merge", $$"""{"into":"{{drill}}","reason":"x"}""")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task The_same_report_again_still_answers_the_incident_that_it_made()
    {
        var body = ExampleReport.Ordinary();
        body["sourceRef"] = "GOP-1";
        var first = await scene.Agency.FileAsync(body);
        var number = (string)first.Json!["number"]!;
        await MergeAsync(number, await scene.FileAsync());

        var again = await scene.Agency.FileAsync(body);

        Assert.That((again.Code, (string?)again.Json!["number"], (string?)again.Json["status"]), Is.EqualTo((200, number, "duplicate")));
    }

    [Test]
    public async Task Of_two_who_merge_two_incidents_into_each_other_one_is_too_late()
    {
        for (var round = 0; round < 4; round++)
        {
            var (one, other) = (await scene.FileAsync(), await scene.FileAsync());
            var answers = await Task.WhenAll(MergeAsync(one, other), MergeAsync(other, one));
            Assert.That(answers.Select(answer => answer.Code), Is.EquivalentTo(new[] { 200, 409 }));
        }
    }

    private Task<Answer> MergeAsync(string number, string into) => scene.PutAsync(scene.One, number, "merge", $$"""{"into":"{{into}}","reason":"x"}""");

    private async Task<string> FileAsync(DateTimeOffset detectedAt, JsonObject body)
    {
        body["detectedAt"] = detectedAt.ToString("O");
        return (string)(await scene.Agency.FileAsync(body)).Json!["number"]!;
    }

    /// <summary>Graver than what is merged into it, so that one person may do so.</summary>
    private async Task<string> GraveAsync(DateTimeOffset detectedAt)
    {
        var number = await FileAsync(detectedAt, ExampleReport.Ordinary());
        await scene.PutAsync(scene.One, number, "severity", """{"severity":"critical","reason":"Nặng không kém."}""");
        return number;
    }

    private async Task LaterAsync(string number, JsonObject body)
    {
        (body["kind"], body["incident"], body["detectedAt"]) = ("progress", number, DateTimeOffset.UtcNow.AddMinutes(-1).ToString("O"));
        Assert.That((await scene.Agency.FileAsync(body)).Code, Is.EqualTo(201));
    }

    /// <summary>When the open duties of a kind begin.</summary>
    private async Task<IReadOnlyList<string>> OpenAsync(string number, string kind) =>
        [.. (await scene.ShowAsync(number))["obligations"]!.AsArray()
            .Where(duty => (string?)duty!["kind"] == kind && (string?)duty["state"] == "open").Select(duty => (string)duty!["startsAt"]!)];

    private static JsonObject WithPersonalData(JsonObject body)
    {
        body["personalData"] = new JsonObject { ["involved"] = true, ["subjects"] = 12, ["sensitive"] = false };
        return body;
    }

    /// <returns>The delivery that carried it.</returns>
    private async Task<Guid> SendAsync(string number, string kind, DateTimeOffset sentAt)
    {
        var (incident, delivery) = (await scene.ShowAsync(number), Guid.NewGuid());
        var duty = incident["obligations"]!.AsArray().Single(one => (string?)one!["kind"] == kind)!;
        await scene.Desk.Database.WriteAsync(transaction => MetObligation.RecordAsync(
            transaction, Guid.Parse((string)incident["id"]!), Guid.Parse((string)duty["id"]!), sentAt, delivery, DateTimeOffset.UtcNow), CancellationToken.None);
        return delivery;
    }

    private async Task ComeBackAsync(string number, Guid delivery)
    {
        var incident = Guid.Parse((string)(await scene.ShowAsync(number))["id"]!);
        await scene.Desk.Database.WriteAsync(transaction => MetBySending.OweAgainAsync(transaction, incident, delivery, DateTimeOffset.UtcNow), CancellationToken.None);
    }

    private async Task<(string? Reason, bool IsMissing)> LatenessAsync(string number)
    {
        var report = (await scene.ShowAsync(number))["obligations"]!.AsArray().Single()!;
        return ((string?)report["lateReason"], (bool)report["reasonMissing"]!);
    }

    private async Task<string> ReportIdAsync(string number) => (string)(await scene.ShowAsync(number))["obligations"]![0]!["id"]!;

    /// <summary>What the explicit recomputation would do to the duties of one incident.</summary>
    private async Task<IReadOnlyList<string>> ProposedAsync(string number)
    {
        var admin = scene.Desk.Client(await scene.Desk.KeyAsync(null, "read admin", scene.OnePerson));
        return [.. (await admin.ReadAsync("/api/v1/rules/changes")).Json!["changes"]!.AsArray()
            .Where(change => (string?)change!["incident"] == number).Select(change => change!.ToJsonString())];
    }

    private async Task<IReadOnlyList<string>> DutiesAsync(string number) =>
        [.. (await scene.ShowAsync(number))["obligations"]!.AsArray()
            .Select(duty => $"{duty!["kind"]} {duty["startsAt"]} {duty["dueAt"]} {duty["oldDueAt"]} {duty["state"]}").Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<string>> StatesAsync(string number) =>
        [.. (await scene.ShowAsync(number))["obligations"]!.AsArray().Select(duty => $"{duty!["kind"]} {duty["state"]}").Order(StringComparer.Ordinal)];

    private async Task<Answer> UnmergeAsync(string number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/incidents/{number}/merge");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return await Wire.SendAsync(scene.One, request);
    }

    private static async Task<Answer> PutApprovalAsync(HttpClient caller, JsonNode approval, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/approvals/{approval["id"]}") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        return await Wire.SendAsync(caller, request);
    }

    private async Task<IReadOnlyList<string?>> KindsAsync(string number) =>
        [.. (await scene.One.ReadAsync($"/api/v1/incidents/{number}/timeline")).Json!["items"]!.AsArray().Select(entry => (string?)entry!["kind"])];

    private async Task<IReadOnlyList<string>> DuesAsync(string number) =>
        [.. (await scene.ShowAsync(number))["obligations"]!.AsArray().Where(one => (string?)one!["state"] == "open").Select(one => (string)one!["dueAt"]!).Order()];
}
