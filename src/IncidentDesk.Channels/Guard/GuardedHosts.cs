using System.Collections.Concurrent;
using IncidentDesk.Channels.Webhook;

namespace IncidentDesk.Channels.Guard;

/// <summary>
/// A guard for each host, for a channel whose recipients have servers of their own: one that is away holds none of the others. The hosts
/// are those of verified contacts, so there are few.
/// </summary>
public sealed class GuardedHosts(IChannel channel, GuardOptions options, TimeProvider clock) : IGuarded, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<GuardedChannel>> hosts = new(StringComparer.Ordinal);

    public string Name => channel.Name;

    /// <summary>The worst of all hosts.</summary>
    public string Breaker => hosts.Values.Select(host => host.Value.Breaker).OrderByDescending(Badness).FirstOrDefault() ?? "closed";

    public async Task<Outcome> SendAsync(Message message, CancellationToken cancellation)
    {
        // What is no address has no host; the channel says so itself, and its place is shared by all such.
        var host = Uri.TryCreate(message.Address, UriKind.Absolute, out var address) ? HostName.Of(address) : "";
        var outcome = await hosts.GetOrAdd(host, _ => new(() => new(channel, options, clock))).Value.SendAsync(message, cancellation);
        // How long this host must rest is said to nobody: whoever carries for all of them would rest with it.
        return outcome.Attempted ? outcome : outcome with { RetryAfter = null };
    }

    public void Dispose()
    {
        foreach (var host in hosts.Values)
            host.Value.Dispose();
    }

    private static int Badness(string breaker) => breaker switch
    {
        "open" => 2,
        "half-open" => 1,
        _ => 0,
    };
}
