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

    /// <summary>When a duty is due that starts then, by the rule that wants it.</summary>
    public DateTimeOffset DueFrom(OpenedObligation wanted, DateTimeOffset start)
    {
        var pack = Packs.First(pack => pack.Code == wanted.Rule);
        return pack.Obligations.First(rule => rule.Kind == wanted.Kind && rule.Trigger.Word == wanted.Trigger && rule.Article == wanted.Article)
            .Offset.Due(start, pack.Zone);
    }

    /// <summary>What the law itself calls a duty, where two of one kind must be told apart; null where no pack knows it any more.</summary>
    public Bilingual? NameOf(string rule, string kind, string article) => Packs.Where(pack => pack.Code == rule)
        .SelectMany(pack => pack.Obligations).FirstOrDefault(one => one.Kind == kind && one.Article == article)?.Name;

    /// <summary>The pack of the family that reaches back furthest.</summary>
    public RulePack? FirstPack(string family)
    {
        RulePack? first = null;
        foreach (var pack in Packs)
            if (pack.Family == family && pack.Validity.From is not null && (first is null || pack.Validity.Start < first.Validity.Start))
                first = pack;

        return first;
    }
}
