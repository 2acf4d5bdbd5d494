using IncidentDesk.Harness;
using IncidentDesk.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

[Category("once")]
public sealed class FragmentCacheTests
{
    private readonly ManualClock clock = new(new(2026, 11, 21, 11, 5, 0, TimeSpan.Zero));
    private FragmentCache cache = null!;

    [SetUp]
    public void Begin() => cache = new(clock);

    [Test]
    public async Task Of_many_who_ask_at_once_one_renders_and_all_get_it()
    {
        var gate = new TaskCompletionSource<string>();
        var asked = Enumerable.Range(0, 50).Select(_ => Task.Run(() => cache.GetAsync("board", 1, () => gate.Task))).ToList();
        await Task.Delay(50);
        gate.SetResult("drawn");

        Assert.That((await Task.WhenAll(asked)).Select(part => part.Text), Is.All.EqualTo("drawn"));
        Assert.That(cache.Rendered, Is.EqualTo(1));
    }

    [Test]
    public async Task A_change_another_view_and_a_few_seconds_are_each_a_reason_to_render_anew()
    {
        await cache.GetAsync("a", 6, () => Task.FromResult("1"));
        Assert.That((await cache.GetAsync("b", 6, () => Task.FromResult("2"))).Text, Is.EqualTo("2"), "another view");
        Assert.That((await cache.GetAsync("a", 7, () => Task.FromResult("3"))).Text, Is.EqualTo("3"), "a change");
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.That((await cache.GetAsync("a", 7, () => Task.FromResult("4"))).Text, Is.EqualTo("3"), "still the same");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await cache.GetAsync("a", 7, () => Task.FromResult("5"))).Text, Is.EqualTo("5"), "groups of time move on by themselves");
    }

    [Test]
    public async Task What_broke_is_tried_again_by_the_next_who_asks()
    {
        Assert.ThrowsAsync<InvalidOperationException>(() => cache.GetAsync("a", 7, () => Task.FromException<string>(new InvalidOperationException())));
        Assert.That((await cache.GetAsync("a", 7, () => Task.FromResult("drawn"))).Text, Is.EqualTo("drawn"));
    }
}
