using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Delivery;

/// <summary>A delivery as the doors show it, with every attempt and the other side's own words.</summary>
/// <param name="Incident">The incident's number; null for what the desk says of itself.</param>
/// <param name="Guard">The mode that decided: disabled, simulate, allow-list or live.</param>
/// <param name="ContentHash">SHA-256 of the stored message; null until it was made ready.</param>
public record DeliveryView(
    Guid Id, string? Incident, DeliveryCause Cause, string Channel, DeliveryRecipient Recipient, string State, string Guard,
    string? ContentHash, string MessageId, DateTimeOffset PlannedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? DueAt,
    DateTimeOffset? EndedAt, IReadOnlyList<AttemptView> Attempts, Guid? SupersededBy)
{
    public virtual DeliveryView For(Caller caller) => caller.SeesContacts ? this : this with
    {
        Recipient = Recipient.For(caller), Attempts = [.. Attempts.Select(attempt => attempt with { Reply = ContactNames.ReplyFor(caller, Channel, attempt.Reply) })],
    };
}

public sealed record DeliveryCause(string Kind, string Ref);

/// <param name="Verdict">ok, transient, permanent, unknown or not-sent; null while it is under way.</param>
public sealed record AttemptView(long N, DateTimeOffset At, DateTimeOffset? EndedAt, string? Verdict, string? Reply, string Hash);
