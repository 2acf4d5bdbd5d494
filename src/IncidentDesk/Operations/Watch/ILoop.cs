namespace IncidentDesk.Operations.Watch;

/// <summary>A loop that must go on turning; the watchdog looks from outside whether it does.</summary>
public interface ILoop
{
    /// <summary>What turns, one word.</summary>
    string Name { get; }

    /// <summary>When a turn last came to its end without a fault; null before the first.</summary>
    DateTimeOffset? TurnedAt { get; }
}
