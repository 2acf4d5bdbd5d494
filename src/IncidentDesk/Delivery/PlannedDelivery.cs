using IncidentDesk.Audit;
using IncidentDesk.Centres;

namespace IncidentDesk.Delivery;

/// <summary>A message that somebody must get, before it has a life.</summary>
/// <param name="Incident">Null for what the desk says of itself: a digest, a test.</param>
/// <param name="CauseRef">Tells apart what repeats (rung:3, update:2); part of the unique key.</param>
/// <param name="Automatic">True: sent at once; false: waits until a second person has approved its exact content.</param>
/// <param name="DueAt">When the law wants it to have arrived; null when nobody set an instant.</param>
public sealed record PlannedDelivery(
    Guid Id, Guid? Incident, string CauseKind, string CauseRef, string Channel, Addressee To, bool Automatic, DateTimeOffset At, DateTimeOffset? DueAt)
{
    /// <summary>The channels still to be tried for the same recipient, in their order.</summary>
    public IReadOnlyList<string> NextChannels { get; init; } = [];

    /// <summary>When the first of them starts although this delivery goes on; null: after the time that the settings name. Each gets as long.</summary>
    public DateTimeOffset? NextChannelAt { get; init; }

    /// <summary>How long an accepted message may stay without a person's acknowledgement before the next channel starts; null: for ever.</summary>
    public TimeSpan? AcknowledgeWithin { get; init; }

    /// <summary>Who wants it sent; the first of the two people where it waits for a second one. The desk by itself, where nobody asked.</summary>
    public Actor By { get; init; } = Actor.Desk;

    /// <summary>What it is about, as the unique key has it: the incident's id, or the desk itself.</summary>
    public string About => Incident?.ToString("D") ?? "desk";
}

/// <summary>Who must get it, and where that is at present.</summary>
/// <param name="Key">What makes the recipient unique: a centre's id, a person's id.</param>
/// <param name="Role">The recipient role by which they were chosen.</param>
/// <param name="Centre">The centre's id; null for recipients who are no centre.</param>
/// <param name="Contact">The centre's usable contact; null when it has none, and then the delivery waits for one.</param>
/// <param name="Address">Where to, for recipients who are no centre.</param>
public sealed record Addressee(string Key, string Role, string Name, string? Centre, Contact? Contact, string Address = "")
{
    public static Addressee Of(string centre, string role, string name, Contact? contact) =>
        new(centre, role, name, centre, contact, contact?.Value ?? "");

    /// <summary>A person of the desk or of an agency, by the address that the channel needs.</summary>
    public static Addressee Of(Guid person, string role, string name, string? address) =>
        new(person.ToString("D"), role, name, null, null, address ?? "") { Person = person };

    /// <summary>Set where a person gets it.</summary>
    public Guid? Person { get; init; }

    /// <summary>Set where an agency gets it.</summary>
    public Guid? Agency { get; init; }

    public bool HasNoAddress => Address.Length == 0;
}
