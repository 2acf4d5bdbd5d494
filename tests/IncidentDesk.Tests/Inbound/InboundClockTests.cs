using System.Globalization;
using IncidentDesk.Inbound;
using NUnit.Framework;

namespace IncidentDesk.Tests.Inbound;

/// <summary>A storm neither floods the desk nor hides what matters, and an inbox that cannot be read is said.</summary>
public sealed class InboundClockTests
{
    private InboundScene scene = null!;

    [SetUp]
    public async Task OpenAsync() => scene = await InboundScene.StartAsync();

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test, Category("slow")]
    public async Task A_storm_of_bounces_is_one_alarm_a_few_lines_and_a_bounded_piece_each_turn()
    {
        var delivery = await scene.AcceptedAsync();
        for (var n = 0; n < 10_000; n++)
            scene.Lay(Incoming.Report(delivery.MessageId, words: $"550 {n.ToString(CultureInfo.InvariantCulture)}"));

        for (var turn = 1; turn <= 3; turn++)
        {
            await scene.TurnAsync();
            Assert.That(await scene.KindsAsync(), Has.Count.EqualTo(turn * Arrivals.MostATurn).And.All.EqualTo("bounce"));
        }

        Assert.That(
            await scene.Room.ListAsync<string>("SELECT kind FROM alarms WHERE subject = 'inbox'"), Is.EqualTo(new[] { InboxAlarms.Storm }));
        Assert.That(await scene.Room.LifeAsync(delivery.Id), Does.StartWith("queued claimed accepted failed"));
        Assert.That(await scene.StoryAsync("internal"), Has.Count.LessThanOrEqualTo(InboundNotes.MostADay + 1));
        Assert.That(await scene.StoryAsync("internal"), Has.One.Contains("More mails about this incident"));
    }

    [Test]
    public async Task A_storm_that_is_over_ends_its_alarm()
    {
        var names = Enumerable.Range(0, InboundClock.Storm + 10).Select(n => scene.Lay(Incoming.Letter($"Thư {n}"))).ToList();
        await scene.TurnAsync();
        Assert.That(await scene.Room.OpenAlarmsAsync(), Is.EqualTo(new[] { InboxAlarms.Storm }));

        foreach (var name in names.Where(name => File.Exists(scene.PathOf(name))))
            File.Delete(scene.PathOf(name));
        await scene.TurnAsync();

        Assert.That(await scene.Room.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task An_inbox_that_went_away_is_an_alarm_until_it_is_back()
    {
        var inbox = scene.Inbox.FullPath;
        Directory.Move(inbox, inbox + ".away");
        await scene.TurnAsync();
        await scene.TurnAsync();
        Assert.That(await scene.Room.OpenAlarmsAsync(), Is.EqualTo(new[] { InboxAlarms.Unreadable }));

        Directory.Move(inbox + ".away", inbox);
        await scene.TurnAsync();
        Assert.That(await scene.Room.OpenAlarmsAsync(), Is.Empty);
    }

    [Test]
    public async Task The_loop_turns_by_itself()
    {
        var delivery = await scene.AcceptedAsync();
        await scene.Clock.StartAsync(CancellationToken.None);
        await scene.Room.Clock.UntilWaitingAsync();

        scene.Lay(Incoming.Reply(delivery.MessageId));
        for (var turn = 0; turn < 200 && await scene.StateAsync(delivery) != "acknowledged"; turn++)
        {
            scene.Room.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(20);
        }
        await scene.Clock.StopAsync(CancellationToken.None);

        Assert.That(await scene.StateAsync(delivery), Is.EqualTo("acknowledged"));
    }
}
