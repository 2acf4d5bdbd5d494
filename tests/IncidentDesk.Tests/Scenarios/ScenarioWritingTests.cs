using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

/// <summary>What is again as it was leaves nothing to review, and the desk lets go of it by itself.</summary>
public sealed class ScenarioWritingTests
{
    private ScenarioScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await ScenarioScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_level_that_was_mistyped_and_put_right_is_void_and_mailed_to_nobody()
    {
        var id = await scene.OpenAsync();
        scene.Clock.Jump(TimeSpan.FromMinutes(2));
        await scene.LevelAsync(2);
        await scene.TurnAsync();
        scene.Clock.Jump(TimeSpan.FromDays(40));
        await scene.TurnAsync();

        Assert.That(await scene.ReviewsAsync("?state=open,overdue,done"), Is.Empty);
        var review = (await scene.ReviewsAsync("?state=void")).Single();
        Assert.That(((string?)review["id"], (string?)review["state"], (bool?)review["late"], (string?)review["reviewedOn"]), Is.EqualTo((id, "void", (bool?)false, (string?)null)));
        Assert.That(await scene.ChangesAsync(), Is.EqualTo("level 2>3 | level 3>2"));
        Assert.That(await scene.AuditAsync(), Is.EquivalentTo(new[] { "scenario.open", "scenario.change", "scenario.void" }));
        Assert.That(await scene.Desk.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT count(*) FROM changes WHERE kind = 'scenario' AND what = 'voided'"), CancellationToken.None), Is.EqualTo(1));
        Assert.That(await scene.Desk.ToldAsync("scenario-"), Is.Empty);
        Assert.That(await scene.AlarmsAsync(), Is.Empty);
        var refused = await scene.SettleAsync(scene.Agency, id, "2026-12-30");
        Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((409, "scenario-reviewed")));

        await scene.LevelAsync(4);
        await scene.TurnAsync();
        Assert.That(await scene.ReviewsAsync("?state=open"), Has.Count.EqualTo(1), "the next change opens another");
    }

    [Test]
    public async Task A_renewal_that_is_entered_late_makes_void_what_its_gap_asked_for()
    {
        var provider = await scene.CommitAsync(to: "2026-11-22");
        await scene.TurnAsync();
        await scene.SettleAsync(scene.Agency, (string)(await scene.ReviewsAsync()).Single()["id"]!, "2026-11-20");
        scene.Clock.Jump(TimeSpan.FromDays(3));
        await scene.TurnAsync();
        Assert.That(await scene.ReviewsAsync("?state=open"), Has.Count.EqualTo(1));
        scene.Clock.Jump(TimeSpan.FromDays(4));
        await scene.CommitAsync(provider: provider, from: "2026-11-23");
        await scene.TurnAsync();
        Assert.That((await scene.ReviewsAsync()).Select(one => (string?)one["state"]), Is.EquivalentTo(new[] { "done", "void" }));
    }

    [Test]
    public async Task A_new_system_whose_level_was_too_high_needs_none_and_part_of_the_way_back_is_not_enough()
    {
        await scene.Desk.SystemAsync(await scene.IdOfAsync("SO-YTE"), "SO-YTE-MOI", 3);
        await scene.LevelAsync(3);
        await scene.ProductsAsync("7.0.6");
        await scene.TurnAsync();
        await scene.LevelAsync(2, "SO-YTE-MOI");
        await scene.LevelAsync(2);
        await scene.TurnAsync();
        Assert.That((await scene.ReviewsAsync("?system=SO-YTE-MOI")).Select(one => (string?)one["state"]), Is.EqualTo(new[] { "void" }));
        Assert.That((await scene.ReviewsAsync($"?system={ScenarioScene.SystemCode}")).Select(one => (string?)one["state"]), Is.EqualTo(new[] { "open" }), "its product is another still");
    }

    [Test]
    public async Task What_changed_of_products_that_were_first_said_while_it_was_owed_is_still_to_be_reviewed_where_the_level_is_put_back()
    {
        const string Late = "SO-GDDT-CTTDT";
        await scene.LevelAsync(3, Late);
        await scene.TurnAsync();
        foreach (var version in (string[])["7.0.5", "7.0.6"])
        {
            await scene.ProductsAsync(version, caller: scene.Other, system: Late);
            await scene.TurnAsync();
        }
        await scene.LevelAsync(2, Late);
        await scene.TurnAsync();
        Assert.That(await scene.ChangesAsync(), Is.EqualTo("level 2>3 | product FortiOS 7.0.5>7.0.6 | level 3>2"));
        Assert.That((string?)(await scene.ReviewsAsync()).Single()["state"], Is.EqualTo("open"));

        await scene.ProductsAsync("7.0.5", caller: scene.Other, system: Late);
        await scene.TurnAsync();
        Assert.That((string?)(await scene.ReviewsAsync()).Single()["state"], Is.EqualTo("void"));
    }
}
