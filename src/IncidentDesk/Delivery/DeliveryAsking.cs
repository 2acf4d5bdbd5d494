using System.Text.Json;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>
/// A letter that waits and is written is asked about: the row in approvals stands for the question, the delivery's state for the answer.
/// Who wanted it sent is the first of the two people; where the desk planned it by itself, whoever filed the report is. What is answered to a centre is asked about within
/// the desk alone: in it stands what every agency said that was asked.
/// </summary>
public static class DeliveryAsking
{
    public const string Kind = "delivery";

    /// <summary>Why a second person is asked: consent is the agency's to give because of the TLP mark, second-person is the desk's.</summary>
    public const string Consent = "consent", SecondPerson = "second-person";

    private static readonly Text Ask = new(
        "{0}: gửi {1} tới {2}. Sự cố không nghiêm trọng theo quy định hoặc đã hết hạn mức tự động, nên cần người thứ hai duyệt.",
        "{0}: send {1} to {2}. It is not serious by law, or more than the day's automatic mails, so a second person must approve it.");

    private static readonly Text AskConsent = new(
        "{0}: gửi {1} tới {2}. Báo cáo mang dấu TLP:{3}, nên cần lãnh đạo đơn vị báo cáo đồng ý.",
        "{0}: send {1} to {2}. The report is marked TLP:{3}, so the lead of the reporting agency must consent.");

    private static readonly Text AskAnswer = new(
        "{0}: gửi {1} trả lời yêu cầu điều phối tới {2}. Thư gửi lên trung tâm cần người thứ hai duyệt.",
        "{0}: send the answer to the coordination request as {1} to {2}. A second person must approve what goes up to a centre.");

    /// <summary>Asks about what waits with its letter written; nothing happens to any other delivery.</summary>
    public static async Task AskAsync(Transaction transaction, Guid delivery, DateTimeOffset at)
    {
        var row = await transaction.SingleAsync<Row>(
            """
            SELECT deliveries.incident_id, incidents.number, incidents.agency_id, incidents.tlp, deliveries.cause_kind, deliveries.channel,
                deliveries.recipient_name, coalesce(centres.name_en, deliveries.recipient_name) AS recipient_name_en, deliveries.content_hash,
                coordination_requests.reference
            FROM deliveries
            LEFT JOIN incidents ON incidents.id = deliveries.incident_id
            LEFT JOIN centres ON centres.id = deliveries.centre_id
            LEFT JOIN coordination_sendings ON coordination_sendings.delivery_id = deliveries.id
            LEFT JOIN coordination_requests ON coordination_requests.id = coordination_sendings.request_id
            WHERE deliveries.id = @delivery AND deliveries.state = 'awaiting-approval' AND deliveries.content_hash IS NOT NULL
            """,
            new { delivery });
        if (row is null)
            return;
        var why = await Standing.ReadAsync(transaction, delivery) is { NeedsConsent: true } ? Consent : SecondPerson;
        var first = await PlannerAsync(transaction, delivery) ?? (row.IncidentId is { } incident ? await FilerAsync(transaction, incident) : null);
        await Asking.AskAsync(
            transaction,
            new(Kind, delivery.ToString("D"), row.IncidentId, row.Reference is null ? row.AgencyId : null, row.ContentHash, JsonSerializer.Serialize(new { why }),
                Say(row, why, Language.English), Say(row, why, Language.Vietnamese), "approve"),
            first is null ? Actor.Desk : new(first.Kind, first.Id, ""), first?.Person, at);
    }

    private static string Say(Row row, string why, Language language)
    {
        var (what, to) = (Texts.Say(Texts.Channels, row.Channel, language), language == Language.English ? row.RecipientNameEn : row.RecipientName);
        return row.Reference is { } reference ? AskAnswer.In(language, reference, what, to)
            : why == Consent ? AskConsent.In(language, row.Number!, what, to, row.Tlp!.ToUpperInvariant())
            : Ask.In(language, row.Number!, what, to);
    }

    // Where the desk went on by another channel, it is still the wish of whoever wanted the first one sent.
    private static async Task<First?> PlannerAsync(Reading reading, Guid delivery)
    {
        var actor = await reading.SingleAsync<string>(
            """
            SELECT delivery_history.actor FROM deliveries
            JOIN deliveries earlier ON earlier.about = deliveries.about AND earlier.cause_kind = deliveries.cause_kind
                AND earlier.cause_ref = deliveries.cause_ref AND earlier.recipient = deliveries.recipient
            JOIN delivery_history ON delivery_history.delivery_id = earlier.id AND delivery_history.n = 1
            WHERE deliveries.id = @delivery ORDER BY earlier.id LIMIT 1
            """,
            new { delivery });
        if (actor?.Split(':') is not [var kind, var text] || !Guid.TryParse(text, out var id))
            return null;
        var person = await reading.SingleAsync<Guid?>(
            kind == "key" ? "SELECT person_id FROM keys WHERE id = @id" : "SELECT id FROM people WHERE id = @id", new { id });
        return new(kind, id, person);
    }

    // What stands in the letter is what was said last.
    private static Task<First?> FilerAsync(Reading reading, Guid incident) =>
        reading.SingleAsync<First>(
            """
            SELECT reports.filed_by_kind AS kind, reports.filed_by_id AS id, coalesce(people.id, keys.person_id) AS person FROM reports
            LEFT JOIN keys ON reports.filed_by_kind = 'key' AND keys.id = reports.filed_by_id
            LEFT JOIN people ON reports.filed_by_kind = 'person' AND people.id = reports.filed_by_id
            WHERE reports.incident_id = @incident AND reports.kind <> 'withdrawal'
            ORDER BY reports.received_at DESC, reports.id DESC LIMIT 1
            """,
            new { incident });

    private sealed record Row(
        Guid? IncidentId, string? Number, Guid? AgencyId, string? Tlp, string CauseKind, string Channel, string RecipientName, string RecipientNameEn,
        string ContentHash, string? Reference);

    private sealed record First(string Kind, Guid Id, Guid? Person);
}
