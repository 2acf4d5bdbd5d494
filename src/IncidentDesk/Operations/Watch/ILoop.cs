namespace IncidentDesk.Operations.Watch;

/// <summary>A loop that must go on turning; the watchdog looks from outside whether it does.</summary>
public interface ILoop
{
    /// <summary>What turns, one word.</summary>
    string Name { get; }

    /// <summary>When a turn last came to its end without a fault; null before the first.</summary>
    DateTimeOffset? TurnedAt { get; }

    /// <summary>How long it may lawfully lie still between two turns.</summary>
    TimeSpan LongestSleep => TimeSpan.FromMinutes(1);
}
