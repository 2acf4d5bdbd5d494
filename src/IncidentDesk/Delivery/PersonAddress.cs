using IncidentDesk.Rules.Phones;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>A person with the ways in which they can be reached; somebody who has left cannot be.</summary>
public sealed record ReachablePerson(Guid Id, string Name, string? Phone, string? Email, DateTimeOffset? DisabledAt);

/// <summary>Where a channel finds a person.</summary>
public static class PersonAddress
{
    /// <returns>A mail address or a number in E.164; null where the person cannot be reached this way.</returns>
    public static string? For(string channel, ReachablePerson row) => row.DisabledAt is not null ? null : channel switch
    {
        "mail" => row.Email is { Length: > 0 } email ? email : null,
        "call" or "voice" or "sms" => row.Phone is { } phone ? PhoneNumber.ToE164(phone) : null,
        _ => null,
    };

    public static Task<ReachablePerson?> FindAsync(Reading reading, Guid person) =>
        reading.SingleAsync<ReachablePerson>("SELECT id, name, phone, email, disabled_at FROM people WHERE id = @person", new { person });
}
