using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>Where a centre is reached: a mail address, a phone number, as a person of the desk entered and verified it.</summary>
public sealed record Contact(Guid Id, string CentreId, string Channel, string Value, string Purpose, DateTimeOffset VerifiedOn);

/// <summary>The dated contacts of the centres. What no person has verified, or what has expired, is never used in any mode.</summary>
public static class CentreContacts
{
    /// <summary>The rule, over a table named centre_contacts, with the parameter @now.</summary>
    public const string AreUsable =
        """
        centre_contacts.verified_on IS NOT NULL AND centre_contacts.verified_on <= @now
        AND centre_contacts.valid_from <= @now AND (centre_contacts.valid_to IS NULL OR centre_contacts.valid_to > @now)
        """;

    /// <summary>The contact that is used now: one for incidents before a hotline before everything else, then what was verified last.</summary>
    public static Task<Contact?> UsableAsync(Reading reading, string centreId, string channel, DateTimeOffset instant) =>
        reading.SingleAsync<Contact>(
            $"""
            SELECT id, centre_id, channel, value, purpose, verified_on FROM centre_contacts
            WHERE centre_id = @centreId AND channel = @channel AND {AreUsable}
            ORDER BY CASE WHEN purpose = 'incident-response' THEN 0 WHEN purpose LIKE '%hotline' THEN 1 ELSE 2 END, verified_on DESC, id LIMIT 1
            """,
            new { centreId, channel, now = instant });
}
