using IncidentDesk.Channels;
using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>A fault put into a world on purpose: a checker that does not find it proves nothing.</summary>
internal class Planted
{
    /// <summary>The product as it is.</summary>
    public static readonly Planted Nothing = new();

    /// <summary>Bends the way out.</summary>
    public virtual IChannel Channel(IChannel channel) => channel;

    /// <summary>Bends a node, by giving it other loops.</summary>
    public virtual void Bend(Node node)
    {
    }

    /// <summary>Bends the store, before the story begins.</summary>
    public virtual Task BendAsync(Database database) => Task.CompletedTask;
}
