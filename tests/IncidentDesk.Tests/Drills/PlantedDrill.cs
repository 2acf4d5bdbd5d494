using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Drills;

/// <summary>A drill of the register put there as rows, with the incident that belongs to it.</summary>
internal static class PlantedDrill
{
    public static Task<Guid> RunAsync(Database database, DateTimeOffset now, Guid incident, params IReadOnlyList<Guid> people) =>
        PlantAsync(database, now, incident, "running", now.AddHours(-1), now.AddHours(4), people);

    public static async Task<Guid> PlantAsync(
        Database database, DateTimeOffset now, Guid incident, string state, DateTimeOffset? from, DateTimeOffset? to, params IReadOnlyList<Guid> people)
    {
        var id = Ids.Next(now);
        await database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO drills (id, name, kind, starts_at, ends_at, state, came_from, moves, written_by, approved_at, created_at, version)
                VALUES (@id, 'Diễn tập thử', 'live', @from, @to, @state, @cameFrom, 3, 'x', @now, @now, 3)
                """,
                new { id, from, to, state, cameFrom = state switch { "running" => "approved", "ended" or "aborted" => "running", _ => "draft" }, now });
            foreach (var person in people)
                await transaction.ExecuteAsync("INSERT INTO drill_people (drill_id, person_id) VALUES (@id, @person)", new { id, person });
            await transaction.ExecuteAsync(
                "INSERT INTO drill_incidents (incident_id, drill_id, tied_at, tied_by) VALUES (@incident, @id, @now, 'test')", new { incident, id, now });
        }, CancellationToken.None);
        return id;
    }
}
