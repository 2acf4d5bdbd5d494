using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Rules.Inbound;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Inbound;

/// <summary>The row of a mail that came in: written once by its hash, and given its kind once.</summary>
public static class InboundRows
{
    public static async Task AddAsync(Transaction transaction, Arrival arrival, DateTimeOffset now)
    {
        var mail = arrival.Mail;
        await transaction.ExecuteAsync(
            """
            INSERT INTO inbound_mails (hash, file, message_id, sender, subject, received_at)
            VALUES (@hash, @file, @messageId, @sender, @subject, @now)
            ON CONFLICT (hash) DO NOTHING
            """,
            new { hash = arrival.Hash, file = arrival.File.Unique, messageId = mail.MessageId, sender = SenderOf(mail), subject = mail.Subject, now });
        if (arrival.IsCut && await HoldAsync(transaction, arrival.Hash))
            await FinishAsync(transaction, arrival.Hash, MailKinds.Unmatched, null, null, InboundWords.TooLarge(arrival.File.Unique), now);
    }

    /// <summary>Holds the row until the transaction ends.</summary>
    /// <returns>False when another turn, or another node, has handled it already.</returns>
    public static async Task<bool> HoldAsync(Transaction transaction, string hash) =>
        await transaction.ExecuteAsync(
            "UPDATE inbound_mails SET note = note WHERE hash = @hash AND handled_at IS NULL", new { hash }) == 1;

    public static Task FinishAsync(
        Transaction transaction, string hash, string kind, Guid? delivery, Guid? incident, Text? note, DateTimeOffset now) =>
        transaction.ExecuteAsync(
            """
            UPDATE inbound_mails SET kind = @kind, delivery_id = @delivery, incident_id = @incident, handled_at = @now, note = @note, note_vi = @noteVi
            WHERE hash = @hash
            """,
            new { hash, kind, delivery, incident, now, note = note?.En, noteVi = note?.Vi });

    /// <summary>Whom to show as the sender; empty where the mail names nobody.</summary>
    public static string SenderOf(ReadMail mail) => string.Join(", ", mail.Senders.Take(3));
}
