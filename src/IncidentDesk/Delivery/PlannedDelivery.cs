using IncidentDesk.Centres;

namespace IncidentDesk.Delivery;

/// <summary>A message that somebody must get, before it has a life.</summary>
/// <param name="CauseRef">Tells apart what repeats (rung:3, update:2); part of the unique key.</param>
/// <param name="Automatic">True: sent at once; false: waits until a second person has approved its exact content.</param>
/// <param name="DueAt">When the law wants it to have arrived; null when nobody set an instant.</param>
public sealed record PlannedDelivery(
    Guid Id, Guid Incident, string CauseKind, string CauseRef, string Channel, Addressee To, bool Automatic, DateTimeOffset At, DateTimeOffset? DueAt);

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

    public bool HasNoAddress => Address.Length == 0;
}
