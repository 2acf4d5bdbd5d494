using IncidentDesk.Channels;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Channels.Mail;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Channels.Guard;

/// <summary>Each channel stands behind a guard of its own, and each host of a channel with many.</summary>
public sealed class GuardedHostsTests
{
    [Test]
    public async Task A_recipient_that_is_away_opens_its_own_breaker_and_nobody_elses()
    {
        using var hosts = new GuardedHosts(new OneIsAway(), new GuardOptions { Retries = 0, BreakerTries = 2 }, TimeProvider.System);
        for (var i = 0; i < 3; i++)
            await hosts.SendAsync(To("https://away.example/a"), CancellationToken.None);

        var held = await hosts.SendAsync(To("https://AWAY.example/b"), CancellationToken.None);
        var other = await hosts.SendAsync(To("https://here.example/a"), CancellationToken.None);

        Assert.That((held.Attempted, held.RetryAfter, other.Verdict), Is.EqualTo((false, (TimeSpan?)null, Verdict.Ok)));
        Assert.That(hosts.Breaker, Is.EqualTo("open"));
    }

    [Test]
    public async Task A_recipient_that_hangs_takes_its_own_places_and_the_next_is_held_back_at_once()
    {
        var hanging = new Hangs();
        using var hosts = new GuardedHosts(hanging, new GuardOptions { AtOnce = 2, PlaceWait = TimeSpan.Zero }, new ManualClock());
        var stuck = new[] { hosts.SendAsync(To("https://away.example/1"), CancellationToken.None), hosts.SendAsync(To("https://away.example/2"), CancellationToken.None) };

        var third = await hosts.SendAsync(To("https://away.example/3"), CancellationToken.None);
        var other = await hosts.SendAsync(To("https://here.example/"), CancellationToken.None);

        Assert.That((third.Verdict, third.Attempted, other.Verdict), Is.EqualTo((Verdict.NotSent, false, Verdict.Ok)));
        hanging.Ends.SetResult();
        Assert.That((await Task.WhenAll(stuck)).Select(outcome => outcome.Verdict), Has.All.EqualTo(Verdict.Ok));
    }

    [Test]
    public async Task Every_channel_of_a_desk_that_a_machine_carries_has_its_guard()
    {
        await using var desk = await Desk.StartAsync();

        var channels = desk.Services.GetRequiredService<IEnumerable<IChannel>>().ToList();

        Assert.That(channels.Select(channel => channel.Name), Is.EquivalentTo(AdapterRig.Adapters));
        Assert.That(channels, Has.All.InstanceOf<IGuarded>());
        Assert.That(channels.Distinct().Count(), Is.EqualTo(4), "each its own");
    }

    private static Message To(string address) => new(Mails.Delivery, address, "{}"u8.ToArray());

    private sealed class Hangs : IChannel
    {
        public TaskCompletionSource Ends { get; } = new();

        public string Name => "webhook";

        public async Task<Outcome> SendAsync(Message message, CancellationToken cancellation)
        {
            if (message.Address.Contains("away", StringComparison.Ordinal))
                await Ends.Task;
            return new(Verdict.Ok, "200");
        }
    }

    private sealed class OneIsAway : IChannel
    {
        public string Name => "webhook";

        public Task<Outcome> SendAsync(Message message, CancellationToken cancellation) => Task.FromResult(
            message.Address.Contains("here", StringComparison.Ordinal) ? new Outcome(Verdict.Ok, "200") : new Outcome(Verdict.NotSent, "connect: away") { Blame = Blame.Peer });
    }
}
