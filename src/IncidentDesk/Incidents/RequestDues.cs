using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// What a centre wants to know by an instant stands among the duties, one line for each request. For the desk it is met when the whole answer has left; for an agency when
/// it has said its last word to every item, or when the desk has answered without it.
/// </summary>
public static class RequestDues
{
    public const string Kind = "coordination-reply";

    private const int Most = 100;

    public sealed record Open(Guid Id, string Reference, string Subject, DateTimeOffset ReceivedAt, DateTimeOffset DeadlineAt);

    /// <summary>A table of requests with the columns of a duty: state, met_at, due_at and the rest.</summary>
    public static string Table(Caller caller) =>
        $"""
        SELECT asked.*, CASE WHEN asked.request_state = 'withdrawn' THEN 'waived' WHEN asked.met_at IS NULL THEN 'open'
            WHEN asked.met_at > asked.due_at THEN 'late' ELSE 'met' END AS state FROM (
            SELECT coordination_requests.id, coordination_requests.reference, coordination_requests.subject, coordination_requests.centre_id,
                coordination_requests.received_at AS starts_at, coordination_requests.deadline_at AS due_at, coordination_requests.state AS request_state,
                '{Kind}' AS kind, {MetAt(caller)} AS met_at,
                coalesce((SELECT centre_roles.role FROM centre_roles WHERE centre_roles.centre_id = coordination_requests.centre_id
                    AND centre_roles.valid_from <= coordination_requests.received_at AND (centre_roles.valid_to IS NULL OR centre_roles.valid_to > coordination_requests.received_at)
                    ORDER BY centre_roles.valid_from DESC, centre_roles.role LIMIT 1), 'response-network') AS recipient,
                (SELECT incidents.number FROM incidents WHERE incidents.id = coordination_requests.incident_id AND {caller.MaySee("incidents")}) AS incident
            FROM coordination_requests WHERE {IsAsked(caller)}) AS asked
        """;

    /// <summary>Those that the caller still has to answer, the next deadline first.</summary>
    public static Task<IReadOnlyList<Open>> OpenAsync(Reading reading, Caller caller) => reading.QueryAsync<Open>(
        $"""
        SELECT requests.id, requests.reference, requests.subject, requests.starts_at AS received_at, requests.due_at AS deadline_at
        FROM ({Table(caller)}) AS requests WHERE requests.state = 'open' ORDER BY requests.due_at, requests.id LIMIT {Most}
        """);

    private static string IsAsked(Caller caller) => caller.IsDesk
        ? "1 = 1"
        : $"EXISTS (SELECT 1 FROM coordination_agencies WHERE coordination_agencies.request_id = coordination_requests.id AND {caller.MaySee("coordination_agencies")})";

    private static string MetAt(Caller caller) => caller.IsDesk
        ? "coordination_requests.answered_at"
        : $"""
          CASE WHEN EXISTS (SELECT 1 FROM coordination_agencies JOIN coordination_items ON coordination_items.request_id = coordination_agencies.request_id
              WHERE coordination_agencies.request_id = coordination_requests.id AND {caller.MaySee("coordination_agencies")} AND NOT EXISTS (
                  SELECT 1 FROM coordination_answers WHERE coordination_answers.request_id = coordination_items.request_id AND coordination_answers.item = coordination_items.n
                    AND coordination_answers.completes_at IS NOT NULL
                    AND (coordination_answers.agency_id IS NULL OR coordination_answers.agency_id = coordination_agencies.agency_id)))
          THEN coordination_requests.answered_at
          ELSE (SELECT max(coordination_answers.completes_at) FROM coordination_answers WHERE coordination_answers.request_id = coordination_requests.id
              AND (coordination_answers.agency_id IS NULL OR {caller.MaySee("coordination_answers")})) END
          """;
}
