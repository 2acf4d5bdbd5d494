using System.Collections.Frozen;
using IncidentDesk.Channels;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>
/// A fixed number of hands for each channel: however many messages hang on one stuck peer, those of the other channels have theirs. The hands of
/// a channel whose breaker is open rest with it, so that its rows wait where they are instead of being taken up and laid down.
/// </summary>
public sealed class Hands(TimeProvider clock)
{
    public const int ForMail = 8, ForOthers = 4;

    private static readonly FrozenDictionary<string, int> All = new Dictionary<string, int>
    {
        ["mail"] = ForMail, ["webhook"] = ForOthers, ["sms"] = ForOthers, ["voice"] = ForOthers,
    }.ToFrozenDictionary();

    private readonly Lock gate = new();
    private readonly CommitBell freed = new();
    private readonly Dictionary<string, int> busy = All.Keys.ToDictionary(channel => channel, _ => 0);
    private readonly Dictionary<string, DateTimeOffset> rests = [];

    /// <summary>Rung when a hand is free again. Take it before looking for free hands, await it after finding none.</summary>
    public Task NextFree => freed.NextRing;

    /// <summary>The channels with free hands, and how many.</summary>
    public IReadOnlyDictionary<string, int> Free()
    {
        lock (gate)
            return All.Keys.Select(channel => KeyValuePair.Create(channel, FreeOf(channel))).Where(free => free.Value > 0).ToDictionary();
    }

    /// <summary>When a channel that rests may be looked at again; null when none rests.</summary>
    public TimeSpan? Rest()
    {
        var now = clock.GetUtcNow();
        lock (gate)
            return rests.Values.Where(until => until > now).Select(until => (TimeSpan?)(until - now)).Min();
    }

    public void Take(string channel)
    {
        lock (gate)
            busy[channel]++;
    }

    public void Release(string channel)
    {
        lock (gate)
            busy[channel]--;
        freed.Ring();
    }

    /// <summary>What the channel made of a message says whether its hands must rest: held back is no attempt, and the next would not be one either.</summary>
    public void Heard(string channel, Outcome outcome)
    {
        lock (gate)
            if (outcome.Attempted)
                rests.Remove(channel);
            else if (outcome.RetryAfter is { } wait)
                rests[channel] = clock.GetUtcNow() + wait;
    }

    public async Task AllBackAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var next = NextFree;
            lock (gate)
                if (busy.Values.Sum() == 0)
                    return;
            await next.WaitAsync(cancellation);
        }
    }

    // After its rest one message tries the way for all.
    private int FreeOf(string channel) =>
        !rests.TryGetValue(channel, out var until) ? All[channel] - busy[channel]
        : until > clock.GetUtcNow() ? 0
        : 1 - Math.Min(busy[channel], 1);
}
