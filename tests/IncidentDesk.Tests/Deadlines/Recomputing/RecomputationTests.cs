using IncidentDesk.Audit;
using IncidentDesk.Deadlines.Recomputing;
using IncidentDesk.Delivery;
using IncidentDesk.Incidents;
using IncidentDesk.Reference;
using IncidentDesk.Tests.Rules;
using NUnit.Framework;

namespace IncidentDesk.Tests.Deadlines.Recomputing;

/// <summary>Other rules change what was computed only when a person applies them, and what stood before is kept.</summary>
public sealed class RecomputationTests
{
    private DutyScene scene = null!;

    [SetUp]
    public async Task OpenAsync() => scene = await DutyScene.StartAsync();

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test]
    public async Task The_same_rules_change_nothing()
    {
        await scene.FileAsync(scene.Now, new(Disruption: true, Capacity: true, Data: true, Location: true));

        Assert.That((await PreviewAsync(scene.Library)).Changes, Is.Empty);
    }

    [Test]
    public async Task What_follows_a_call_in_writing_is_the_desks_own_and_no_rules_take_it_back()
    {
        var incident = await scene.FileAsync(scene.Now);
        var follow = new WrittenFollowUp(scene.Post.Deliveries, scene.Library, scene.Post.Settings);
        Assert.That(await scene.Post.Store.Database.WriteAsync(transaction => follow.OpenAsync(transaction, incident, "vncert", scene.Now), CancellationToken.None), Is.True);

        Assert.That((await PreviewAsync(scene.Library)).Changes, Is.Empty);
        Assert.That((await PreviewAsync(Longer())).Changes.Select(change => (change.Kind, change.Duty)), Is.EqualTo(new[] { ("moved", "report") }));
    }

    [Test]
    public async Task Item_2_a_longer_term_is_shown_then_applied_once_with_reason_and_the_old_instant_is_kept()
    {
        var detected = scene.Now;
        var incident = await scene.FileAsync(detected);
        await scene.TurnAsync();
        var longer = Longer();
        var shown = await PreviewAsync(longer);
        Assert.That(shown.Changes.Select(change => (change.Incident, change.Kind, change.Duty, change.OldDueAt, change.NewDueAt)),
            Is.EqualTo(new[] { ("INC-2026-000123", "moved", "report", (DateTimeOffset?)detected.AddHours(72), (DateTimeOffset?)detected.AddHours(96)) }));
        Assert.That(await DueAsync(), Is.EqualTo(detected.AddHours(72)), "a preview writes nothing");

        Assert.That(await ApplyAsync(longer, new string('0', 64)), Is.Null, "another hash is another change");
        Assert.That((await ApplyAsync(longer, shown.Hash))!.Changes, Has.Count.EqualTo(1));
        Assert.That(await ApplyAsync(longer, shown.Hash), Is.Null, "applied once");

        Assert.That(await DueAsync(), Is.EqualTo(detected.AddHours(96)));
        Assert.That(await scene.Post.ReadAsync<DateTimeOffset>("SELECT old_due_at FROM obligations"), Is.EqualTo(detected.AddHours(72)));
        Assert.That(await scene.Post.ReadAsync<string>("SELECT kind || ' ' || changed_by || ' ' || reason FROM obligation_changes"), Is.EqualTo("moved desk Văn bản đính chính"));
        Assert.That(await scene.Post.ListAsync<string>("SELECT action FROM audit WHERE action LIKE 'rules.%' OR action = 'obligation.moved' ORDER BY id"),
            Is.EquivalentTo(new[] { "rules.apply", "obligation.moved" }));
        Assert.That(await scene.Post.ReadAsync<string>("SELECT text_vi FROM timeline ORDER BY id DESC LIMIT 1"), Does.Contain("Văn bản đính chính"));
        await scene.TurnAsync();
        Assert.That(await scene.Post.ReadAsync<DateTimeOffset>("SELECT at FROM obligation_clocks WHERE mark = 'due'"), Is.EqualTo(detected.AddHours(96)));
    }

    [Test]
    public async Task A_pack_that_wants_it_no_more_voids_it_and_one_that_wants_more_opens_it()
    {
        await scene.FileAsync(scene.Now);
        var files = PackFiles.All();
        files["rules/vn-nd331.json"] = files["rules/vn-nd331.json"].Replace("\"kind\": \"report\", \"anyOf\": [\"always\"]", "\"kind\": \"report\", \"anyOf\": [\"serious\"]")
            .Replace("\"kind\": \"initial-notice\", \"anyOf\": [\"serious\"]", "\"kind\": \"initial-notice\", \"anyOf\": [\"always\"]");
        var library = ReferenceLibrary.Load(files);
        var shown = await PreviewAsync(library);
        Assert.That(shown.Changes.Select(change => (change.Kind, change.Duty)), Is.EqualTo(new[] { ("voided", "report"), ("opened", "initial-notice") }));

        await ApplyAsync(library, shown.Hash);

        Assert.That(await scene.Post.ListAsync<string>("SELECT kind || ' ' || state FROM obligations ORDER BY id"), Is.EqualTo(new[] { "report void", "initial-notice open" }));
        Assert.That((await PreviewAsync(library)).Changes, Is.Empty);
    }

    [Test]
    public async Task Item_14_what_people_lowered_still_owes_its_notice_and_another_term_moves_it_like_any_other()
    {
        var detected = scene.Now;
        var incident = await scene.FileAsync(detected);
        await scene.RaiseAsync(incident, "Nghi lan rộng.");
        await scene.Post.WriteAsync("UPDATE incidents SET serious_since = NULL, change_at = @now WHERE id = @incident", new { incident, now = scene.Now });

        Assert.That((await PreviewAsync(scene.Library)).Changes, Is.Empty);

        var files = PackFiles.All();
        files["rules/vn-nd331.json"] = files["rules/vn-nd331.json"].Replace("\"hours\": 24", "\"hours\": 36");
        Assert.That((await PreviewAsync(ReferenceLibrary.Load(files))).Changes.Select(change => (change.Kind, change.Duty, change.NewDueAt)),
            Is.EqualTo(new[] { ("moved", "initial-notice", (DateTimeOffset?)detected.AddHours(36)) }));
    }

    [Test]
    public async Task What_was_met_or_has_ended_is_never_computed_anew()
    {
        var met = await scene.FileAsync(scene.Now);
        await scene.SendAsync(met, await scene.DutyAsync(met, "report"), scene.Now);
        var ended = await scene.FileAsync(scene.Now);
        await scene.Post.WriteAsync("UPDATE incidents SET ended_at = received_at WHERE id = @ended", new { ended });

        Assert.That((await PreviewAsync(Longer())).Changes, Is.Empty);
    }

    [Test]
    public async Task D1_a_corrected_detection_moves_nothing_but_warns_at_once_until_it_is_applied()
    {
        var detected = scene.Now;
        var incident = await scene.FileAsync(detected);
        await CorrectAsync(incident, detected.AddDays(-1));
        await CorrectAsync(incident, detected.AddDays(-1));

        Assert.That(await DueAsync(), Is.EqualTo(detected.AddHours(72)), "never silently");
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "critical" }), "it is earlier than recorded");
        Assert.That(await scene.Post.ReadAsync<string>("SELECT text_vi FROM alarms WHERE kind = 'duty-outdated'"),
            Does.Contain("SỚM HƠN").And.Contain(IncidentDesk.Rules.VietnamTime.Shown(detected.AddHours(48))));
        Assert.That(await scene.Post.ReadAsync<long>("SELECT count(*) FROM timeline WHERE text LIKE '%EARLIER than recorded%'"), Is.EqualTo(1), "said once");

        var shown = await PreviewAsync(scene.Library);
        Assert.That(shown.Changes.Select(change => (change.Kind, change.OldStartsAt, change.NewStartsAt, change.NewDueAt)),
            Is.EqualTo(new[] { ("recounted", (DateTimeOffset?)detected, (DateTimeOffset?)detected.AddDays(-1), (DateTimeOffset?)detected.AddHours(48)) }));
        Assert.That((await ApplyAsync(scene.Library, shown.Hash))!.Changes, Has.Count.EqualTo(1));

        Assert.That(await DueAsync(), Is.EqualTo(detected.AddHours(48)));
        Assert.That(await scene.Post.ReadAsync<DateTimeOffset>("SELECT old_due_at FROM obligations"), Is.EqualTo(detected.AddHours(72)));
        Assert.That(await scene.Post.ReadAsync<DateTimeOffset>("SELECT starts_at FROM obligations"), Is.EqualTo(detected.AddDays(-1)));
        Assert.That(await AlarmsAsync(), Is.Empty);
        Assert.That((await PreviewAsync(scene.Library)).Changes, Is.Empty);
    }

    [TestCase(0, "Văn bản đính chính", TestName = "Item 7: recounted past its time it is late for the reason of that")]
    [TestCase(4, "", TestName = "Item 7: what was opened past its time already waits for its own reason")]
    public async Task Recounted_past_its_time(int daysBefore, string reason)
    {
        var detected = scene.Now.AddDays(-daysBefore);
        var incident = await scene.FileAsync(detected);
        await CorrectAsync(incident, detected.AddDays(-5));

        await ApplyAsync(scene.Library, (await PreviewAsync(scene.Library)).Hash);

        Assert.That(await DueAsync(), Is.EqualTo(detected.AddDays(-2)));
        Assert.That(await scene.Post.ReadAsync<string>("SELECT coalesce(late_reason, '') FROM obligations WHERE kind = 'report'"), Is.EqualTo(reason));
    }

    [Test]
    public async Task D1_a_correction_that_is_taken_back_ends_its_alarm_and_so_does_the_end_of_the_duty()
    {
        var detected = scene.Now;
        var incident = await scene.FileAsync(detected);
        await CorrectAsync(incident, detected.AddMinutes(30));
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "high" }));
        await CorrectAsync(incident, detected);
        Assert.That(await AlarmsAsync(), Is.Empty);

        await CorrectAsync(incident, detected.AddMinutes(-30));
        await scene.SendAsync(incident, await scene.DutyAsync(incident, "report"), scene.Now);
        await scene.TurnAsync();
        Assert.That(await AlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task D4_another_article_is_applied_and_the_old_one_is_kept_on_the_timeline()
    {
        await scene.FileAsync(scene.Now);
        var article = await scene.Post.ReadAsync<string>("SELECT article FROM obligations");
        var due = await DueAsync();
        var files = PackFiles.All();
        files["rules/vn-nd331.json"] = files["rules/vn-nd331.json"].Replace($"\"article\": \"{article}\"", "\"article\": \"NĐ 999/2027 Đ1\"");
        var library = ReferenceLibrary.Load(files);
        var shown = await PreviewAsync(library);
        Assert.That(shown.Changes.Select(change => change.Kind), Is.EqualTo(new[] { "reworded" }));
        Assert.That(shown.Changes[0].Words.Select(word => (word.Word, word.Old, word.New)), Is.EqualTo(new[] { ("article", article, "NĐ 999/2027 Đ1") }));

        await ApplyAsync(library, shown.Hash);

        Assert.That(await scene.Post.ReadAsync<string>("SELECT article FROM obligations"), Is.EqualTo("NĐ 999/2027 Đ1"));
        Assert.That((await DueAsync(), await scene.Post.ReadAsync<DateTimeOffset?>("SELECT old_due_at FROM obligations")), Is.EqualTo((due, (DateTimeOffset?)null)));
        Assert.That(await scene.Post.ReadAsync<string>("SELECT text FROM timeline ORDER BY id DESC LIMIT 1"), Does.Contain($"article: {article} → NĐ 999/2027 Đ1"));
        Assert.That(await scene.Post.ReadAsync<string>("SELECT kind FROM obligation_changes"), Is.EqualTo("reworded"));
    }

    private Task CorrectAsync(Guid incident, DateTimeOffset detected) => scene.Post.Store.Database.WriteAsync(async transaction =>
    {
        await transaction.ExecuteAsync("UPDATE incidents SET detected_at = @detected WHERE id = @incident", new { incident, detected });
        await scene.Duties.OpenAsync(transaction, incident, scene.Now);
    }, CancellationToken.None);

    private Task<IReadOnlyList<string>> AlarmsAsync() =>
        scene.Post.ListAsync<string>("SELECT severity FROM alarms WHERE kind = 'duty-outdated' AND ended_at IS NULL ORDER BY id");

    private Task<DateTimeOffset> DueAsync() => scene.Post.ReadAsync<DateTimeOffset>("SELECT due_at FROM obligations WHERE kind = 'report'");

    private static ReferenceLibrary Longer()
    {
        var files = PackFiles.All();
        files["rules/vn-nd331.json"] = files["rules/vn-nd331.json"].Replace("\"hours\": 72", "\"hours\": 96").Replace("\"version\": \"1\"", "\"version\": \"2\"");
        return ReferenceLibrary.Load(files);
    }

    private Task<RuleChanges> PreviewAsync(ReferenceLibrary library) =>
        scene.Post.Store.Database.ReadAsync(new Recomputation(new Duties(library)).PreviewAsync, CancellationToken.None);

    private Task<RuleChanges?> ApplyAsync(ReferenceLibrary library, string hash) => scene.Post.Store.Database.WriteAsync(
        transaction => new Recomputation(new Duties(library)).ApplyAsync(transaction, hash, Actor.Desk, "Văn bản đính chính", scene.Now), CancellationToken.None);
}
