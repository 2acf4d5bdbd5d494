using IncidentDesk.Channels;
using IncidentDesk.Channels.Mail;

namespace IncidentDesk.Tests.Channels.Mail;

/// <summary>Mails to play with.</summary>
internal static class Mails
{
    public const string Sender = "truc@so-tttt.example", Receiver = "tiepnhan@vncert.example";
    public static readonly Guid Delivery = Guid.Parse("019a0000-0000-7000-8000-000000000001");

    public static MimeMessage Notice => new()
    {
        From = new(Sender, "Bàn trực sự cố"),
        To = new(Receiver, "Trung tâm VNCERT/CC (ví dụ)"),
        Subject = "[INC-2026-000123] Thông báo sự cố / Incident notice: Máy chủ cổng thông tin bị chèn mã độc",
        Date = new(2026, 11, 20, 16, 50, 0, TimeSpan.FromHours(7)),
        MessageId = MimeMessage.IdOf(Delivery, Sender),
        Text = "Kính gửi quý cơ quan,\n.\nmột dòng chỉ có dấu chấm đứng trên.\n" + new string('x', 3000) + "\n",
    };

    public static Message For(string address) => new(Delivery, address, Notice.ToBytes());
}
