using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>The ladders as people set them, one per severity; an incident climbs the copy that it took when it began.</summary>
public static class LadderRows
{
    private const string Select = "SELECT severity, rungs, acknowledgement_seconds, warning_seconds, version FROM ladders";

    public static Task<IReadOnlyList<LadderRow>> AllAsync(Reading reading) => reading.QueryAsync<LadderRow>(
        $"{Select} ORDER BY CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END");

    public static Task<LadderRow?> FindAsync(Reading reading, string severity) =>
        reading.SingleAsync<LadderRow>($"{Select} WHERE severity = @severity", new { severity });

    /// <returns>False when it is no longer the version that was read.</returns>
    public static async Task<bool> ChangeAsync(Transaction transaction, string severity, Ladder ladder, long version) =>
        await transaction.ExecuteAsync(
            """
            UPDATE ladders SET rungs = @rungs, acknowledgement_seconds = @acknowledgement, warning_seconds = @warning, version = version + 1
            WHERE severity = @severity AND version = @version
            """,
            new
            {
                severity, version, rungs = Written(ladder.Rungs), acknowledgement = ladder.AcknowledgementSeconds, warning = ladder.WarningSeconds,
            }) == 1;

    public static string Written(IReadOnlyList<Rung> rungs) => JsonSerializer.Serialize(rungs, Json.Options);

    public static IReadOnlyList<Rung> Read(string rungs) => JsonSerializer.Deserialize<IReadOnlyList<Rung>>(rungs, Json.Options)!;
}

/// <param name="Rungs">As JSON.</param>
public sealed record LadderRow(string Severity, string Rungs, long AcknowledgementSeconds, long WarningSeconds, long Version)
{
    public Ladder Ladder => new(LadderRows.Read(Rungs), AcknowledgementSeconds, WarningSeconds);
}
