using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

public sealed class ScenarioAlarmTests
{
    private ScenarioScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await ScenarioScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Each_agency_that_owes_has_an_alarm_of_its_own_that_ends_when_it_owes_none_overdue()
    {
        await scene.LevelAsync(3);
        await scene.TurnAsync();
        scene.Clock.Jump(TimeSpan.FromDays(31));
        await scene.TurnAsync();
        Assert.That(await scene.AlarmedAsync(), Is.EqualTo(new[] { "SO-YTE open" }));

        await scene.LevelAsync(3, "SO-GDDT-CTTDT");
        await scene.TurnAsync();
        scene.Clock.Jump(TimeSpan.FromDays(31));
        await scene.TurnAsync();
        await scene.TurnAsync();
        Assert.That(await scene.AlarmedAsync(), Is.EqualTo(new[] { "SO-GDDT open", "SO-YTE open" }), "the one that stands does not hide the other");

        var id = (string)(await scene.ReviewsAsync("?agency=SO-YTE")).Single()["id"]!;
        Assert.That((await scene.SettleAsync(scene.Agency, id, "2027-01-20")).Code, Is.EqualTo(200));
        Assert.That(await scene.AlarmedAsync(), Is.EqualTo(new[] { "SO-GDDT open", "SO-YTE ended" }));
    }

    [Test]
    public async Task It_names_the_agency_and_its_list_and_no_number_that_would_grow_old()
    {
        await scene.OpenAsync();
        scene.Clock.Jump(TimeSpan.FromDays(31));
        await scene.TurnAsync();
        var text = await scene.Desk.Database.ReadAsync(
            reading => reading.SingleAsync<string>("SELECT text || text_vi FROM alarms WHERE kind = 'scenario-overdue'"), CancellationToken.None);
        Assert.That(text, Does.Contain("/scenario-reviews?agency=SO-YTE").And.Not.Match("[0-9]"));
    }
}
