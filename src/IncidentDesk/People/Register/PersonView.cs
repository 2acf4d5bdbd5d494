using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.People.Register;

/// <summary>A person as the doors show them. Of the second factor it says since when, never anything of its secret.</summary>
/// <param name="State">invited, active or ended.</param>
/// <param name="Agency">Code; null for the desk's own people.</param>
public sealed record PersonView(
    Guid Id, string User, string Name, string Role, string? Position, string? Agency, string? Phone, string? Email, string State, DateTimeOffset CreatedAt,
    DateTimeOffset? EndsAt, DateTimeOffset? EndedAt, DateTimeOffset? SecondFactorAt, DateTimeOffset? LastSeenAt, long Version)
{
    public static readonly IReadOnlyList<string> States = ["invited", "active", "ended"];

    public const string StateSql =
        "CASE WHEN people.disabled_at IS NOT NULL THEN 'ended' WHEN people.password_hash = '' THEN 'invited' ELSE 'active' END";

    public const string Select =
        $"""
        SELECT people.id, people.user_name AS "user", people.name, people.role, people.position, agencies.code AS agency, people.phone, people.email,
            {StateSql} AS state, people.created_at, people.ends_at, people.disabled_at AS ended_at, second_factors.confirmed_at AS second_factor_at,
            (SELECT max(sessions.seen_at) FROM sessions WHERE sessions.person_id = people.id) AS last_seen_at, people.version
        FROM people
        LEFT JOIN agencies ON agencies.id = people.agency_id
        LEFT JOIN second_factors ON second_factors.person_id = people.id
        """;

    /// <summary>As the caller may see them: who audits gets no address.</summary>
    public PersonView For(Caller caller) => caller.SeesContacts ? this : this with { Phone = null, Email = null };

    /// <returns>Null when there is none, or none that the caller may see.</returns>
    public static Task<PersonView?> FindAsync(Reading reading, Guid person, Caller caller) =>
        reading.SingleAsync<PersonView>($"{Select} WHERE people.id = @person AND {caller.MaySee("people")}", new { person });
}
