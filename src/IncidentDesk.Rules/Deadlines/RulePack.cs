using System.Collections.Frozen;

namespace IncidentDesk.Rules.Deadlines;

/// <summary>The obligations of one body of law while it was in force; the incident's detection time picks the pack.</summary>
/// <param name="Family">incident or personal-data; within a family at most one pack is in force on any day.</param>
/// <param name="Jurisdictions">Whose systems the law covers: civil, defence, public-security.</param>
/// <param name="Escalation">The role that must hear of a serious incident when no need says so; null where the law names none.</param>
public sealed record RulePack(
    string Code,
    string Family,
    Validity Validity,
    FrozenSet<string> Jurisdictions,
    string Law,
    string Article,
    string Source,
    string Sureness,
    ByJurisdiction<string>? Escalation,
    IReadOnlyList<ObligationRule> Obligations)
{
    public const string Incident = "incident";
    public const string PersonalData = "personal-data";
}

/// <summary>One duty of a pack: opened when any of the conditions holds, once for each recipient role.</summary>
/// <param name="Internal">True where no law gives the figure and the desk set it as its own target.</param>
public sealed record ObligationRule(
    string Kind,
    Conditions AnyOf,
    Trigger Trigger,
    Offset Offset,
    ByJurisdiction<string[]> Recipients,
    string? Form,
    string Article,
    string Sureness,
    bool Internal,
    Bilingual Name);
