using IncidentDesk.Incidents;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;
using Route = IncidentDesk.Rules.Triage.Route;

namespace IncidentDesk.Escalation;

/// <summary>Who hears of a report: the centres that triage named, those that have an earlier one, and the person who reported it.</summary>
public sealed class Telling(Forwarding forwarding, Updates updates, Receipts receipts)
{
    public async Task<IReadOnlyList<DeliveryBrief>> OfFirstAsync(
        Transaction transaction, ForwardingCase first, IReadOnlyList<Route> routes, ReportFacts facts)
    {
        var centres = await forwarding.PlanAsync(transaction, first, routes);
        return await receipts.PlanAsync(transaction, first, facts) is { } receipt ? [.. centres, receipt] : centres;
    }

    /// <param name="isSerious">As the incident stands now, after the later report.</param>
    public async Task OfLaterAsync(Transaction transaction, ForwardingCase later, IReadOnlyList<Route> routes, bool isSerious)
    {
        // First who has something already: what is planned now for others says it all.
        await updates.PlanAsync(transaction, later, isSerious);
        await forwarding.PlanAsync(transaction, later, [.. routes.Select(route => route with { Automatic = isSerious })]);
    }

    public Task ReporterAsync(Transaction transaction, ForwardingCase later, ReportFacts facts) => receipts.PlanAsync(transaction, later, facts);
}
