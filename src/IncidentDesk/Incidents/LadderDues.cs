using System.Text.Json;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>The clock of the ladder beside the clocks of the law: when the next rung is called, or when an acknowledgement ends.</summary>
public sealed record LadderDue(long Step, long Of, DateTimeOffset StartedAt, DateTimeOffset? CallAt, DateTimeOffset? ExpiresAt)
{
    public static async Task<IReadOnlyDictionary<Guid, LadderDue>> OfAsync(Reading reading, IEnumerable<Guid> incidents)
    {
        // Ids are Guids and so cannot carry SQL; a list parameter does not expand the same way on both engines.
        var list = string.Join(", ", incidents.Select(id => $"'{id:D}'"));
        if (list.Length == 0)
            return new Dictionary<Guid, LadderDue>();
        var rows = await reading.QueryAsync<Row>(
            $"""
            SELECT incident_id, rungs, step, first_step, coalesce(climbed_at, stopped_at, started_at) AS began_at, climb_at, expires_at FROM incident_ladders
            WHERE incident_id IN ({list}) AND (climb_at IS NOT NULL OR expires_at IS NOT NULL)
            """);
        return rows.ToDictionary(row => row.IncidentId, row => row.ToDue());
    }

    private sealed record Row(
        Guid IncidentId, string Rungs, long Step, long FirstStep, DateTimeOffset BeganAt, DateTimeOffset? ClimbAt, DateTimeOffset? ExpiresAt)
    {
        public LadderDue ToDue()
        {
            using var rungs = JsonDocument.Parse(Rungs);
            var of = Math.Max(1, rungs.RootElement.GetArrayLength());
            // The one that is called next: after the last the round begins anew.
            return new((Step - FirstStep) % of + 1, of, BeganAt, ClimbAt, ExpiresAt);
        }
    }
}
