namespace IncidentDesk.Channels.Guard;

/// <summary>A channel with its guard around it.</summary>
public interface IGuarded : IChannel
{
    /// <summary>closed, half-open or open, as people look at it: an open one lets nothing through for now.</summary>
    string Breaker { get; }
}
