using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Scenarios;

namespace IncidentDesk.Scenarios;

/// <summary>A system that is not as it was noted: what was noted, and what it is.</summary>
/// <param name="N">How often it was noted before; null: never.</param>
/// <param name="Before">What was noted, as it is stored; null: nothing yet.</param>
/// <param name="Text">What is found now, as it is stored.</param>
public sealed record ScenarioSeen(Guid System, Guid Agency, long? N, string? Before, ScenarioFacts Facts, string Text)
{
    /// <summary>It came after this room did.</summary>
    public bool IsNew => N is null;

    /// <summary>It was there before this room: what is found asks for nothing.</summary>
    public bool IsFirstLook => N is not null && Before is null;

    /// <summary>What it was before this change; null where it is new.</summary>
    public ScenarioFacts? FactsBefore => Before is null ? null : Read(Before);

    /// <summary>Facts as they are stored; null where the system was new.</summary>
    public static ScenarioFacts? Read(string facts) => JsonSerializer.Deserialize<ScenarioFacts>(facts, Json.Options);

    public static string Write(ScenarioFacts? facts) => JsonSerializer.Serialize(facts, Json.Options);
}
