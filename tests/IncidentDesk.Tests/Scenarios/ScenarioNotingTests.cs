using IncidentDesk.Tests.Advisories;
using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

public sealed class ScenarioNotingTests
{
    private ScenarioScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await ScenarioScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Products_that_are_said_for_the_first_time_are_noted_and_the_next_change_of_them_asks_for_a_review()
    {
        await scene.ProductsAsync("7.0.5", caller: scene.Other, system: "SO-GDDT-CTTDT");
        await scene.TurnAsync();
        Assert.That(await scene.ReviewsAsync(), Is.Empty);
        await scene.ProductsAsync("7.0.6", caller: scene.Other, system: "SO-GDDT-CTTDT");
        await scene.TurnAsync();
        Assert.That(await scene.ChangesAsync(), Is.EqualTo("product FortiOS 7.0.5>7.0.6"));
    }

    [Test]
    public async Task A_list_that_was_emptied_had_been_said_and_what_is_entered_after_it_asks_for_a_review_whatever_changed_in_between()
    {
        Assert.That((await scene.Agency.PutAsync($"/api/v1/systems/{ScenarioScene.SystemCode}/products", """{"products":[]}""")).Code, Is.EqualTo(200));
        await scene.TurnAsync();
        await scene.LevelAsync(3);
        await scene.TurnAsync();
        Assert.That(await scene.ChangesAsync(), Is.EqualTo("product FortiOS 7.0.5> | level 2>3"));
        await scene.SettleAsync(scene.Agency, (string)(await scene.ReviewsAsync()).Single()["id"]!, "2026-11-20");
        await scene.ProductsAsync("7.0.6");
        await scene.TurnAsync();
        var change = (await scene.ReviewsAsync("?state=open")).Single()["changes"]!.AsArray().Single()!;
        Assert.That(((string?)change["kind"], (string?)change["was"], (string?)change["became"]), Is.EqualTo(("product", (string?)null, "7.0.6")));
    }

    [Test]
    public async Task A_node_whose_clock_is_behind_midnight_does_not_undo_what_the_other_noted()
    {
        await scene.CommitAsync(from: "2026-11-21");
        var (behind, ahead) = (scene.Clock.GetUtcNow(), scene.Clock.GetUtcNow().AddHours(8));
        await scene.NoteAsync(behind);
        Assert.That(await scene.ReviewsAsync(), Is.Empty);
        await scene.NoteAsync(ahead);
        await scene.NoteAsync(behind);
        await scene.NoteAsync(ahead.AddMinutes(1));
        Assert.That(await scene.ChangesAsync(), Is.EqualTo("provider >Công ty Mẫu"));
        Assert.That((string?)(await scene.ReviewsAsync()).Single()["state"], Is.EqualTo("open"));
    }
}
