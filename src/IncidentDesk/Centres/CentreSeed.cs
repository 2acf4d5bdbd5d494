using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Reference;
using IncidentDesk.Rules;
using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>
/// Writes the authorities of the reference data into a desk that has none yet. What stands there already is people's work and is
/// never touched. No contact comes verified: that takes a person.
/// </summary>
public static class CentreSeed
{
    /// <param name="withContacts">False leaves the contacts out: a demo must not hold an address that exists.</param>
    /// <returns>False when there were centres already.</returns>
    public static Task<bool> PlantAsync(
        Database database, ReferenceLibrary library, TimeProvider clock, CancellationToken cancellation, bool withContacts = true) =>
        database.WriteAsync(async transaction =>
        {
            if (await transaction.SingleAsync<long>("SELECT count(*) FROM centres") > 0)
                return false;
            var now = clock.GetUtcNow();
            foreach (var authority in library.Authorities)
                // Two nodes may start at once: who comes second finds the centre and leaves it.
                if (await InsertAsync(transaction, authority, now) == 1)
                {
                    foreach (var role in authority.Roles)
                        await InsertAsync(transaction, authority.Code, role);
                    foreach (var contact in withContacts ? authority.Contacts : [])
                        await InsertAsync(transaction, authority.Code, contact, now);
                }
            return true;
        }, cancellation);

    private static Task<int> InsertAsync(Transaction transaction, AuthorityEntry authority, DateTimeOffset now) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO centres (id, name, name_en, mandatory_since, version) VALUES (@id, @name, @nameEn, @mandatorySince, 1)
            ON CONFLICT (id) DO NOTHING
            """,
            new
            {
                id = authority.Code, name = authority.Name.Vi, nameEn = authority.Name.En,
                mandatorySince = authority.Mandatory ? now : (DateTimeOffset?)null,
            });

    private static Task<int> InsertAsync(Transaction transaction, string centre, AuthorityRole role) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO centre_roles (centre_id, role, valid_from, valid_to, source, sureness)
            VALUES (@centre, @role, @validFrom, @validTo, @source, @sureness)
            """,
            new
            {
                centre, role = role.Role, validFrom = Start(role.Validity), validTo = End(role.Validity), source = role.Source,
                sureness = role.Sureness,
            });

    private static Task<int> InsertAsync(Transaction transaction, string centre, AuthorityContact contact, DateTimeOffset now) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, valid_from, valid_to)
            VALUES (@id, @centre, @channel, @value, @purpose, @source, @sureness, @validFrom, @validTo)
            """,
            new
            {
                id = Ids.Next(now), centre, channel = contact.Channel, value = contact.Value, purpose = contact.Purpose,
                source = contact.ReverifySince is { } since
                    ? string.Create(CultureInfo.InvariantCulture, $"{contact.Source}; to be verified anew since {since:yyyy-MM-dd}")
                    : contact.Source,
                sureness = contact.Sureness, validFrom = Start(contact.Validity), validTo = End(contact.Validity),
            });

    // The reference data counts days of Việt Nam, the last one included.
    private static DateTimeOffset Start(Validity validity) =>
        validity.From is { } day ? VietnamTime.Midnight(day) : DateTimeOffset.UnixEpoch;

    private static DateTimeOffset? End(Validity validity) =>
        validity.To is { } day ? VietnamTime.Midnight(day.AddDays(1)) : null;
}
