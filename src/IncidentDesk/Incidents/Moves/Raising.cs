using IncidentDesk.Escalation;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Rules.Incidents;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;
using Severities = IncidentDesk.Rules.Triage.Severity;

namespace IncidentDesk.Incidents.Moves;

/// <summary>
/// A person makes an incident worse than it stood: the higher ladder is climbed, duties of a serious incident are opened, counted from the
/// detection and not from now, and the centres that triage names for a serious one are told at once.
/// </summary>
public sealed class Raising(Duties duties, Forwarding forwarding)
{
    /// <param name="reason">Why; also why a duty that is past due already is opened only now.</param>
    /// <returns>The duties that this opened.</returns>
    public async Task<IReadOnlyList<ObligationView>> RaiseAsync(Step step, string severity, bool serious, string reason)
    {
        var incident = step.Incident;
        var isFirstSerious = serious && incident.SeriousSince is null;
        await WriteAsync(step, severity, incident.SeriousSince ?? (serious ? step.Now : null));
        var opened = await duties.OpenAsync(step.Transaction, incident.Id, step.Now, reason);
        await NextDueRow.SettleAsync(step.Transaction, incident.Id);
        if (isFirstSerious || Severities.IsWorse(severity, incident.Severity))
            await IncidentLadders.RaiseAsync(step.Transaction, incident.Id, severity, step.Now);
        if (isFirstSerious)
            await ForwardAsync(step);
        return opened;
    }

    /// <summary>A serious incident is high at least.</summary>
    public static string AtLeast(string severity, bool serious) => serious && Severities.IsWorse("high", severity) ? "high" : severity;

    public static async Task WriteAsync(Step step, string severity, DateTimeOffset? serious)
    {
        await step.Transaction.ExecuteAsync(
            """
            UPDATE incidents SET severity = @severity, serious_since = @serious, classified_at = coalesce(classified_at, @now), status = @status, change_at = @now
            WHERE id = @id
            """,
            new { id = step.Incident.Id, severity, serious, now = step.Now, status = step.Further("triaged") });
        await NextDueRow.SettleAsync(step.Transaction, step.Incident.Id);
    }

    private async Task ForwardAsync(Step step)
    {
        if (step.Incident.Reality == "test" || await duties.DecideAsync(step.Transaction, step.Incident.Id) is not { } decision)
            return;
        var forwarded = new ForwardingCase(
            step.Incident.Id, step.Incident.AgencyId, step.Now, step.Incident.Reality == "real", IsFirst: false, decision.Obligations);
        await forwarding.PlanAsync(step.Transaction, forwarded, [.. decision.Routes.Select(route => route with { Automatic = true })]);
    }
}
