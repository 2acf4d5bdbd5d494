namespace IncidentDesk.Rules.Systems;

/// <summary>What is known of an information system, as far as its protection level depends on it. Null is "nobody has said".</summary>
/// <param name="PersonalData">none, basic or sensitive.</param>
/// <param name="Purpose">A word of <see cref="SystemWords.Purposes"/>.</param>
/// <param name="Reach">Whose infrastructure it is: a word of <see cref="SystemWords.Reaches"/>.</param>
/// <param name="Harm">To national security, if it were sabotaged: a word of <see cref="SystemWords.Harms"/>.</param>
public sealed record SystemFacts(
    string? PersonalData, long? BasicSubjects, long? SensitiveSubjects, string? Purpose, string? Reach, string? Harm);

public static class SystemWords
{
    public static readonly IReadOnlyList<string> Purposes =
    [
        "public-information", "internal-information", "online-service", "conditional-service", "administrative-procedures", "national-e-government",
        "national-data-store", "industrial-control-ii-iv", "industrial-control-i", "industrial-control-special", "other",
    ];

    public static readonly IReadOnlyList<string> Reaches = ["none", "one-agency", "province", "nationwide", "international"];

    public static readonly IReadOnlyList<string> Harms = ["none", "harm", "serious", "exceptionally-serious"];
}
