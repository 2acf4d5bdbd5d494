using System.Text.Json;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Letters;

/// <summary>Gathers a letter's facts.</summary>
public static class LetterReading
{
    public static async Task<LetterFacts> OfAsync(Reading reading, Guid delivery)
    {
        var row = await RowAsync(reading, delivery) ?? throw new InvalidOperationException($"There is no delivery {delivery}.");
        var news = await LetterNews.OfAsync(reading, row);
        return new(
            row, news.ReportJson is null ? null : ReportFacts.FromJson(news.ReportJson), news.ReportJson,
            JsonSerializer.Deserialize<IReadOnlyList<TriageLine>>(row.Triage, Json.Options) ?? [],
            await ObligationRows.OfAsync(reading, row.IncidentId), await EarlierAsync(reading, row))
        {
            News = news.News, Before = news.Before, Reason = row.CauseKind == "retraction" ? await ReasonAsync(reading, row.IncidentId) : null,
        };
    }

    private static Task<string?> ReasonAsync(Reading reading, Guid incident) => reading.SingleAsync<string>(
        "SELECT reason FROM retractions WHERE incident_id = @incident ORDER BY n DESC LIMIT 1", new { incident });

    private static Task<LetterRow?> RowAsync(Reading reading, Guid delivery) =>
        reading.SingleAsync<LetterRow>(
            """
            SELECT deliveries.id, deliveries.message_id, deliveries.cause_kind, deliveries.cause_ref, deliveries.recipient,
                deliveries.recipient_name, centres.name_en AS recipient_name_en, deliveries.address, deliveries.planned_at,
                incidents.id AS incident_id, incidents.number, incidents.title, incidents.category, incidents.severity,
                incidents.serious_since, incidents.score_hundredths, incidents.need, incidents.tlp, incidents.reality, incidents.triage,
                incidents.detected_at, incidents.occurred_at, incidents.received_at, agencies.name AS agency_name,
                agencies.name_en AS agency_name_en, agencies.code AS agency_code, systems.name AS system_name,
                systems.code AS system_code, systems.level AS system_level
            FROM deliveries
            JOIN incidents ON incidents.id = deliveries.incident_id
            JOIN agencies ON agencies.id = incidents.agency_id
            LEFT JOIN systems ON systems.id = incidents.system_id
            LEFT JOIN centres ON centres.id = deliveries.centre_id
            WHERE deliveries.id = @delivery
            """,
            new { delivery });

    private static Task<IReadOnlyList<string>> EarlierAsync(Reading reading, LetterRow row) =>
        reading.QueryAsync<string>(
            """
            SELECT message_id FROM deliveries
            WHERE about = @incident AND recipient = @recipient AND channel = 'mail' AND content IS NOT NULL AND id < @id
              AND state NOT IN ('planned', 'awaiting-approval', 'suppressed', 'cancelled', 'superseded', 'failed')
            ORDER BY id
            """,
            new { incident = row.IncidentId, recipient = row.Recipient, id = row.Id });
}
