using IncidentDesk.Scenarios;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

public sealed class ScenarioMailsTests
{
    private ScenarioScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await ScenarioScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public void A_reference_is_read_as_it_was_written()
    {
        var reference = new ScenarioMails.Reference(ScenarioMails.Overdue, DateTimeOffset.FromUnixTimeMilliseconds(1795859100123), Guid.Parse("019a0000-0000-7000-8000-000000000001"));
        var written = ScenarioMails.Write(reference);
        Assert.That(written, Is.EqualTo("scenario-overdue-1795859100123:019a0000-0000-7000-8000-000000000001"));
        Assert.That(ScenarioMails.Read(written), Is.EqualTo(reference));
        Assert.That(() => ScenarioMails.Read("scenario-overdue"), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_mail_that_has_not_left_says_what_is_still_owed_and_is_taken_back_where_nothing_is()
    {
        await scene.LevelAsync(3);
        await scene.Desk.SystemAsync(await scene.IdOfAsync("SO-YTE"), "SO-YTE-MOI", 3);
        await scene.NoteAsync();
        scene.Clock.Jump(TimeSpan.FromMinutes(10));
        await TellTomorrowAsync();
        Assert.That(await StateAsync(), Is.EqualTo("queued"));

        await SettleAsync(ScenarioScene.SystemCode);
        Assert.That(await StateAsync(), Is.EqualTo("queued"));
        Assert.That((await scene.Desk.ToldAsync("scenario-open")).Single().Text, Does.Contain("SO-YTE-MOI").And.Not.Contain(ScenarioScene.SystemCode));

        await SettleAsync("SO-YTE-MOI");
        Assert.That(await StateAsync(), Is.EqualTo("cancelled"));
    }

    [Test]
    public async Task It_is_taken_back_too_where_the_desk_lets_go_of_the_review()
    {
        await scene.LevelAsync(3);
        await scene.NoteAsync();
        scene.Clock.Jump(TimeSpan.FromMinutes(10));
        await TellTomorrowAsync();
        await scene.LevelAsync(2);
        await scene.NoteAsync();
        Assert.That(await StateAsync(), Is.EqualTo("cancelled"));
    }

    [Test]
    public async Task The_clock_takes_back_what_two_people_left_who_settled_its_last_reviews_at_once()
    {
        await scene.LevelAsync(3);
        await scene.Desk.SystemAsync(await scene.IdOfAsync("SO-YTE"), "SO-YTE-MOI", 3);
        await scene.NoteAsync();
        scene.Clock.Jump(TimeSpan.FromMinutes(10));
        await TellTomorrowAsync();
        await scene.TurnAsync();
        Assert.That(await StateAsync(), Is.EqualTo("queued"), "it has something to say");

        // As both leave it: each saw the other's review still owed, and took nothing back.
        await scene.Desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE scenario_reviews SET settled_at = @now, version = version + 1", new { now = scene.Clock.GetUtcNow() }), CancellationToken.None);
        await scene.TurnAsync();
        Assert.That(await StateAsync(), Is.EqualTo("cancelled"));
    }

    // The post room leaves it lying for a day.
    private Task TellTomorrowAsync() => scene.Desk.Database.WriteAsync(async transaction =>
    {
        var now = scene.Clock.GetUtcNow();
        await scene.Desk.Services.GetRequiredService<ScenarioTelling>().TellAsync(transaction, now);
        await transaction.ExecuteAsync("UPDATE deliveries SET next_attempt_at = @later WHERE cause_ref LIKE 'scenario-%'", new { later = now.AddDays(1) });
    }, CancellationToken.None);

    private Task<string?> StateAsync() => scene.Desk.Database.ReadAsync(
        reading => reading.SingleAsync<string>("SELECT state FROM deliveries WHERE cause_ref LIKE 'scenario-%'"), CancellationToken.None);

    private async Task SettleAsync(string system)
    {
        var id = (string)(await scene.ReviewsAsync($"?system={system}")).Single()["id"]!;
        Assert.That((await scene.SettleAsync(scene.Agency, id, "2026-11-20")).Code, Is.EqualTo(200));
    }
}
