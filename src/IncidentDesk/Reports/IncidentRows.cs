using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Incidents;
using IncidentDesk.Rules.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Reports;

/// <summary>The row of a new incident, and the same facts as the view that answers its report.</summary>
public static class IncidentRows
{
    private const string Insert =
        """
        INSERT INTO incidents (id, number, number_order, version, agency_id, system_id, system_level, title, category, status, severity, serious_since,
            score_hundredths, need, tlp, reality, rules_version, triage, detected_at, occurred_at, received_at, next_due_at, worst_order)
        VALUES (@id, @number, @numberOrder, 1, @agency, @system, @systemLevel, @title, @category, 'new', @severity, @seriousSince,
            @score, @need, @tlp, @reality, @rulesVersion, @triage, @detectedAt, @occurredAt, @receivedAt, @nextDueAt, @worstOrder)
        """;

    public static Task InsertAsync(Transaction transaction, Filing filing)
    {
        var (facts, decision) = (filing.Facts, filing.Decision);
        var nextDue = NextDue(filing);
        return transaction.ExecuteAsync(Insert, new
        {
            id = filing.IncidentId,
            number = filing.Number.ToString(),
            numberOrder = filing.Number.Order,
            agency = filing.Agency.Id,
            system = filing.System?.Id,
            systemLevel = filing.System?.Level,
            title = facts.Title,
            category = facts.Category,
            severity = decision.Severity,
            seriousSince = decision.Serious ? filing.ReceivedAt : (DateTimeOffset?)null,
            score = decision.Score is { } score ? (long?)(score * 100) : null,
            need = decision.Need,
            tlp = facts.Tlp,
            reality = facts.Reality,
            rulesVersion = decision.RulesVersion,
            triage = filing.TriageJson,
            detectedAt = facts.DetectedAt,
            occurredAt = facts.OccurredAt,
            receivedAt = filing.ReceivedAt,
            nextDueAt = nextDue,
            worstOrder = WorstFirst.Order(ended: false, decision.Severity, nextDue),
        });
    }

    public static IncidentView ViewOf(
        Filing filing, IReadOnlyList<ObligationView> obligations, IReadOnlyList<DeliveryBrief> deliveries)
    {
        var (facts, decision, number) = (filing.Facts, filing.Decision, filing.Number.ToString());
        return new(
            filing.IncidentId, number, filing.ReportId, "new", decision.Severity, decision.Serious, decision.Score, decision.RulesVersion,
            new RawJson(filing.TriageJson), obligations, deliveries, filing.ReceivedAt, IncidentLinks.Of(number, filing.ReportId),
            facts.Title, facts.Category, filing.Agency.Code, facts.System, decision.Need, facts.Tlp, facts.Reality == "drill",
            facts.DetectedAt, facts.OccurredAt, NextDue(filing), null, null, null, null);
    }

    private static DateTimeOffset? NextDue(Filing filing)
    {
        DateTimeOffset? next = null;
        foreach (var obligation in filing.Decision.Obligations)
            next = next is null || obligation.DueAt < next ? obligation.DueAt : next;
        return next;
    }
}
