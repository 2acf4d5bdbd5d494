using IncidentDesk.Duty;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>By which channels this desk can call its people: those that it has, and a person at the telephone always.</summary>
public sealed class CallableChannels(IEnumerable<Channels.IChannel> channels)
{
    public IReadOnlyCollection<string> Words { get; } = [.. channels.Select(channel => channel.Name).Append("call").Intersect(Callable.Channels)];
}

/// <summary>Reads everybody who could be called between two instants.</summary>
public static class CrewRows
{
    /// <param name="channels">What the desk can call by.</param>
    public static async Task<Crew> ReadAsync(Reading reading, IReadOnlyCollection<string> channels, DateTimeOffset from, DateTimeOffset to) => new(
        await reading.QueryAsync<CrewMember>(
            """
            SELECT id, name, role, position, phone, email FROM people WHERE agency_id IS NULL AND disabled_at IS NULL ORDER BY created_at, id
            """),
        await DutyRows.ShiftsAsync(reading, from, to),
        await reading.QueryAsync<Guid>("SELECT person_id FROM ladder_fallback ORDER BY place"),
        channels);

    /// <summary>In a drill only those who take part are called, if anybody was named to take part.</summary>
    public static async Task<Crew> OfDrillAsync(Reading reading, Crew crew, Guid incident)
    {
        var participants = await reading.QueryAsync<Guid>(
            "SELECT person_id FROM drill_participants WHERE incident_id = @incident", new { incident });
        return participants.Count == 0 ? crew : crew with { People = [.. crew.People.Where(person => participants.Contains(person.Id))] };
    }
}
