using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Systems;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies;

/// <summary>An information system as every door shows it. Agency is a code.</summary>
/// <param name="Level">The protection level by which reports are triaged.</param>
/// <param name="Confirmed">Who confirmed exactly this level, when and why; null where nobody has.</param>
/// <param name="Suggested">What the facts suggest, each reason explained; it changes nothing by itself.</param>
public sealed record SystemView(
    Guid Id, string Code, string Agency, string Name, long Level, string PersonalData, string Exposure, string? Provider,
    long? BasicSubjects, long? SensitiveSubjects, string? Purpose, string? Reach, string? Harm, SystemView.Confirmation? Confirmed,
    LevelSuggestion Suggested, long Version)
{
    private const string Select =
        """
        SELECT systems.id, systems.code, agencies.code AS agency, systems.name, systems.level, systems.personal_data, systems.exposure,
            systems.provider, systems.basic_subjects, systems.sensitive_subjects, systems.purpose, systems.reach, systems.harm,
            systems.level_confirmed_at, people.name AS level_confirmed_by, systems.level_reason, systems.version
        FROM systems JOIN agencies ON agencies.id = systems.agency_id LEFT JOIN people ON people.id = systems.level_confirmed_by
        """;

    public sealed record Confirmation(DateTimeOffset At, string By, string Reason);

    /// <param name="reading">Where to read.</param>
    /// <param name="condition">What follows the joined tables: WHERE, ORDER BY, LIMIT. The wall is the caller's to put there.</param>
    /// <param name="parameters">Of the condition.</param>
    public static async Task<IReadOnlyList<SystemView>> QueryAsync(Reading reading, string condition, object parameters) =>
        [.. (await reading.QueryAsync<Row>($"{Select} {condition}", parameters)).Select(Of)];

    /// <param name="named">The system's id, or its code where only one visible agency has a system of that code.</param>
    /// <returns>Null when there is none that the caller may see, or when the code leads to several.</returns>
    public static async Task<SystemView?> FindAsync(Reading reading, string named, Caller caller)
    {
        var found = await QueryAsync(
            reading, $"WHERE (systems.code = @named OR systems.id = @named) AND {caller.MaySee("systems")} LIMIT 2", new { named });
        return found is [var only] ? only : null;
    }

    private static SystemView Of(Row row) => new(
        row.Id, row.Code, row.Agency, row.Name, row.Level, row.PersonalData, row.Exposure, row.Provider, row.BasicSubjects, row.SensitiveSubjects,
        row.Purpose, row.Reach, row.Harm,
        row.LevelConfirmedAt is { } at ? new(at, row.LevelConfirmedBy ?? "", row.LevelReason ?? "") : null,
        LevelSuggestion.Of(new(row.PersonalData, row.BasicSubjects, row.SensitiveSubjects, row.Purpose, row.Reach, row.Harm)), row.Version);

    private sealed record Row(
        Guid Id, string Code, string Agency, string Name, long Level, string PersonalData, string Exposure, string? Provider, long? BasicSubjects,
        long? SensitiveSubjects, string? Purpose, string? Reach, string? Harm, DateTimeOffset? LevelConfirmedAt, string? LevelConfirmedBy,
        string? LevelReason, long Version);
}
