using IncidentDesk.Storage;

namespace IncidentDesk.Periodic;

/// <summary>What the calendar still asks of an agency, for the papers that answer it.</summary>
public static class OwedPeriods
{
    /// <param name="AgencyId">Whose it is; null for the desk itself.</param>
    public sealed record Row(
        Guid Id, string Kind, string Rule, string Recipient, Guid? AgencyId, long Year, DateTimeOffset WindowFrom, DateTimeOffset WindowTo, DateTimeOffset DueAt);

    /// <summary>Those of the agency and those of the desk itself, earliest due first.</summary>
    public static Task<IReadOnlyList<Row>> OfAsync(Reading reading, Guid agency) => reading.QueryAsync<Row>(
        """
        SELECT id, kind, rule, recipient, agency_id, year, window_from, window_to, due_at FROM periodic_duties
        WHERE state = 'open' AND (agency_id = @agency OR agency_id IS NULL) ORDER BY due_at, id
        """,
        new { agency });

    /// <summary>
    /// The desk is a province's: what is reported of the whole province is the desk's own report. Where the register has no province in force, or two, no agency stands for
    /// the desk, and a person says what became of its duties.
    /// </summary>
    public static async Task<bool> IsDesksAsync(Reading reading, Guid agency, DateTimeOffset at) => await reading.QueryAsync<Guid>(
        "SELECT id FROM agencies WHERE kind = 'province' AND valid_from <= @at AND (valid_to IS NULL OR valid_to > @at)", new { at }) is [var only] && only == agency;

    /// <summary>
    /// From when on a report of a period can have left: once its figures are whole. Where the law wants it before they are (TT 20/2017, Mẫu 05: figures to 14/12, before
    /// 15/12), on its last good day.
    /// </summary>
    public static DateTimeOffset Earliest(DateTimeOffset windowTo, DateTimeOffset dueAt) => windowTo <= dueAt ? windowTo : dueAt.AddMilliseconds(1).AddDays(-1);
}
