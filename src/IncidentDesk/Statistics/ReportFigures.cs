using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Statistics;
using IncidentDesk.Storage;

namespace IncidentDesk.Statistics;

/// <summary>One number of a report. What it is called and what it means: <c>Shell/Texts/Statistics.cs</c>.</summary>
/// <param name="Value">Null where this desk does not keep what it would take.</param>
public sealed record Figure(string Code, decimal? Value);

/// <summary>
/// The numbers of a report that are no duties: what came in, and the register of systems; both as they stood at the instant of the figures, from the rows that
/// <c>db/0034_*</c> keeps of them.
/// </summary>
public static class ReportFigures
{
    public static async Task<IReadOnlyList<Figure>> ReadAsync(Reading reading, Caller caller, string report, Span span, DateTimeOffset asOf)
    {
        var came = (await reading.SingleAsync<Came>(
            $"""
            SELECT CAST(coalesce(sum(CASE WHEN reality = 'real' THEN 1 ELSE 0 END), 0) AS BIGINT) AS received,
                CAST(coalesce(sum(CASE WHEN reality = 'real' AND incident_states.serious_since <= @asOf THEN 1 ELSE 0 END), 0) AS BIGINT) AS serious,
                CAST(coalesce(sum(CASE WHEN reality = 'real' AND (incident_states.ended_at IS NULL OR incident_states.ended_at > @asOf) THEN 1 ELSE 0 END), 0) AS BIGINT) AS unended,
                CAST(coalesce(sum(CASE WHEN reality = 'drill' THEN 1 ELSE 0 END), 0) AS BIGINT) AS drills,
                CAST(coalesce(sum(CASE WHEN reality = 'test' THEN 1 ELSE 0 END), 0) AS BIGINT) AS tests
            FROM incidents JOIN incident_states ON incident_states.incident_id = incidents.id AND {Stood("incident_states")}
            WHERE received_at >= @from AND received_at < @to AND received_at <= @asOf AND {caller.MaySee("incidents")}
            """,
            new { from = span.From, to = span.To, asOf }))!;
        IReadOnlyList<Figure> incidents =
        [
            new("incidents-received", came.Received), new("incidents-serious", came.Serious), new("incidents-open", came.Unended),
            new("incidents-drills", came.Drills), new("incidents-tests", came.Tests),
        ];
        return report == "annual" ? [.. incidents, .. await SystemsAsync(reading, caller, asOf)] : incidents;
    }

    // The header of Mẫu 08. Dossiers, appraisals, approvals and checks are not in this desk's register: they are said to be missing, not guessed.
    private static async Task<IReadOnlyList<Figure>> SystemsAsync(Reading reading, Caller caller, DateTimeOffset asOf)
    {
        var levels = await reading.QueryAsync<Level>(
            $"""
            SELECT system_states.level AS of_level, count(*) AS number,
                CAST(sum(CASE WHEN system_states.level_confirmed_at <= @asOf THEN 1 ELSE 0 END) AS BIGINT) AS confirmed
            FROM systems JOIN system_states ON system_states.system_id = systems.id AND {Stood("system_states")}
            WHERE {caller.MaySee("systems")} GROUP BY system_states.level ORDER BY system_states.level
            """,
            new { asOf });
        return
        [
            new("systems-total", levels.Sum(one => one.Number)), new("systems-classified", levels.Sum(one => one.Confirmed)),
            .. Enumerable.Range(1, 5).Select(level => new Figure($"systems-level-{level}", levels.Where(one => one.OfLevel == level).Sum(one => one.Number))),
            new("systems-dossier", null), new("systems-appraised", null), new("systems-approved", null), new("systems-checked", null),
        ];
    }

    // Of each row exactly one line of history stands at an instant, or none where it was not there yet.
    private static string Stood(string history) => $"{history}.at <= @asOf AND ({history}.until_at IS NULL OR {history}.until_at > @asOf)";

    private sealed record Came(long Received, long Serious, long Unended, long Drills, long Tests);

    private sealed record Level(long OfLevel, long Number, long Confirmed);
}
