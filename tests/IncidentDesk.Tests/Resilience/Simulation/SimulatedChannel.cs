using IncidentDesk.Channels;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>The way out of one node; where it leads, <see cref="Peers"/> decide.</summary>
internal sealed class SimulatedChannel(Node node, string name) : IChannel
{
    public string Name => name;

    public Task<Outcome> SendAsync(Message message, CancellationToken cancellation) => node.World.Peers.Arrive(node, name, message, cancellation);
}
