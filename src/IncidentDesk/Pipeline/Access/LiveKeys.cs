namespace IncidentDesk.Pipeline.Access;

/// <summary>
/// Which keys open a door, as one condition for everybody who asks: neither revoked nor expired, its agency has not ended, its person has
/// not ended. It takes @now.
/// </summary>
public static class LiveKeys
{
    public const string From =
        "keys LEFT JOIN people ON people.id = keys.person_id LEFT JOIN agencies ON agencies.id = keys.agency_id";

    public const string AreLive =
        """
        keys.revoked_at IS NULL AND (keys.expires_at IS NULL OR keys.expires_at > @now)
          AND (keys.person_id IS NULL OR (people.disabled_at IS NULL AND (people.ends_at IS NULL OR people.ends_at > @now)))
          AND (keys.agency_id IS NULL OR agencies.valid_to IS NULL OR agencies.valid_to > @now)
        """;
}
