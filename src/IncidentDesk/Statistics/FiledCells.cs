using System.Globalization;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Statistics;
using IncidentDesk.Storage;

namespace IncidentDesk.Statistics;

/// <summary>Reads how the duties of a span stood at an instant, from what had been recorded by then, and counts what is alike.</summary>
public static class FiledCells
{
    /// <param name="span">In which they were due, as was known then.</param>
    /// <param name="asOf">What was recorded later is not seen.</param>
    public static async Task<IReadOnlyList<FiledCell>> ReadAsync(Reading reading, Caller caller, Span span, TimeZoneInfo zone, DateTimeOffset asOf)
    {
        // Each month is a stretch of the index: the desk's zone is nothing that both engines know alike. Numbers only stand in the text.
        var months = string.Join(", ", span.Months(zone).Select(month => string.Create(
            CultureInfo.InvariantCulture, $"('{month.Month}', {month.From.ToUnixTimeMilliseconds()}, {month.To.ToUnixTimeMilliseconds()})")));
        var rows = await reading.QueryAsync<Row>(Text(months, caller.MaySee("incidents")), new { asOf });
        return [.. rows.Select(row => row.ToCell())];
    }

    /// <param name="months">Rows of a name, a first instant and an end.</param>
    /// <param name="wall">Which incidents.</param>
    public static string Text(string months, string wall) =>
        $"""
        WITH months (month, starts_at, ends_at) AS (VALUES {months})
        SELECT kind, rule, agency, reality, month, state, past, unproven, count(*) AS number, CAST(sum(late) AS BIGINT) AS late, max(late) AS latest,
            CAST(sum(internal) AS BIGINT) AS internal
        FROM (
            SELECT obligations.kind, obligation_states.rule, agencies.code AS agency, incidents.reality, months.month, obligation_states.state,
                CASE WHEN obligation_states.due_at < @asOf THEN 1 ELSE 0 END AS past,
                CASE WHEN {UnprovenClosings.Stands} THEN 1 ELSE 0 END AS unproven,
                CASE WHEN obligation_states.state = 'late' AND obligation_states.met_at > obligation_states.due_at
                    THEN obligation_states.met_at - obligation_states.due_at ELSE 0 END AS late,
                CASE WHEN obligation_states.basis = 'internal' THEN 1 ELSE 0 END AS internal
            FROM months CROSS JOIN obligation_states
            JOIN obligations ON obligations.incident_id = obligation_states.incident_id AND obligations.id = obligation_states.obligation_id
            JOIN incidents ON incidents.id = obligation_states.incident_id
            JOIN agencies ON agencies.id = incidents.agency_id
            WHERE obligation_states.due_at >= months.starts_at AND obligation_states.due_at < months.ends_at
              AND obligation_states.at <= @asOf AND (obligation_states.until_at IS NULL OR obligation_states.until_at > @asOf) AND {wall}
        ) AS standing
        GROUP BY kind, rule, agency, reality, month, state, past, unproven
        """;

    private sealed record Row(
        string Kind, string Rule, string Agency, string Reality, string Month, string State, long Past, long Unproven, long Number, long Late, long Latest, long Internal)
    {
        public FiledCell ToCell() => new(Kind, Rule, Agency, Reality, Month, State, Past == 1, Unproven == 1, Number, Late, Latest, Internal);
    }
}
