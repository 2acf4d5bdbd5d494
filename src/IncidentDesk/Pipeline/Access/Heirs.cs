using IncidentDesk.Storage;

namespace IncidentDesk.Pipeline.Access;

/// <summary>
/// Who gives an agency's own word, where sight of its records is not enough: its people, and once it has ended those of its successor, or of that one's. Whoever else
/// stands above it sees, and does not speak for it.
/// </summary>
public static class Heirs
{
    /// <summary>A condition over a column with an agency's id: the caller speaks for that one. Never true of the desk. Needs the parameter <c>@now</c>.</summary>
    public static string SpokenForBy(Caller caller, string column) =>
        $"""
        {column} IN (
            WITH RECURSIVE spoken (id) AS (
                SELECT agencies.id FROM agencies
                WHERE agencies.id = '{caller.Agency ?? Guid.Empty:D}' AND (agencies.successor_id IS NULL OR agencies.valid_to IS NULL OR agencies.valid_to > @now)
                UNION SELECT agencies.id FROM agencies JOIN spoken ON agencies.successor_id = spoken.id WHERE agencies.valid_to <= @now)
            SELECT spoken.id FROM spoken)
        """;

    public static async Task<bool> SpeaksForAsync(Reading reading, Caller caller, Guid agency, DateTimeOffset now) =>
        await reading.SingleAsync<long>($"SELECT count(*) FROM agencies WHERE agencies.id = @agency AND {SpokenForBy(caller, "agencies.id")}", new { agency, now }) > 0;
}
