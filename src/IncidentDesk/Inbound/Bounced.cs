using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Inbound;

/// <summary>A mail that came back is refused for good, however late the refusal comes: the same follows as when a server says no at once.</summary>
public sealed class Bounced
{
    public async Task AfterAsync(Transaction transaction, DeliveryAtHand delivery, Judgement judged, DateTimeOffset now)
    {
        var said = InboundWords.Said(judged, delivery.Recipient)!;
        var subject = delivery.Number ?? "desk";
        await Alarms.RaiseAsync(
            transaction, DeliveryAlarms.Failed, "high", delivery.Id.ToString("D"), delivery.IncidentId, $"{subject}: {said.En}",
            $"{subject}: {said.Vi}", now);
    }
}
