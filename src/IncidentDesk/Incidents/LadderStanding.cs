using System.Text.Json;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>Who is called for an incident now, and when the next is.</summary>
/// <param name="Step">The rung that was called last in this round, from 1; 0 before the first.</param>
/// <param name="Of">How many rungs the ladder has.</param>
/// <param name="NextAt">When the next rung is called; null while nobody is to be called.</param>
/// <param name="Calling">The people of that rung, while it climbs.</param>
/// <param name="ExpiresAt">When the acknowledgement ends unless somebody does something.</param>
public sealed record LadderStanding(
    long Step, long Of, DateTimeOffset? NextAt, IReadOnlyList<CalledPerson> Calling, DateTimeOffset? StoppedAt, DateTimeOffset? ExpiresAt)
{
    public static async Task<LadderStanding?> OfAsync(Reading reading, Guid incident)
    {
        var row = await reading.SingleAsync<Row>(
            "SELECT rungs, step, first_step, climb_at, stopped_at, expires_at FROM incident_ladders WHERE incident_id = @incident", new { incident });
        if (row is null)
            return null;
        using var rungs = JsonDocument.Parse(row.Rungs);
        var of = rungs.RootElement.GetArrayLength();
        var climbed = row.Step - row.FirstStep;
        IReadOnlyList<CalledPerson> calling = row.ClimbAt is null || climbed == 0 ? [] : await reading.QueryAsync<CalledPerson>(
            """
            SELECT DISTINCT person_id AS person, recipient_name AS name FROM deliveries
            WHERE incident_id = @incident AND cause_kind = 'rung' AND cause_ref = @ref AND person_id IS NOT NULL ORDER BY recipient_name, person_id
            """,
            new { incident, @ref = $"rung:{row.Step}" });
        return new(climbed == 0 ? 0 : (climbed - 1) % of + 1, of, row.ClimbAt, calling, row.StoppedAt, row.ExpiresAt);
    }

    private sealed record Row(
        string Rungs, long Step, long FirstStep, DateTimeOffset? ClimbAt, DateTimeOffset? StoppedAt, DateTimeOffset? ExpiresAt);
}

public sealed record CalledPerson(Guid Person, string Name);
