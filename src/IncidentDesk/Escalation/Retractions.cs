using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation;

/// <summary>
/// A person decided that there is no such incident. Whoever was told hears it, in the same thread; whoever was not told yet hears nothing.
/// No cap, no approval and no mark holds it back: it takes away and shares nothing new.
/// </summary>
public sealed class Retractions(Deliveries deliveries)
{
    public const string Cause = "retraction";

    /// <summary>To be called in the transaction of the rejection or the merge.</summary>
    /// <param name="reason">The person's own words; they stand in the letter.</param>
    /// <returns>How many centres are told.</returns>
    public async Task<int> PlanAsync(Transaction transaction, Guid incident, string reason, Actor actor, DateTimeOffset at)
    {
        var told = await Told.CentresAsync(transaction, incident, inWriting: false);
        if (told.Count > 0)
        {
            var n = await KeepAsync(transaction, incident, reason, actor, at);
            foreach (var centre in told)
                await PlanAsync(transaction, incident, n, centre, at);
        }
        await Withdrawing.CancelAsync(transaction, incident, actor, reason, at);
        return told.Count;
    }

    // An incident that was reopened may be retracted once more; each time is a fact of its own.
    private static async Task<long> KeepAsync(Transaction transaction, Guid incident, string reason, Actor actor, DateTimeOffset at) =>
        await transaction.SingleAsync<long>(
            """
            INSERT INTO retractions (incident_id, n, at, actor, reason)
            SELECT @incident, 1 + count(*), @at, @actor, @reason FROM retractions WHERE incident_id = @incident
            RETURNING n
            """,
            new { incident, at, actor = actor.Word, reason });

    private async Task PlanAsync(Transaction transaction, Guid incident, long n, ToldCentre told, DateTimeOffset at)
    {
        var contact = await CentreContacts.UsableAsync(transaction, told.Centre, "mail", at);
        var id = Ids.Next(at);
        await deliveries.PlanAsync(transaction, new(
            id, incident, Cause, n == 1 ? "" : $"retraction:{n}", "mail", Addressee.Of(told.Centre, told.Role, told.Name, contact), Automatic: true, at, null)
        {
            NextChannels = [PersonChannels.Call],
        });
        await Withdrawing.SupersedeAsync(transaction, incident, told.Centre, Told.Tells, id, "the report was retracted", at);
    }
}
