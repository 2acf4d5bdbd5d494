using IncidentDesk.Audit;
using IncidentDesk.Escalation;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Incidents;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Incidents;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Reports;

/// <summary>An incident as it stood when a later report came.</summary>
public sealed record StandingIncident(
    Guid Id, string Number, Guid AgencyId, string Status, string Severity, DateTimeOffset? SeriousSince, string Tlp, string Reality,
    DateTimeOffset? EndedAt);

/// <summary>
/// What a later report changes: severity and seriousness only upwards, a TLP mark only to the stricter, deadlines never; duties
/// that are new are opened, and centres that have not been told are.
/// </summary>
public static class LaterDecision
{
    public static async Task TakeAsync(Transaction transaction, Filing filing, StandingIncident incident, Telling telling, Duties duties)
    {
        var decision = filing.Decision;
        var raised = Severity.IsWorse(decision.Severity, incident.Severity);
        var severity = raised ? decision.Severity : incident.Severity;
        var serious = incident.SeriousSince ?? (decision.Serious ? filing.ReceivedAt : null);
        var isFirstSerious = serious is not null && incident.SeriousSince is null;
        await RankAsync(transaction, incident.Id, severity, serious);
        await MarkAsync(transaction, filing, incident);
        if (filing.Facts.Kind == "correction")
            await CorrectAsync(transaction, filing, incident);
        // The law counts from the incident, not from what a later report says of itself: first all that is known is written, then the rules are
        // asked. Only duties that are not there yet are opened, overdue where their time has passed.
        await duties.OpenAsync(transaction, incident.Id, filing.ReceivedAt);
        var known = (await duties.DecideAsync(transaction, incident.Id))!;
        if (filing.Facts.Kind == "correction" || raised || isFirstSerious)
            await ExplainAsync(transaction, filing, incident, severity, known);
        await telling.OfLaterAsync(
            transaction, filing.Forwarded(incident.Id) with { Obligations = known.Obligations }, decision.Routes, serious is not null);
        if (!raised && !isFirstSerious)
            return;
        await IncidentLadders.RaiseAsync(transaction, incident.Id, severity, filing.ReceivedAt);
        await Timeline.AddAsync(
            transaction, incident.Id, filing.ReceivedAt, "severity", Actor.Desk, "agency",
            $"By the later report: {severity}{(serious is null ? "" : ", serious")}.",
            $"Theo báo cáo bổ sung: {SeverityNames.InVietnamese(severity)}{(serious is null ? "" : ", nghiêm trọng theo luật")}.");
    }

    private static async Task RankAsync(Transaction transaction, Guid incident, string severity, DateTimeOffset? serious)
    {
        var due = await transaction.SingleAsync<DateTimeOffset?>(
            "SELECT min(due_at) FROM obligations WHERE incident_id = @incident AND state = 'open'", new { incident });
        await transaction.ExecuteAsync(
            "UPDATE incidents SET severity = @severity, serious_since = @serious, next_due_at = @due, worst_order = @order WHERE id = @incident",
            new { incident, severity, serious, due, order = WorstFirst.Order(ended: false, severity, due) });
    }

    private static Task ExplainAsync(Transaction transaction, Filing filing, StandingIncident incident, string severity, TriageDecision known)
    {
        var decision = filing.Decision;
        var lines = WithDutiesOf(known, decision);
        if (decision.Severity != severity)
            Keep(lines, decision.Severity, severity);
        return transaction.ExecuteAsync(
            "UPDATE incidents SET score_hundredths = @score, triage = @triage, rules_version = @version WHERE id = @id",
            new
            {
                id = incident.Id, score = decision.Score is { } score ? (long?)(score * 100) : null, version = decision.RulesVersion, triage = TriageText.Of(lines),
            });
    }

    // What is owed, and since when, is said of the whole incident; all other lines are of this report.
    private static List<TriageLine> WithDutiesOf(TriageDecision known, TriageDecision decision)
    {
        var lines = decision.Lines.Where(line => !IsOfDuties(line)).ToList();
        lines.InsertRange(decision.Lines.TakeWhile(line => !IsOfDuties(line)).Count(), known.Lines.Where(IsOfDuties));
        return lines;
    }

    private static bool IsOfDuties(TriageLine line) => line.Rule is "rule-set" or "obligation";

    // The corrected facts alone would give less; the line says why the incident keeps what it has.
    private static void Keep(List<TriageLine> lines, string decided, string severity)
    {
        var after = lines.FindLastIndex(line => line.Rule is "severity-base" or "severity-raise") + 1;
        lines.Insert(after, new(
            "severity-raise", severity, new Dictionary<string, object?> { ["reason"] = "earlier-report", ["from"] = decided },
            $"Kept at {severity} from an earlier report: lowering takes a person and a second one.",
            $"Giữ mức {SeverityNames.InVietnamese(severity)} theo báo cáo trước: hạ mức cần một người quyết định và người thứ hai đồng ý."));
    }

    private static async Task CorrectAsync(Transaction transaction, Filing filing, StandingIncident incident)
    {
        var facts = filing.Facts;
        await transaction.ExecuteAsync(
            """
            UPDATE incidents SET title = @title, category = @category, system_id = @system, system_level = @level, need = @need,
                detected_at = @detectedAt, occurred_at = @occurredAt
            WHERE id = @id
            """,
            new
            {
                id = incident.Id, title = facts.Title, category = facts.Category, system = filing.System?.Id, level = filing.System?.Level,
                need = filing.Decision.Need, detectedAt = facts.DetectedAt, occurredAt = facts.OccurredAt,
            });
    }

    // Whatever a report is marked, its words are in every letter from now on.
    private static async Task MarkAsync(Transaction transaction, Filing filing, StandingIncident incident)
    {
        if (TlpRules.IsStricter(filing.Facts.Tlp, incident.Tlp))
            await transaction.ExecuteAsync("UPDATE incidents SET tlp = @tlp WHERE id = @id", new { id = incident.Id, tlp = filing.Facts.Tlp });
    }
}
