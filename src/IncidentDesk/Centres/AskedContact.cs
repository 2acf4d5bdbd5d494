using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>A contact that somebody wants to change or to end, with the name of its centre.</summary>
internal sealed record AskedContact(string Channel, string Value, string Name, string NameEn, long CentreVersion)
{
    /// <param name="version">The version of the centre that the caller read, or <see cref="ETags.Any"/>.</param>
    /// <returns>Null where there is none of that id, or it holds no more.</returns>
    /// <exception cref="RefusedException">412: the centre is no longer what the caller read.</exception>
    public static async Task<AskedContact?> FindAsync(Reading reading, string centre, Guid contact, long version, DateTimeOffset now)
    {
        var found = await reading.SingleAsync<AskedContact>(
            """
            SELECT centre_contacts.channel, centre_contacts.value, centres.name, centres.name_en, centres.version AS centre_version
            FROM centre_contacts JOIN centres ON centres.id = centre_contacts.centre_id
            WHERE centre_contacts.id = @contact AND centre_contacts.centre_id = @centre
              AND (centre_contacts.valid_to IS NULL OR centre_contacts.valid_to > @now)
            """,
            new { contact, centre, now });
        return found is null || version == ETags.Any || version == found.CentreVersion ? found : throw new RefusedException(Problems.Stale());
    }
}
