using IncidentDesk.Harness;
using IncidentDesk.Keys;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Keys;

public sealed class KeyClockTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new ManualClock();
        desk = await Desk.StartAsync(clock);
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task When_a_key_was_last_used_is_written_once_a_minute_however_often_that_was()
    {
        using var client = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        await TurnAsync();
        foreach (var _ in Enumerable.Range(0, 5))
            await client.ReadAsync("/api/v1/incidents");
        Assert.That(await LastUsedAsync(), Is.Null, "nothing is written while somebody waits");
        await TurnAsync();
        Assert.That(await LastUsedAsync(), Is.EqualTo(clock.GetUtcNow()));
    }

    [Test]
    public async Task With_no_key_used_and_none_ending_nothing_is_written()
    {
        await desk.KeyAsync(null);
        await TurnAsync();
        var before = await desk.Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT id FROM alarms UNION ALL SELECT id FROM changes"), CancellationToken.None);
        Assert.That(desk.Services.GetRequiredService<IncidentDesk.Pipeline.Access.KeyRing>().TakeUsed(), Is.Empty);
        await TurnAsync();
        var after = await desk.Database.ReadAsync(reading => reading.QueryAsync<string>("SELECT id FROM alarms UNION ALL SELECT id FROM changes"), CancellationToken.None);
        Assert.That(after, Is.EquivalentTo(before));
        Assert.That(await LastUsedAsync(), Is.Null);
    }

    [Test]
    public async Task A_key_that_ends_within_fourteen_days_is_an_alarm_until_it_is_given_longer()
    {
        await desk.KeyAsync(null);
        await EndsAsync(clock.GetUtcNow().AddDays(14).AddHours(1));
        await TurnAsync();
        Assert.That(await AlarmsAsync(), Is.Empty);
        clock.Advance(TimeSpan.FromHours(1));
        await TurnAsync();
        await TurnAsync();
        Assert.That(await AlarmsAsync(), Has.Count.EqualTo(1));
        await EndsAsync(clock.GetUtcNow().AddYears(1));
        await TurnAsync();
        Assert.That(await AlarmsAsync(), Is.Empty);
    }

    private Task TurnAsync() => desk.Services.GetRequiredService<KeyClock>().TurnAsync(CancellationToken.None);

    private Task EndsAsync(DateTimeOffset at) => desk.Database.WriteAsync(
        transaction => transaction.ExecuteAsync("UPDATE keys SET expires_at = @at", new { at }), CancellationToken.None);

    private Task<DateTimeOffset?> LastUsedAsync() => desk.Database.ReadAsync(
        reading => reading.SingleAsync<DateTimeOffset?>("SELECT max(last_used_at) FROM keys"), CancellationToken.None);

    private Task<IReadOnlyList<string>> AlarmsAsync() => desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT subject FROM alarms WHERE kind = 'key-ending' AND ended_at IS NULL"), CancellationToken.None);
}
