using IncidentDesk.Audit;
using IncidentDesk.Shell;

namespace IncidentDesk.Delivery;

/// <summary>One step in a delivery's life, with who took it and why.</summary>
public sealed record Move(Guid Delivery, string From, string To, DateTimeOffset At, Actor Actor)
{
    /// <summary>Why, for the history of the row.</summary>
    public string? Note { get; init; }

    /// <summary>The fence: given, the move happens only while this very claim still holds the row.</summary>
    public string? Token { get; init; }

    /// <summary>When the post room looks again; null when nobody has to do anything about it.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>A person decided, or will: no next channel starts by itself, and no alarm says that none is left.</summary>
    public bool NothingFollows { get; init; }

    /// <summary>When the other side had it, where a person says so: of what was in doubt it shows which attempt got through.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>What the incident's timeline says; null where people do not care.</summary>
    public Text? Said { get; init; }
}
