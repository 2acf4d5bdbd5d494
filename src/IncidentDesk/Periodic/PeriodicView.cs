using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Periodic;

/// <summary>A duty of the calendar as the doors show it.</summary>
/// <param name="Code">Of its definition in <c>db/reference/periodic.json</c>.</param>
/// <param name="Agency">Whose it is; null for the desk itself.</param>
/// <param name="WindowFrom">The figures that go into it are from here; <paramref name="WindowTo"/> is not included.</param>
/// <param name="DueAt">The last good instant.</param>
/// <param name="State">open, met, late or waived.</param>
/// <param name="SettledBy">The name of the person who recorded it; an agency is told no names of the desk.</param>
public sealed record PeriodicView(
    Guid Id, string Code, long Year, string? Agency, string Kind, string Rule, string Article, string Sureness, string Recipient, string? Form,
    DateTimeOffset WindowFrom, DateTimeOffset WindowTo, DateTimeOffset DueAt, string State, DateTimeOffset? MetAt, string? Proof,
    DateTimeOffset? SettledAt, string? SettledBy, string? Reason, long? LateBySeconds)
{
    public const string Columns =
        """
        periodic_duties.id, periodic_duties.code, periodic_duties.year, agencies.code AS agency, periodic_duties.kind, periodic_duties.rule, periodic_duties.article,
        periodic_duties.sureness, periodic_duties.recipient, periodic_duties.form, periodic_duties.window_from, periodic_duties.window_to, periodic_duties.due_at,
        periodic_duties.state, periodic_duties.met_at, periodic_duties.proof, periodic_duties.settled_at
        """;

    public const string From = "periodic_duties LEFT JOIN agencies ON agencies.id = periodic_duties.agency_id LEFT JOIN people ON people.id = periodic_duties.settled_by";

    /// <summary>What of it all a caller reads: the desk's own duties are the desk's.</summary>
    public static string Select(Caller caller) =>
        $"""
        SELECT {Columns}, {(caller.IsDesk ? "people.name" : "CASE WHEN people.agency_id IS NULL THEN NULL ELSE people.name END")} AS settled_by, periodic_duties.reason,
            CASE WHEN periodic_duties.met_at > periodic_duties.due_at THEN (periodic_duties.met_at - periodic_duties.due_at) / 1000 END AS late_by_seconds
        FROM {From}
        WHERE {caller.MaySee("periodic_duties")}
        """;
}
