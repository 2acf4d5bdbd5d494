using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Calendar;

/// <summary>The deadlines that a person may see and that are still ahead or open; what was waived or void of late stands there as cancelled, so that programs strike it.</summary>
public static class CalendarDeadlines
{
    private const int Most = 2000;

    private static readonly TimeSpan StruckFor = TimeSpan.FromDays(30);
    private static readonly IReadOnlyList<TimeSpan> OfHours = [TimeSpan.FromHours(4), TimeSpan.FromHours(1)], OfDays = [TimeSpan.FromDays(7), TimeSpan.FromDays(1)];

    public static async Task<IReadOnlyList<CalendarEvent>> ReadAsync(Reading reading, Caller caller, Language language, DateTimeOffset now)
    {
        var since = now - StruckFor;
        var legal = await reading.QueryAsync<Row>(
            $"""
            SELECT obligations.id, incidents.number AS subject, obligations.kind, obligations.article, obligations.due_at, obligations.state,
                obligation_states.n - 1 AS sequence, obligation_states.at AS changed_at
            FROM obligations
            JOIN incidents ON incidents.id = obligations.incident_id
            JOIN obligation_states ON obligation_states.incident_id = obligations.incident_id AND obligation_states.obligation_id = obligations.id
                AND obligation_states.until_at IS NULL
            WHERE {caller.MaySee("incidents")} AND incidents.reality = 'real' AND obligations.basis = 'law'
              AND (obligations.state = 'open' OR (obligations.state IN ('waived', 'void') AND obligations.due_at >= @since))
            ORDER BY obligations.due_at, obligations.id LIMIT {Most}
            """,
            new { since });
        var periodic = await reading.QueryAsync<Row>(
            $"""
            SELECT periodic_duties.id, coalesce(agencies.code, 'IncidentDesk') AS subject, periodic_duties.kind, periodic_duties.article, periodic_duties.due_at,
                periodic_duties.state, CASE WHEN periodic_duties.settled_at IS NULL THEN 0 ELSE 1 END AS sequence,
                coalesce(periodic_duties.settled_at, periodic_duties.opened_at) AS changed_at
            FROM periodic_duties LEFT JOIN agencies ON agencies.id = periodic_duties.agency_id
            WHERE {caller.MaySee("periodic_duties")} AND (periodic_duties.state = 'open' OR (periodic_duties.state = 'waived' AND periodic_duties.due_at >= @since))
            ORDER BY periodic_duties.due_at, periodic_duties.id LIMIT {Most}
            """,
            new { since });
        return [.. legal.Concat(await RequestsAsync(reading, caller, since)).Select(row => row.ToEvent(language, OfHours)).Concat(periodic.Select(row => row.ToEvent(language, OfDays))).OrderBy(one => one.DueAt).Take(Most)];
    }

    /// <summary>What a centre waits for: by its reference and its name. An agency that has said its last word to every item has no deadline any more.</summary>
    private static Task<IReadOnlyList<Row>> RequestsAsync(Reading reading, Caller caller, DateTimeOffset since) => reading.QueryAsync<Row>(
        $"""
        SELECT coordination_requests.id, coordination_requests.reference AS subject, 'coordination-reply' AS kind, centres.name AS article,
            coordination_requests.deadline_at AS due_at, coordination_requests.state, CASE WHEN coordination_requests.ended_at IS NULL THEN 0 ELSE 1 END AS sequence,
            coalesce(coordination_requests.ended_at, coordination_requests.created_at) AS changed_at
        FROM coordination_requests JOIN centres ON centres.id = coordination_requests.centre_id
        WHERE (coordination_requests.state = 'open' OR (coordination_requests.state = 'withdrawn' AND coordination_requests.deadline_at >= @since)) AND {Owes(caller)}
        ORDER BY coordination_requests.deadline_at, coordination_requests.id LIMIT {Most}
        """,
        new { since });

    private static string Owes(Caller caller) => caller.IsDesk ? "1 = 1" :
        $"""
        EXISTS (SELECT 1 FROM coordination_agencies JOIN coordination_items ON coordination_items.request_id = coordination_agencies.request_id
            WHERE coordination_agencies.request_id = coordination_requests.id AND {caller.MaySee("coordination_agencies")} AND NOT EXISTS (
                SELECT 1 FROM coordination_answers WHERE coordination_answers.request_id = coordination_items.request_id AND coordination_answers.item = coordination_items.n
                  AND coordination_answers.completes_at IS NOT NULL
                  AND (coordination_answers.agency_id IS NULL OR coordination_answers.agency_id = coordination_agencies.agency_id)))
        """;

    // Number, kind and article: a calendar lies open on many screens, and what the incident is about stays at the desk.
    private sealed record Row(Guid Id, string Subject, string Kind, string Article, DateTimeOffset DueAt, string State, long Sequence, DateTimeOffset ChangedAt)
    {
        public CalendarEvent ToEvent(Language language, IReadOnlyList<TimeSpan> reminders) => new(
            $"{Id:D}@incidentdesk", Sequence, ChangedAt, DueAt,
            Texts.CalendarEvent.In(language, Subject, Texts.Say(Texts.Obligations, Kind, language), Article), State != "open", reminders);
    }
}
