using IncidentDesk.Centres;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Arming;

/// <summary>Somebody whom the desk can really reach once it is armed.</summary>
/// <param name="Kind">centre, agency or person.</param>
/// <param name="Mode">The mode that would decide: allow-list or live.</param>
public sealed record LiveRecipient(string Kind, string Id, string Name, string Channel, string Address, string Mode)
{
    private static readonly string[] Personal = ["mail", "call", "voice", "sms"];

    /// <summary>
    /// Every recipient that becomes live, in a fixed order: centres with a usable contact, agencies that get receipts, people of the desk who
    /// can be called. Whom a report itself names for its receipt is not known beforehand.
    /// </summary>
    public static async Task<IReadOnlyList<LiveRecipient>> AllAsync(Reading reading, IReadOnlyList<ChannelEntry> channels, DateTimeOffset now)
    {
        var found = new List<LiveRecipient>();
        found.AddRange(Live(channels, await CentresAsync(reading, now)));
        found.AddRange(Live(channels, await AgenciesAsync(reading, now)));
        found.AddRange(Live(channels, await PeopleAsync(reading)));
        return [.. found.OrderBy(one => one.Kind, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal)
            .ThenBy(one => one.Channel, StringComparer.Ordinal).ThenBy(one => one.Address, StringComparer.Ordinal)];
    }

    private static IEnumerable<LiveRecipient> Live(IReadOnlyList<ChannelEntry> channels, IEnumerable<Possible> recipients) =>
        from one in recipients
        from channel in channels
        where channel.Channel == one.Channel && channel.IsConfigured
        let limit = one.Guard is null ? GuardMode.Live : GuardWords.TryParse(one.Guard, out var mode) ? mode : GuardMode.Disabled
        let decided = Guarding.Decide(channel.Guard, limit, sealFits: true, channel.AllowList, one.Address)
        where decided.Act == GuardAct.Send
        select new LiveRecipient(one.Kind, one.Id, one.Name, one.Channel, one.Address, decided.Mode.Word());

    private static Task<IReadOnlyList<Possible>> CentresAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<Possible>(
        $"""
        SELECT 'centre' AS kind, centres.id, centres.name, centre_contacts.channel, centre_contacts.value AS address, centres.guard_mode AS guard
        FROM centres JOIN centre_contacts ON centre_contacts.centre_id = centres.id
        WHERE {CentreContacts.AreUsable}
        """,
        new { now });

    private static Task<IReadOnlyList<Possible>> AgenciesAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<Possible>(
        """
        SELECT 'agency' AS kind, id, name, 'mail' AS channel, coalesce(safe_email, email) AS address, NULL AS guard FROM agencies
        WHERE coalesce(safe_email, email) IS NOT NULL AND (valid_to IS NULL OR valid_to > @now)
        """,
        new { now });

    private static async Task<IEnumerable<Possible>> PeopleAsync(Reading reading)
    {
        var people = await reading.QueryAsync<ReachablePerson>(
            "SELECT id, name, phone, email, disabled_at FROM people WHERE agency_id IS NULL AND disabled_at IS NULL ORDER BY id");
        return from person in people
            from channel in Personal
            let address = PersonAddress.For(channel, person)
            where address is not null
            select new Possible("person", person.Id.ToString("D"), person.Name, channel, address, null);
    }

    private sealed record Possible(string Kind, string Id, string Name, string Channel, string Address, string? Guard);
}
