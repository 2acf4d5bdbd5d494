using System.Globalization;
using IncidentDesk.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Letters;

/// <summary>What a receipt says, read in one snapshot.</summary>
/// <param name="Kind">Of the report that it is about: initial, progress, final, correction or withdrawal.</param>
internal sealed record ReceiptFacts(
    ReceiptFacts.Head Row, string Kind, DateTimeOffset ReceivedAt, IReadOnlyList<ObligationView> Obligations,
    IReadOnlyList<ReceiptFacts.Recipient> Told, IReadOnlyList<string> Earlier)
{
    /// <summary>Begins the reference of a mail that says that the desk has written to the agency.</summary>
    public const string Notice = "comment:";

    public static async Task<ReceiptFacts> OfAsync(Reading reading, Guid delivery)
    {
        var row = await reading.SingleAsync<Head>(
            """
            SELECT deliveries.id, deliveries.message_id, deliveries.address, deliveries.recipient, deliveries.recipient_name, deliveries.cause_ref,
                incidents.id AS incident_id, incidents.number, incidents.title, incidents.severity, incidents.serious_since, incidents.tlp,
                incidents.reality, agencies.name AS agency_name, agencies.name_en AS agency_name_en
            FROM deliveries
            JOIN incidents ON incidents.id = deliveries.incident_id
            JOIN agencies ON agencies.id = incidents.agency_id
            WHERE deliveries.id = @delivery
            """,
            new { delivery }) ?? throw new InvalidOperationException($"There is no delivery {delivery}.");
        var reports = await reading.QueryAsync<Report>(
            "SELECT kind, received_at FROM reports WHERE incident_id = @incident ORDER BY received_at, id", new { incident = row.IncidentId });
        var report = reports[Math.Min(row.ReportNumber, reports.Count) - 1];
        return new(
            row, report.Kind, report.ReceivedAt, await ObligationRows.OfAsync(reading, row.IncidentId), await ToldAsync(reading, row.IncidentId),
            await EarlierAsync(reading, row));
    }

    private static Task<IReadOnlyList<Recipient>> ToldAsync(Reading reading, Guid incident) => reading.QueryAsync<Recipient>(
        """
        SELECT deliveries.recipient_name AS name, centres.name_en, deliveries.cause_kind, deliveries.state, deliveries.way
        FROM deliveries JOIN centres ON centres.id = deliveries.centre_id
        WHERE deliveries.about = @incident AND deliveries.cause_kind IN ('report', 'forward', 'obligation') AND deliveries.channel = 'mail'
          AND deliveries.state NOT IN ('cancelled', 'superseded', 'suppressed', 'failed')
        ORDER BY deliveries.id
        """,
        new { incident });

    private static Task<IReadOnlyList<string>> EarlierAsync(Reading reading, Head row) => reading.QueryAsync<string>(
        """
        SELECT message_id FROM deliveries
        WHERE about = @incident AND recipient = @recipient AND channel = 'mail' AND content IS NOT NULL AND id < @id
          AND state IN ('claimed', 'in-doubt', 'accepted', 'delivered', 'acknowledged', 'simulated')
        ORDER BY id
        """,
        new { incident = row.IncidentId, recipient = row.Recipient, id = row.Id });

    internal sealed record Head(
        Guid Id, string MessageId, string Address, string Recipient, string RecipientName, string CauseRef, Guid IncidentId, string Number,
        string Title, string Severity, DateTimeOffset? SeriousSince, string Tlp, string Reality, string AgencyName, string AgencyNameEn)
    {
        /// <summary>It tells of no report, but that something was said.</summary>
        public bool IsNotice => CauseRef.StartsWith(Notice, StringComparison.Ordinal);

        /// <summary>Which report of the incident it is about, the first being 1.</summary>
        public int ReportNumber =>
            CauseRef.Split(':') is [_, var n] && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
    }

    internal sealed record Recipient(string Name, string NameEn, string CauseKind, string State, string Way);

    private sealed record Report(string Kind, DateTimeOffset ReceivedAt);
}
