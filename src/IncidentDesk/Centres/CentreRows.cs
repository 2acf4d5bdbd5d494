using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>Reads centres with all their roles and contacts, past ones too: what was true then explains what was done then.</summary>
public static class CentreRows
{
    private const string Select = "SELECT id, name, name_en, mandatory_since, guard_mode, version FROM centres";

    public static async Task<IReadOnlyList<CentreView>> AfterAsync(Reading reading, string after, long limit, DateTimeOffset now)
    {
        var centres = await reading.QueryAsync<Row>($"{Select} WHERE id > @after ORDER BY id LIMIT @limit", new { after, limit });
        var views = new List<CentreView>(centres.Count);
        foreach (var centre in centres)
            views.Add(await ViewAsync(reading, centre, now));
        return views;
    }

    public static async Task<CentreView?> FindAsync(Reading reading, string id, DateTimeOffset now) =>
        await reading.SingleAsync<Row>($"{Select} WHERE id = @id", new { id }) is { } centre ? await ViewAsync(reading, centre, now) : null;

    private static async Task<CentreView> ViewAsync(Reading reading, Row centre, DateTimeOffset now)
    {
        var roles = await reading.QueryAsync<CentreRole>(
            """
            SELECT role, valid_from, valid_to, source, sureness FROM centre_roles
            WHERE centre_id = @id ORDER BY role, valid_from
            """,
            new { id = centre.Id });
        var contacts = await reading.QueryAsync<ContactRow>(
            """
            SELECT centre_contacts.id, centre_contacts.channel, centre_contacts.value, centre_contacts.purpose, centre_contacts.source,
                centre_contacts.sureness, centre_contacts.verified_on, people.name AS verified_by, centre_contacts.valid_from,
                centre_contacts.valid_to
            FROM centre_contacts LEFT JOIN people ON people.id = centre_contacts.verified_by
            WHERE centre_contacts.centre_id = @id ORDER BY centre_contacts.id
            """,
            new { id = centre.Id });
        return new(
            centre.Id, centre.Name, centre.NameEn, roles, centre.MandatorySince is not null, centre.GuardMode,
            [.. contacts.Select(contact => contact.ToView(now))], centre.Version);
    }

    private sealed record Row(string Id, string Name, string NameEn, DateTimeOffset? MandatorySince, string? GuardMode, long Version);

    private sealed record ContactRow(
        Guid Id, string Channel, string Value, string Purpose, string Source, string Sureness, DateTimeOffset? VerifiedOn, string? VerifiedBy,
        DateTimeOffset ValidFrom, DateTimeOffset? ValidTo)
    {
        public ContactView ToView(DateTimeOffset now) => new(
            Id, Channel, Value, Purpose, Source, Sureness, VerifiedOn, VerifiedBy, ValidFrom, ValidTo,
            ContactWarnings.Of(VerifiedOn, ValidFrom, ValidTo, now));
    }
}
