using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

public sealed class ScenarioTellingTests
{
    private ScenarioScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await ScenarioScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task An_agency_without_an_address_is_told_once_it_has_one()
    {
        await scene.LevelAsync(3, "SO-GDDT-CTTDT");
        await scene.TurnAsync();
        scene.Clock.Jump(TimeSpan.FromDays(1));
        await scene.TurnAsync();
        Assert.That(await scene.Desk.ToldAsync("scenario-"), Is.Empty);
        await scene.Desk.MailAddressAsync("SO-GDDT", "vanthu@sogddt.example");
        await scene.TurnAsync();
        await scene.TurnAsync();
        Assert.That(await scene.Desk.ToldWhomAsync("scenario-open"), Is.EqualTo(new[] { "vanthu@sogddt.example" }));
    }

    [Test]
    public async Task After_an_outage_what_is_overdue_stands_in_one_mail_alone()
    {
        await scene.LevelAsync(3);
        await scene.NoteAsync();
        scene.Clock.Jump(TimeSpan.FromDays(31));
        await scene.Desk.SystemAsync(await scene.IdOfAsync("SO-YTE"), "SO-YTE-MOI", 3);
        await scene.NoteAsync();
        scene.Clock.Jump(TimeSpan.FromMinutes(10));
        await scene.TurnAsync();

        Assert.That((await scene.Desk.ToldAsync("scenario-overdue")).Single().Text, Does.Contain(ScenarioScene.SystemCode).And.Not.Contain("SO-YTE-MOI"));
        Assert.That((await scene.Desk.ToldAsync("scenario-open")).Single().Text, Does.Contain("SO-YTE-MOI").And.Not.Contain(ScenarioScene.SystemCode));
    }
}
