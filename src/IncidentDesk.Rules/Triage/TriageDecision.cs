namespace IncidentDesk.Rules.Triage;

/// <summary>What triage decided, with one explained line for every step it took.</summary>
/// <param name="Score">NCISS 0-100 to 2 decimals, or null when a fact without an "unknown" option is absent.</param>
/// <param name="RuleSet">Code of the rule set that the detection time selects, or null before 2017-11-01.</param>
public sealed record TriageDecision(
    string Severity,
    bool Serious,
    decimal? Score,
    string Need,
    string? RuleSet,
    string RulesVersion,
    IReadOnlyList<TriageLine> Lines,
    IReadOnlyList<OpenedObligation> Obligations,
    IReadOnlyList<Route> Routes);

/// <summary>One step: the rule, what came out, the facts it looked at, and a sentence in each language.</summary>
public sealed record TriageLine(
    string Rule, string Outcome, IReadOnlyDictionary<string, object?> Facts, string Explanation, string ExplanationVi);

/// <summary>Something the law wants by an instant, from one recipient role.</summary>
/// <param name="Internal">True where no law gives the figure and the desk set it as its own target.</param>
public sealed record OpenedObligation(
    string Kind, string Rule, string Article, string Sureness, string Recipient, string? Form,
    DateTimeOffset StartsAt, DateTimeOffset DueAt, bool Internal)
{
    /// <summary>What started its clock. With kind and recipient it says which duty this is: one and the same is opened once.</summary>
    public string Trigger { get; init; } = "detected";
}

/// <summary>A centre that must hear of the incident.</summary>
/// <param name="Automatic">True: sent at once; false: waits for a second person's approval.</param>
/// <param name="Why">need:response, need:monitoring, or law.</param>
public sealed record Route(string Centre, string Role, string Why, bool Automatic);
