using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;
using Route = IncidentDesk.Rules.Triage.Route;

namespace IncidentDesk.Escalation;

/// <summary>Which incident is forwarded, of which agency, when its filing came, and what the law wants of it.</summary>
/// <param name="IsFirst">True for the report that opened it; a later one may meet what an earlier one planned.</param>
public sealed record ForwardingCase(
    Guid Incident, Guid Agency, DateTimeOffset At, bool IsReal, bool IsFirst, IReadOnlyList<OpenedObligation> Obligations)
{
    /// <summary>When the law wants that role to have heard; null where no law names it, or where nothing really happened.</summary>
    public DateTimeOffset? DueTo(string role)
    {
        DateTimeOffset? due = null;
        foreach (var obligation in Obligations)
            if (IsReal && obligation.Recipient == role && (due is null || obligation.DueAt < due))
                due = obligation.DueAt;
        return due;
    }
}

/// <summary>
/// Plans the mail to each centre that triage named, in the transaction of the report: serious ones leave by themselves, the others
/// wait for a second person. A centre that cannot be reached gets its row all the same, and an alarm instead of silence.
/// </summary>
public sealed class Forwarding(Deliveries deliveries, DailyCap cap, DeskSettings settings)
{
    private const string Channel = "mail";

    public async Task<IReadOnlyList<DeliveryBrief>> PlanAsync(
        Transaction transaction, ForwardingCase forwarded, IReadOnlyList<Route> routes)
    {
        if (routes.Count == 0)
            return [];
        var briefs = new List<DeliveryBrief>(routes.Count);
        foreach (var route in routes)
            if (await PlanAsync(transaction, forwarded, route) is { } brief)
                briefs.Add(brief);
        return briefs;
    }

    private async Task<DeliveryBrief?> PlanAsync(Transaction transaction, ForwardingCase forwarded, Route route)
    {
        if (!forwarded.IsFirst && await WaitingAsync(transaction, forwarded, route) is { } known)
        {
            await ReleaseAsync(transaction, forwarded, route, known);
            return null;
        }
        var name = await transaction.SingleAsync<string>("SELECT name FROM centres WHERE id = @id", new { id = route.Centre }) ?? route.Centre;
        var contact = await CentreContacts.UsableAsync(transaction, route.Centre, Channel, forwarded.At);
        var to = Addressee.Of(route.Centre, route.Role, name, contact);
        var id = Ids.Next(forwarded.At);
        var isAutomatic = await MayLeaveAsync(transaction, forwarded, route);
        var planned = new PlannedDelivery(
            id, forwarded.Incident, CauseOf(route), "", Channel, to, isAutomatic, forwarded.At, forwarded.DueTo(route.Role))
        {
            // Mail that does not get through is followed by a call; for a serious incident nobody waits for ever for a confirmation either.
            NextChannels = [PersonChannels.Call],
            AcknowledgeWithin = route.Automatic ? settings.NextChannel.AcknowledgeWithin : null,
        };
        return await deliveries.PlanAsync(transaction, planned)
            ? new(id, Channel, new(route.Role, route.Centre, null, null, name, to.Address), StateOf(planned))
            : null;
    }

    // What the law orders is never counted; a drill and a test go to no centre.
    private async Task<bool> MayLeaveAsync(Transaction transaction, ForwardingCase forwarded, Route route) =>
        route.Automatic
        && (!forwarded.IsReal || CauseOf(route) == "obligation" || await cap.TakeAsync(transaction, forwarded.Agency, forwarded.At));

    private static async Task<Known?> WaitingAsync(Transaction transaction, ForwardingCase forwarded, Route route) =>
        await transaction.SingleAsync<Known>(
            """
            SELECT id, state, way FROM deliveries
            WHERE about = @incident AND cause_kind = @cause AND cause_ref = '' AND recipient = @centre AND channel = 'mail'
            """,
            new { incident = forwarded.Incident, cause = CauseOf(route), centre = route.Centre });

    private async Task ReleaseAsync(Transaction transaction, ForwardingCase forwarded, Route route, Known known)
    {
        var waits = known is { State: DeliveryStates.Planned or DeliveryStates.AwaitingApproval, Way: "approval" };
        if (waits && await MayLeaveAsync(transaction, forwarded, route))
            await DeliveryApprovals.ReleaseAsync(transaction, known.Id, forwarded.At);
    }

    // What the law orders goes whatever its TLP mark; what the agency asked for is sharing, and the mark rules it.
    private static string CauseOf(Route route) => route.Why == "law" ? "obligation" : "report";

    private static string StateOf(PlannedDelivery planned) =>
        planned.To.HasNoAddress ? DeliveryStates.Planned : planned.Automatic ? DeliveryStates.Queued : DeliveryStates.AwaitingApproval;

    private sealed record Known(Guid Id, string State, string Way);
}
