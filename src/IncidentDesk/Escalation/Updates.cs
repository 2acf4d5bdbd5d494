using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation;

/// <summary>
/// A later report reaches whoever has the first one, in the same thread and saying what changed. Who has nothing yet gets one letter
/// that says it all: what has not left is written anew.
/// </summary>
public sealed class Updates(Deliveries deliveries, DailyCap cap)
{
    public const string Cause = "update";

    private const string AreUnsent =
        "deliveries.state IN ('planned', 'awaiting-approval', 'queued', 'retry-wait')";

    /// <summary>To be called after the later report is stored.</summary>
    /// <param name="isSerious">As the incident stands now: then it leaves by itself.</param>
    public async Task PlanAsync(Transaction transaction, ForwardingCase later, bool isSerious)
    {
        await Rewriting.ForgetAsync(
            transaction, $"about = @incident AND {AreUnsent} AND {Told.Tells}", new { incident = later.Incident }, later.At);
        var told = await Told.CentresAsync(transaction, later.Incident, inWriting: true);
        if (told.Count == 0)
            return;
        var n = await transaction.SingleAsync<long>(
            "SELECT count(*) FROM reports WHERE incident_id = @incident AND kind IN ('progress', 'final', 'correction')", new { incident = later.Incident });
        foreach (var centre in told)
            await PlanAsync(transaction, later, centre, n, isSerious);
    }

    private async Task PlanAsync(Transaction transaction, ForwardingCase later, ToldCentre told, long n, bool isSerious)
    {
        var isAutomatic = isSerious
            && (!later.IsReal || told.OrderedByLaw > 0 || await cap.TakeAsync(transaction, later.Agency, later.At));
        var contact = await CentreContacts.UsableAsync(transaction, told.Centre, "mail", later.At);
        var id = Ids.Next(later.At);
        await deliveries.PlanAsync(transaction, new(
            id, later.Incident, Cause, $"update:{n}", "mail", Addressee.Of(told.Centre, told.Role, told.Name, contact), isAutomatic, later.At, null)
        {
            NextChannels = [PersonChannels.Call],
        });
        await Withdrawing.SupersedeAsync(
            transaction, later.Incident, told.Centre, "deliveries.cause_kind = 'update'", id, "a newer report came", later.At);
    }
}
