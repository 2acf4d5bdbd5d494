using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>Letters that people carried: a delivery by hand with its receipt, which meets what the law wants.</summary>
internal sealed class DemoPaper(Transaction transaction, Guid incident, Actor carrier)
{
    public sealed record Owed(Guid Id, string Kind, string Recipient, DateTimeOffset DueAt);

    public async Task ProveAsync(Owed owed, DateTimeOffset at)
    {
        var delivery = Ids.Next(at);
        var receipt = $"Giấy biên nhận giả định {delivery.ToString("N")[^6..]} / made-up receipt";
        await InsertAsync(owed, delivery, at);
        await HistoryAsync(delivery, 1, null, "queued", at);
        await HistoryAsync(delivery, 2, "queued", "claimed", at);
        await HistoryAsync(delivery, 3, "claimed", "accepted", at);
        await HistoryAsync(delivery, 4, "accepted", "acknowledged", at);
        await transaction.ExecuteAsync(
            """
            INSERT INTO delivery_attempts (delivery_id, n, at, ended_at, verdict, reply, hash)
            VALUES (@delivery, 1, @at, @at, 'ok', @receipt, @hash)
            """,
            new { delivery, at, receipt, hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(receipt))) });
        await transaction.ExecuteAsync(
            """
            UPDATE obligations SET state = @state, met_at = @at, met_by = @by, change_at = @at WHERE incident_id = @incident AND id = @id
            """,
            new { state = at > owed.DueAt ? "late" : "met", at, by = delivery.ToString("D"), incident, id = owed.Id });
        await Timeline.AddAsync(
            transaction, incident, at, "obligation", carrier, "agency",
            "Handed over as a letter; the receipt is filed.", "Đã gửi bằng văn bản; giấy biên nhận đã lưu.");
    }

    private async Task InsertAsync(Owed owed, Guid delivery, DateTimeOffset at)
    {
        var centre = owed.Recipient == "national-coordinator" ? "vncert" : owed.Recipient;
        var name = await transaction.SingleAsync<string>("SELECT name FROM centres WHERE id = @centre", new { centre });
        await transaction.ExecuteAsync(
            """
            INSERT INTO deliveries (id, about, incident_id, cause_kind, cause_ref, channel, recipient, recipient_role, recipient_name, centre_id,
                address, state, came_from, way, guard, message_id, planned_at, due_at, ended_at, attempts, moves, next_channels)
            VALUES (@delivery, @about, @incident, 'obligation', @owed, 'by-hand', @recipient, @recipient, @name, @centre,
                'văn thư / registry', 'acknowledged', 'accepted', 'automatic', 'simulate', @messageId, @at, @due, @at, 1, 4, '')
            """,
            new
            {
                delivery, about = incident.ToString("D"), incident, owed = owed.Id.ToString("D"), recipient = owed.Recipient, name = name ?? owed.Recipient,
                centre = name is null ? null : centre, messageId = $"<{delivery:D}@demo.example>", at, due = owed.DueAt,
            });
    }

    private Task HistoryAsync(Guid delivery, long n, string? from, string to, DateTimeOffset at) => transaction.ExecuteAsync(
        """
        INSERT INTO delivery_history (delivery_id, n, at, from_state, to_state, actor, note)
        VALUES (@delivery, @n, @at, @from, @to, @actor, 'by hand')
        """,
        new { delivery, n, at, from, to, actor = carrier.Word });
}
