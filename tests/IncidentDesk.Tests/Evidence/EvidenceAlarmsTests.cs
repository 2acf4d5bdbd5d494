using IncidentDesk.Evidence;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Evidence;

public sealed class EvidenceAlarmsTests
{
    [Test]
    public async Task What_is_found_damaged_again_and_again_costs_the_writer_nothing_while_its_alarm_is_open()
    {
        await using var store = await StoreForTest.OpenAsync();
        var clock = new ManualClock();
        var alarms = new EvidenceAlarms(store.Database, clock);
        var row = new EvidenceRow(
            Guid.CreateVersion7(), null, null, null, new string('a', 64), 1, "log.txt", null, "amber", clock.GetUtcNow(), "key", Guid.CreateVersion7(), "x", "unscanned", null, null);

        await alarms.DamagedAsync(row, CancellationToken.None);
        var rings = store.Database.Bell.Rings;
        await alarms.DamagedAsync(row, CancellationToken.None);
        Assert.That(store.Database.Bell.Rings, Is.EqualTo(rings), "a commit rings the bell");

        await store.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE alarms SET ended_at = 0"), CancellationToken.None);
        await alarms.DamagedAsync(row, CancellationToken.None);
        Assert.That(await store.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT count(*) FROM alarms WHERE kind = 'evidence-damaged'"), CancellationToken.None), Is.EqualTo(2), "once ended it is raised anew");
    }
}
