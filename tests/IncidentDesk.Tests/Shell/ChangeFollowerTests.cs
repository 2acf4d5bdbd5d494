using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

public sealed class ChangeFollowerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 5, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Changes_are_told_once_each_without_gaps_and_in_the_order_of_their_commits()
    {
        await using var store = await StoreForTest.OpenAsync();
        var (follower, feed) = Follower(store.Database);
        await follower.FollowAsync(CancellationToken.None);
        using var listener = feed.Listen();

        // The second commit carries an earlier id: ids follow the clock, numbers follow the commits.
        await TellAsync(store.Database, "first", Noon.AddHours(1));
        await follower.FollowAsync(CancellationToken.None);
        await TellAsync(store.Database, "second", Noon);
        await follower.FollowAsync(CancellationToken.None);
        await follower.FollowAsync(CancellationToken.None);

        Assert.That(Heard(listener).Select(change => (change.Seq, change.What)), Is.EqualTo(new[] { (1L, "first"), (2L, "second") }));
    }

    [Test]
    public async Task Two_nodes_number_at_once_and_no_number_is_used_twice_or_left_out()
    {
        await using var store = await StoreForTest.OpenAsync();
        var (one, _) = Follower(store.Database);
        var (other, otherFeed) = Follower(store.Database);
        await one.FollowAsync(CancellationToken.None);
        await other.FollowAsync(CancellationToken.None);
        using var listener = otherFeed.Listen();

        for (var round = 0; round < 20; round++)
        {
            var writers = Enumerable.Range(0, 8).Select(n => TellAsync(store.Database, $"{round}-{n}", Noon));
            await Task.WhenAll([.. writers, one.FollowAsync(CancellationToken.None), other.FollowAsync(CancellationToken.None)]);
        }
        await one.FollowAsync(CancellationToken.None);
        await other.FollowAsync(CancellationToken.None);

        Assert.That(Heard(listener).Select(change => change.Seq), Is.EqualTo(Enumerable.Range(1, 160).Select(n => (long)n)));
    }

    [Test]
    public async Task Numbers_go_on_after_old_changes_were_forgotten()
    {
        await using var store = await StoreForTest.OpenAsync();
        var clock = new ManualClock(Noon);
        var log = new ChangeLog(store.Database, clock);
        await TellAsync(store.Database, "old", Noon);
        await TellAsync(store.Database, "older", Noon);
        await log.NumberAsync(CancellationToken.None);

        clock.Advance(TimeSpan.FromDays(3));
        await log.ForgetAsync(CancellationToken.None);
        await TellAsync(store.Database, "new", clock.GetUtcNow());
        await log.NumberAsync(CancellationToken.None);

        var left = await log.AfterAsync(0, CancellationToken.None);
        Assert.That(left.Select(change => change.Seq), Is.EqualTo(new[] { 2L, 3L }));
        Assert.That(await log.ReachesBackToAsync(1, CancellationToken.None), Is.False);
        Assert.That(await log.ReachesBackToAsync(2, CancellationToken.None), Is.False, "It is older than a day.");
        Assert.That(await log.ReachesBackToAsync(3, CancellationToken.None), Is.True);
    }

    [Test]
    public void A_listener_who_does_not_keep_up_is_let_go_and_the_others_hear_on()
    {
        var feed = new ChangeFeed();
        using var slow = feed.Listen();
        using var keen = feed.Listen();
        for (var n = 1; n <= 600; n++)
        {
            feed.Publish([new(n, "incident", "", null, "filed", null, Noon)]);
            Assert.That(keen.Changes.TryRead(out _), Is.True);
        }

        Assert.That(Heard(slow), Has.Count.LessThan(600));
        Assert.That(slow.Changes.Completion.IsCompleted, Is.True);
        Assert.That(feed.Listeners, Is.EqualTo(1));
    }

    private static (ChangeFollower Follower, ChangeFeed Feed) Follower(Database database)
    {
        var feed = new ChangeFeed();
        return (new(database, new(database, TimeProvider.System), feed, TimeProvider.System, NullLogger<ChangeFollower>.Instance), feed);
    }

    private static Task TellAsync(Database database, string what, DateTimeOffset at) => database.WriteAsync(
        transaction => Changes.TellAsync(transaction, "incident", Ids.Next(at), "INC-2026-000001", what, null, at), CancellationToken.None);

    private static List<Change> Heard(ChangeFeed.Listener listener)
    {
        var heard = new List<Change>();
        while (listener.Changes.TryRead(out var change))
            heard.Add(change);
        return heard;
    }
}
