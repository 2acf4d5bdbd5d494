using IncidentDesk.Storage;

namespace IncidentDesk.Escalation;

/// <summary>Somebody of the desk who can be written to.</summary>
/// <param name="Role">Why they are written to: their post on duty, fallback, or their position.</param>
public sealed record PersonToTell(Guid Id, string Role, string Name, string Email, string? Phone);

/// <summary>Whom the desk writes to about itself: who is on duty; where nobody is, the standing fallback; where there is none, whoever leads.</summary>
public static class PeopleToTell
{
    private const string CanBeTold = "people.disabled_at IS NULL AND people.email IS NOT NULL AND people.email <> '' AND people.agency_id IS NULL";

    public static async Task<IReadOnlyList<PersonToTell>> NowAsync(Reading reading, DateTimeOffset now)
    {
        var onDuty = await reading.QueryAsync<PersonToTell>(
            $"""
            SELECT people.id, min(duty_shifts.post) AS role, people.name, people.email, people.phone
            FROM desk_shifts AS duty_shifts JOIN people ON people.id = duty_shifts.person_id
            WHERE duty_shifts.ends_at > @now AND duty_shifts.starts_at <= @now AND {CanBeTold}
            GROUP BY people.id, people.name, people.email, people.phone ORDER BY people.id
            """,
            new { now });
        if (onDuty.Count > 0)
            return onDuty;
        var fallback = await reading.QueryAsync<PersonToTell>(
            $"""
            SELECT people.id, 'fallback' AS role, people.name, people.email, people.phone
            FROM ladder_fallback JOIN people ON people.id = ladder_fallback.person_id WHERE {CanBeTold} ORDER BY ladder_fallback.place
            """);
        return fallback.Count > 0 ? fallback : await WithPositionAsync(reading, "shift-lead", "unit-head", "leader");
    }

    public static Task<IReadOnlyList<PersonToTell>> WithPositionAsync(Reading reading, params string[] positions) =>
        reading.QueryAsync<PersonToTell>(
            $"""
            SELECT people.id, people.position AS role, people.name, people.email, people.phone FROM people
            WHERE people.position IN @positions AND {CanBeTold} ORDER BY people.id
            """,
            new { positions });
}
