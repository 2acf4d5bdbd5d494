using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

/// <summary>The systems of a merged agency stay under its name, and what they owe is its heir's.</summary>
public sealed class ScenarioHeirsTests
{
    private ScenarioScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await ScenarioScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task The_systems_of_a_merged_agency_are_looked_at_and_its_heir_is_told_and_records_the_review()
    {
        await scene.Desk.MailAddressAsync("SO-GDDT", "vanthu@sogddt.example");
        var (heir, above) = (await scene.PersonOfAsync("SO-GDDT"), await scene.PersonOfAsync("TINH"));
        await scene.EndAsync("SO-YTE", "SO-GDDT");
        await scene.ProductsAsync("7.0.6", caller: scene.Other);
        await scene.TurnAsync();
        Assert.That(await scene.ChangesAsync(), Is.EqualTo("product FortiOS 7.0.5>7.0.6"));

        scene.Clock.Jump(TimeSpan.FromMinutes(10));
        await scene.TurnAsync();
        var mail = (await scene.Desk.ToldAsync("scenario-")).Single();
        Assert.That(mail.Address, Is.EqualTo("vanthu@sogddt.example"));
        Assert.That(mail.Text, Does.Contain(ScenarioScene.SystemCode));

        scene.Clock.Jump(TimeSpan.FromDays(31));
        await scene.TurnAsync();
        Assert.That(await scene.AlarmedAsync(), Is.EqualTo(new[] { "SO-GDDT open" }));
        var id = (string)(await scene.ReviewsAsync()).Single()["id"]!;
        Assert.That((await scene.SettleAsync(above, id, "2026-12-21")).Code, Is.EqualTo(403), "who stands above sees it and does not record it");
        Assert.That((await scene.SettleAsync(heir, id, "2026-12-21")).Code, Is.EqualTo(200));
        Assert.That(await scene.AlarmedAsync(), Is.EqualTo(new[] { "SO-GDDT ended" }));
    }

    [Test]
    public async Task An_heir_that_was_merged_in_its_turn_hands_it_on()
    {
        await scene.Desk.AgencyAsync("SO-CUOI", "TINH");
        await scene.Desk.MailAddressAsync("SO-CUOI", "vanthu@socuoi.example");
        await scene.EndAsync("SO-YTE", "SO-GDDT");
        await scene.EndAsync("SO-GDDT", "SO-CUOI");
        await scene.LevelAsync(3);
        await scene.LevelAsync(3, "SO-GDDT-CTTDT");
        await scene.TurnAsync();
        scene.Clock.Jump(TimeSpan.FromMinutes(10));
        await scene.TurnAsync();
        var mail = (await scene.Desk.ToldAsync("scenario-")).Single();
        Assert.That(mail.Address, Is.EqualTo("vanthu@socuoi.example"));
        Assert.That(mail.Text, Does.Contain(ScenarioScene.SystemCode).And.Contain("SO-GDDT-CTTDT"));
    }

    [Test]
    public async Task Of_an_agency_that_ended_without_an_heir_nobody_is_told_until_one_is_named()
    {
        await scene.Desk.MailAddressAsync("SO-GDDT", "vanthu@sogddt.example");
        await scene.OpenAsync();
        await scene.EndAsync("SO-YTE", null);
        scene.Clock.Jump(TimeSpan.FromDays(31));
        await scene.TurnAsync();
        Assert.That(await scene.Desk.ToldAsync("scenario-"), Is.Empty);
        Assert.That(await scene.AlarmsAsync(), Is.Empty);

        await scene.EndAsync("SO-YTE", "SO-GDDT");
        await scene.TurnAsync();
        Assert.That(await scene.Desk.ToldWhomAsync("scenario-overdue"), Is.EqualTo(new[] { "vanthu@sogddt.example" }));
        Assert.That(await scene.AlarmedAsync(), Is.EqualTo(new[] { "SO-GDDT open" }));
    }
}
