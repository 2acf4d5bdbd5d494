using System.Text;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Letters;

/// <summary>Writes the mail by which an administrator sees that the mail server takes what the desk sends.</summary>
public sealed class TestMailScribe(MailSender sender, DeskSettings settings) : IScribe
{
    public bool Writes(string causeKind, string channel) => channel == "mail" && causeKind == TestSend.Cause;

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = (await reading.SingleAsync<Row>("SELECT address, message_id FROM deliveries WHERE id = @delivery", new { delivery }))!;
        return Encoding.ASCII.GetString(new MimeMessage
        {
            From = sender.From,
            To = new(row.Address, ""),
            Subject = "Thư thử / Test mail",
            Date = settings.Zone.Local(at),
            MessageId = row.MessageId,
            Headers = [new("X-IncidentDesk-Delivery", delivery.ToString("D")), new(AttemptHeader.Name, "1")],
            Text =
                $"""
                Đây là thư thử của {settings.Name}. Không có sự cố nào, Quý vị không cần làm gì.
                Thư tới được nghĩa là máy chủ thư đã nhận thư của bàn trực.

                This is a test mail of {settings.Name}. There is no incident, and nothing to do.
                That it arrived means that the mail server takes the desk's mail.

                """,
        }.ToBytes());
    }

    private sealed record Row(string Address, string MessageId);
}
