namespace IncidentDesk.Scenarios;

/// <summary>
/// Who has the tasks of each agency today: itself, and once it has ended its successor, or that one's. Its systems stay under the old name, and what they owe is the heir's. An agency
/// that ended and left nobody is not among them.
/// </summary>
internal static class ScenarioHeirs
{
    /// <summary>A table (agency_id, heir_id, code, name, name_en, address), all but the first the heir's. Needs the parameter <c>@now</c>.</summary>
    public const string Table =
        """
        (WITH RECURSIVE heirs (agency_id, heir_id) AS (
            SELECT agencies.id, agencies.id FROM agencies
            UNION SELECT heirs.agency_id, agencies.successor_id FROM heirs JOIN agencies ON agencies.id = heirs.heir_id
            WHERE agencies.valid_to <= @now AND agencies.successor_id IS NOT NULL)
        SELECT heirs.agency_id, agencies.id AS heir_id, agencies.code, agencies.name, agencies.name_en, coalesce(nullif(agencies.safe_email, ''), agencies.email, '') AS address
        FROM heirs JOIN agencies ON agencies.id = heirs.heir_id
        WHERE agencies.valid_from <= @now AND (agencies.valid_to IS NULL OR agencies.valid_to > @now))
        """;
}
