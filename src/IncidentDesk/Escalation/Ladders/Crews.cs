using IncidentDesk.Delivery;
using IncidentDesk.Duty;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>Reads everybody who could be called between two instants, and by which channels this desk can call at all.</summary>
public sealed class Crews(ChannelBook book)
{
    public async Task<Crew> ReadAsync(Reading reading, DateTimeOffset from, DateTimeOffset to) => new(
        await reading.QueryAsync<CrewMember>(
            """
            SELECT id, name, role, position, phone, email FROM people WHERE agency_id IS NULL AND disabled_at IS NULL ORDER BY created_at, id
            """),
        await DutyRows.ShiftsAsync(reading, from, to),
        await reading.QueryAsync<Guid>("SELECT person_id FROM ladder_fallback ORDER BY place"),
        await ChannelsAsync(reading));

    /// <summary>In a drill only those who take part are called, if anybody was named to take part.</summary>
    public static async Task<Crew> OfDrillAsync(Reading reading, Crew crew, Guid incident)
    {
        var participants = await reading.QueryAsync<Guid>(
            "SELECT person_id FROM drill_participants WHERE incident_id = @incident", new { incident });
        return participants.Count == 0 ? crew : crew with { People = [.. crew.People.Where(person => participants.Contains(person.Id))] };
    }

    private async Task<IReadOnlyCollection<string>> ChannelsAsync(Reading reading)
    {
        var usable = new List<string>();
        foreach (var channel in Callable.Channels)
            if (await book.IsUsableAsync(reading, channel))
                usable.Add(channel);
        return usable;
    }
}
