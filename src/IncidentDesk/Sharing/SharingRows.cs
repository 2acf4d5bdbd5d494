using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Storage;

namespace IncidentDesk.Sharing;

/// <summary>One line of the sharing register: what went to whom, under which mark, when and why.</summary>
/// <param name="Kind">delivery, screen, export or by-hand: where the line comes from.</param>
/// <param name="What">The incident's number, a letter's, or what a person wrote.</param>
/// <param name="Cause">report, forward, obligation, advisory, ...; of what was entered by hand the words of whoever did.</param>
/// <param name="Proof">What the other side said, who opened it, or what a person has in hand.</param>
/// <param name="Drill">It was a drill's.</param>
public sealed record SharingRecord(
    string Id, DateTimeOffset At, string Kind, string What, string Recipient, string? Centre, string Tlp, string Channel, string Cause, string Proof, string? By, bool Drill);

/// <summary>What the register may be asked for.</summary>
public sealed record SharingFilter(DateTimeOffset? From, DateTimeOffset? To, string? Kind, string? Centre, string? Tlp)
{
    public static readonly IReadOnlyList<string> Kinds = ["delivery", "screen", "export", "by-hand"];

    /// <summary>The parameters of a door that reads the register.</summary>
    public static readonly IReadOnlyList<string> Names = ["from", "to", "kind", "centre", "tlp"];

    public static SharingFilter Read(QueryString query) =>
        new(query.Instant("from"), query.Instant("to"), query.Word("kind", Kinds), query.Text("centre", 60), query.Word("tlp", Words.Tlp));

    public override string ToString() => $"{From?.ToUnixTimeMilliseconds()}|{To?.ToUnixTimeMilliseconds()}|{Kind}|{Centre}|{Tlp}";
}

/// <summary>
/// Reads the register from what the desk has recorded anyway: messages to centres and letters to agencies that the other side took, letters that an agency opened here and that
/// no mail had brought it, cut exports, and what people entered by hand. What was only simulated, and opened by nobody, was shared with nobody and is not in it.
/// </summary>
internal static class SharingRows
{
    private const string Shared =
        """
        SELECT deliveries.id, (SELECT min(delivery_history.at) FROM delivery_history WHERE delivery_history.delivery_id = deliveries.id AND to_state IN ('accepted', 'delivered', 'acknowledged')) AS at,
            'delivery' AS kind, coalesce(incidents.number, advisories.number, '') AS what, deliveries.recipient_name AS recipient, deliveries.centre_id AS centre,
            coalesce(incidents.tlp, advisories.tlp, 'clear') AS tlp, deliveries.channel, deliveries.cause_kind AS cause,
            coalesce((SELECT max(delivery_attempts.reply) FROM delivery_attempts WHERE delivery_attempts.delivery_id = deliveries.id AND verdict = 'ok'), deliveries.message_id) AS proof,
            CAST(NULL AS TEXT) AS by_, coalesce(incidents.reality, 'real') AS reality
        FROM deliveries LEFT JOIN incidents ON incidents.id = deliveries.incident_id
        LEFT JOIN advisories ON deliveries.cause_kind = 'advisory' AND advisories.id = substr(deliveries.cause_ref, length(deliveries.cause_ref) - 35)
        WHERE deliveries.state IN ('accepted', 'delivered', 'acknowledged') AND (deliveries.centre_id IS NOT NULL OR deliveries.cause_kind = 'advisory') AND deliveries.cause_kind <> 'test'
        UNION ALL
        SELECT advisory_cells.advisory_id || ':' || advisory_cells.agency_id, advisory_cells.seen_at, 'screen', advisories.number, agencies.name, NULL, advisories.tlp, 'screen', 'advisory',
            advisory_cells.seen_by, NULL, 'real'
        FROM advisory_cells JOIN advisories ON advisories.id = advisory_cells.advisory_id JOIN agencies ON agencies.id = advisory_cells.agency_id
        WHERE advisory_cells.seen_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM deliveries JOIN delivery_history ON delivery_history.delivery_id = deliveries.id
            WHERE deliveries.about = 'desk' AND deliveries.cause_kind = 'advisory' AND deliveries.cause_ref = 'letter:' || advisory_cells.advisory_id
            AND deliveries.recipient = advisory_cells.agency_id
            AND delivery_history.to_state IN ('accepted', 'delivered', 'acknowledged') AND delivery_history.at <= advisory_cells.seen_at)
        UNION ALL
        SELECT audit.id, audit.at, 'export', incidents.number, '', NULL, substr(audit.outcome, 10), 'export', 'export', audit.id, audit.actor, incidents.reality
        FROM audit JOIN incidents ON incidents.id = audit.subject WHERE audit.action = 'incident.export' AND audit.outcome IN ('exported clear', 'exported green')
        UNION ALL
        SELECT sharing_records.id, sharing_records.shared_at, 'by-hand', coalesce(incidents.number || ': ', '') || sharing_records.what, sharing_records.recipient, sharing_records.centre_id,
            sharing_records.tlp, sharing_records.channel, sharing_records.cause, sharing_records.proof, sharing_records.entered_by_name, coalesce(incidents.reality, 'real')
        FROM sharing_records LEFT JOIN incidents ON incidents.id = sharing_records.incident_id
        """;

    /// <param name="before">Only what comes after this place, newest first; null: from the newest on.</param>
    public static async Task<IReadOnlyList<SharingRecord>> ReadAsync(Reading reading, SharingFilter filter, (long At, string Id)? before, int limit) =>
    [
        .. (await reading.QueryAsync<Row>(
            $"""
            SELECT id, at, kind, what, recipient, centre, tlp, channel, cause, proof, by_, reality FROM ({Shared}) AS shared
            WHERE (at, id) < (@at, @id) AND at >= @from AND at < @to
              AND {(filter.Kind is null ? "1 = 1" : $"kind = '{filter.Kind}'")} AND {(filter.Centre is null ? "1 = 1" : "centre = @centre")}
              AND {(filter.Tlp is null ? "1 = 1" : $"tlp = '{filter.Tlp}'")}
            ORDER BY at DESC, id DESC LIMIT @limit
            """,
            new
            {
                at = before?.At ?? long.MaxValue, id = before?.Id ?? "", from = filter.From?.ToUnixTimeMilliseconds() ?? long.MinValue,
                to = filter.To?.ToUnixTimeMilliseconds() ?? long.MaxValue, centre = filter.Centre ?? "", limit = (long)limit,
            }))
            .Select(row => new SharingRecord(
                row.Id, row.At, row.Kind, row.What, row.Kind == "export" ? $"TLP:{row.Tlp.ToUpperInvariant()}" : row.Recipient, row.Centre, row.Tlp, row.Channel, row.Cause, row.Proof, row.By,
                row.Reality == "drill")),
    ];

    private sealed record Row(
        string Id, DateTimeOffset At, string Kind, string What, string Recipient, string? Centre, string Tlp, string Channel, string Cause, string Proof, string? By, string Reality);
}
