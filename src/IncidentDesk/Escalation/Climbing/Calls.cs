using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation.Climbing;

/// <summary>Why people are called: the cause of the deliveries, and how long they are waited for.</summary>
/// <param name="Ref">Tells one step from another, so that planning it twice plans it once.</param>
public sealed record Call(Guid Incident, string Cause, string Ref, string Role, TimeSpan Patience);

/// <summary>
/// Plans the deliveries to people: the first channel that reaches them now, the others in turn while they have not answered. A mail
/// that a server took wakes nobody, so the next channel does not wait for a failure.
/// </summary>
public static class Calls
{
    private static readonly TimeSpan LongestUntilNextChannel = TimeSpan.FromSeconds(60);

    public static async Task PlanAsync(Deliveries deliveries, Transaction transaction, Call call, IReadOnlyList<Callee> callees, DateTimeOffset at)
    {
        foreach (var callee in callees)
            await deliveries.PlanAsync(transaction, Planned(call, callee, at));
    }

    private static PlannedDelivery Planned(Call call, Callee callee, DateTimeOffset at)
    {
        var (person, channels) = (callee.Person, callee.Channels);
        var to = Addressee.Of(person.Id, call.Role, person.Name, person.AddressFor(channels[0]));
        return new(Ids.Next(at), call.Incident, call.Cause, call.Ref, channels[0], to, Automatic: true, at, DueAt: null)
        {
            NextChannels = [.. channels.Skip(1)],
            NextChannelAt = channels.Count == 1 ? null : at + UntilNext(call.Patience, channels.Count),
            AcknowledgeWithin = UntilNext(call.Patience, channels.Count),
        };
    }

    private static TimeSpan UntilNext(TimeSpan patience, int channels) =>
        patience / channels < LongestUntilNextChannel ? patience / channels : LongestUntilNextChannel;
}
