using IncidentDesk.Storage;

namespace IncidentDesk.Periodic;

/// <summary>What the calendar still asks of an agency, for the papers that answer it.</summary>
public static class OwedPeriods
{
    /// <param name="AgencyId">Whose it is; null for the desk itself.</param>
    public sealed record Row(
        Guid Id, string Kind, string Rule, Guid? AgencyId, long Year, DateTimeOffset WindowFrom, DateTimeOffset WindowTo, DateTimeOffset DueAt);

    /// <summary>Those of the agency and those of the desk itself, earliest due first.</summary>
    public static Task<IReadOnlyList<Row>> OfAsync(Reading reading, Guid agency) => reading.QueryAsync<Row>(
        """
        SELECT id, kind, rule, agency_id, year, window_from, window_to, due_at FROM periodic_duties
        WHERE state = 'open' AND (agency_id = @agency OR agency_id IS NULL) ORDER BY due_at, id
        """,
        new { agency });
}
