using IncidentDesk.Harness;
using IncidentDesk.Incidents;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

public sealed class NumberBlocksTests
{
    private StoreForTest store;

    [SetUp]
    public async Task Open() => store = await StoreForTest.OpenAsync();

    [TearDown]
    public ValueTask Close() => store.DisposeAsync();

    [Test]
    public async Task Many_who_ask_at_once_get_every_number_once_and_none_is_left_out()
    {
        await using var numbers = new NumberBlocks(store.Database, TimeProvider.System);
        var dealt = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var own = new List<IncidentNumber>();
            for (var n = 0; n < 250; n++)
                own.Add(await numbers.NextAsync(2026, CancellationToken.None));
            return own;
        })));
        Assert.That(
            dealt.SelectMany(own => own).Select(number => number.Order).Order(),
            Is.EqualTo(Enumerable.Range(1, 4000).Select(n => new IncidentNumber(2026, n).Order)));
    }

    [Test]
    public async Task A_number_given_back_is_dealt_next_and_not_in_another_year()
    {
        await using var numbers = new NumberBlocks(store.Database, TimeProvider.System);
        var first = await numbers.NextAsync(2026, CancellationToken.None);
        numbers.GiveBack(first);
        Assert.That(await numbers.NextAsync(2026, CancellationToken.None), Is.EqualTo(first));
        numbers.GiveBack(first);
        Assert.That(await numbers.NextAsync(2027, CancellationToken.None), Is.EqualTo(new IncidentNumber(2027, 1)));
    }

    [Test]
    public async Task What_is_left_of_a_block_at_a_clean_stop_is_dealt_after_the_start()
    {
        await using (var numbers = new NumberBlocks(store.Database, TimeProvider.System))
            await numbers.NextAsync(2026, CancellationToken.None);
        await using var again = new NumberBlocks(store.Database, TimeProvider.System);
        Assert.That(await again.NextAsync(2026, CancellationToken.None), Is.EqualTo(new IncidentNumber(2026, 2)));
    }
}
