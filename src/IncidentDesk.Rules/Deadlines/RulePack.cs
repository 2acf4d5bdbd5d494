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
    /// <summary>Of this text of the pack: a corrected one has another, and what the old one computed stays.</summary>
    public required string Version { get; init; }

    public required LawZone Zone { get; init; }

    /// <summary>What this law calls a role, where it is another name than the desk's own.</summary>
    public FrozenDictionary<string, Bilingual> RoleNames { get; init; } = FrozenDictionary<string, Bilingual>.Empty;

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
    Bilingual Name)
{
    /// <summary>The kind whose sending starts the clock, where the trigger is previous-submitted.</summary>
    public string? After { get; init; }

    /// <summary>True: only a sending marked preliminary (sơ bộ) starts it.</summary>
    public bool AfterPreliminary { get; init; }
}
