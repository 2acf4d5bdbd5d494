using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Rules;

/// <summary>Every rule that triage applies, as data of one version; read once, shared by all, never changed.</summary>
/// <param name="Version">Goes on every decision, so that it can be repeated from the stored facts.</param>
public sealed record RuleBook(
    string Version,
    Taxonomy Taxonomy,
    ScoreModel Score,
    SeverityRules Severity,
    IReadOnlyList<SeriousCriterion> Serious,
    RoutingTable Routing,
    IReadOnlyList<RulePack> Packs)
{
    /// <summary>The pack of the family in force when the incident was detected, or null.</summary>
    public RulePack? PackAt(string family, DateTimeOffset detectedAt)
    {
        foreach (var pack in Packs)
            if (pack.Family == family && pack.Validity.Covers(detectedAt))
                return pack;

        return null;
    }

    /// <summary>The first day on which any pack of the family applies.</summary>
    public DateOnly? FirstDay(string family)
    {
        DateOnly? first = null;
        foreach (var pack in Packs)
            if (pack.Family == family && pack.Validity.From is { } day && (first is null || day < first))
                first = day;

        return first;
    }
}
