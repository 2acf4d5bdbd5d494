using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>What an agency answered to a letter, with everything that it answered before.</summary>
/// <param name="Agency">Its code.</param>
/// <param name="Version">Of the reply with its systems: what If-Match names.</param>
public sealed record ReplyView(
    Guid Advisory, string Number, string Agency, string AgencyName, string State, long? Affected, string? Evidence, string? Reason, DateTimeOffset? Until,
    DateTimeOffset? AnsweredAt, string? AnsweredBy, string? SignedBy, string? Paper, long Reminders, IReadOnlyList<ReplyView.SystemReply> Systems,
    IReadOnlyList<ReplyView.Step> History, long Version)
{
    public sealed record SystemReply(string System, string Name, string State, long? Affected, string? Evidence, string? Reason, DateTimeOffset? Until, string? SignedBy);

    /// <param name="System">Code of the system that the step is about; null for the agency as a whole.</param>
    /// <param name="Paper">Number and day of the letter by which the agency answered, where the desk entered it.</param>
    public sealed record Step(
        DateTimeOffset At, string? System, string? From, string To, long? Affected, string? Evidence, string? Reason, DateTimeOffset? Until, string? Note,
        string? SignedBy, string? Paper, string By);

    /// <param name="agency">Code or id.</param>
    /// <returns>Null where the letter was not sent to such an agency, or where the caller may not see it.</returns>
    public static async Task<ReplyView?> FindAsync(Reading reading, Guid advisory, string agency, Caller caller, DateTimeOffset now)
    {
        if (await RowAsync(reading, advisory, agency, caller, now) is not { } row)
            return null;
        var systems = await reading.QueryAsync<SystemReply>(
            """
            SELECT systems.code AS system, systems.name, advisory_cells.state, advisory_cells.affected, advisory_cells.evidence, advisory_cells.reason,
                advisory_cells.until_at AS until, advisory_cells.signed_by
            FROM advisory_cells JOIN systems ON systems.id = advisory_cells.system_key
            WHERE advisory_cells.advisory_id = @advisory AND advisory_cells.agency_id = @agency AND advisory_cells.system_key <> '' ORDER BY systems.code
            """,
            new { advisory, agency = row.AgencyId });
        var history = await reading.QueryAsync<Step>(
            """
            SELECT advisory_history.at, systems.code AS system, from_state AS "from", to_state AS "to", affected, evidence, advisory_history.reason, until_at AS until, note,
                signed_by, paper, actor_name AS "by"
            FROM advisory_history LEFT JOIN systems ON systems.id = advisory_history.system_key
            WHERE advisory_id = @advisory AND advisory_history.agency_id = @agency ORDER BY advisory_history.at, advisory_history.system_key, n
            """,
            new { advisory, agency = row.AgencyId });
        var reminders = await reading.SingleAsync<long>(
            "SELECT count(*) FROM deliveries WHERE about = 'desk' AND cause_kind = 'advisory' AND agency_id = @agency AND cause_ref LIKE @reminders",
            new { agency = row.AgencyId, reminders = $"reminder-%:{advisory:D}" });
        return new(
            advisory, row.Number, row.Code, row.Name, row.State, row.Affected, row.Evidence, row.Reason, row.UntilAt, row.AnsweredAt, row.AnsweredByName, row.SignedBy,
            row.Paper, reminders, systems, history, row.Version);
    }

    internal static Task<Row?> RowAsync(Reading reading, Guid advisory, string agency, Caller caller, DateTimeOffset now) => reading.SingleAsync<Row>(
        $"""
        SELECT advisory_cells.agency_id, agencies.code, agencies.name, advisories.number, advisory_cells.state, advisory_cells.moves, advisory_cells.affected,
            advisory_cells.evidence, advisory_cells.reason, advisory_cells.until_at, advisory_cells.answered_at, advisory_cells.answered_by,
            advisory_cells.answered_by_name, advisory_cells.signed_by, advisory_cells.paper, advisory_cells.version
        FROM advisory_cells JOIN agencies ON agencies.id = advisory_cells.agency_id JOIN advisories ON advisories.id = advisory_cells.advisory_id
        WHERE advisories.id = @advisory AND (agencies.code = @agency OR agencies.id = @agency) AND advisory_cells.system_key = ''
          AND {AdvisoryRows.MaySee(caller)} AND {caller.MaySee("advisory_cells")}
        """,
        new { advisory, agency, now });

    internal sealed record Row(
        Guid AgencyId, string Code, string Name, string Number, string State, long Moves, long? Affected, string? Evidence, string? Reason, DateTimeOffset? UntilAt,
        DateTimeOffset? AnsweredAt, string? AnsweredBy, string? AnsweredByName, string? SignedBy, string? Paper, long Version);
}
