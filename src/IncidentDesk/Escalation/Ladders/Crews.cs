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

    /// <summary>
    /// In a drill only those who take part are called, if anybody was named to take part: by the drill of the register, and among those by the incident itself. Whether the
    /// call is more than simulated is decided when it goes out.
    /// </summary>
    public static async Task<Crew> OfDrillAsync(Reading reading, Crew crew, Guid incident)
    {
        var registered = await reading.QueryAsync<Guid>(
            "SELECT person_id FROM drill_people JOIN drill_incidents ON drill_incidents.drill_id = drill_people.drill_id WHERE incident_id = @incident", new { incident });
        var named = await reading.QueryAsync<Guid>(
            "SELECT person_id FROM drill_participants WHERE incident_id = @incident", new { incident });
        return crew with
        {
            People = [.. crew.People.Where(person => (registered.Count == 0 || registered.Contains(person.Id)) && (named.Count == 0 || named.Contains(person.Id)))],
        };
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
