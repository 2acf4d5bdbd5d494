using IncidentDesk.Shell;

namespace IncidentDesk.Escalation.Letters;

/// <summary>The sentences of a receipt.</summary>
internal static class ReceiptText
{
    public static readonly Text Subject = new("Đã nhận báo cáo", "Report received");
    public static readonly Text Title = new("Đã nhận báo cáo của Quý đơn vị", "We have your report");
    public static readonly Text Opening = new("{0} đã nhận: {1}, lúc {2}.", "{0} has received it: {1}, on {2}.");
    public static readonly Text Next = new("Việc tiếp theo", "What happens next");
    public static readonly Text Look = new(
        "Trực ban xem báo cáo và gọi lại theo thông tin liên hệ đã nêu khi cần.",
        "The people on duty read it, and call back by the contact that you named where needed.");
    public static readonly Text ByLaw = new(
        "Theo quy định, báo cáo được gửi tới {0} dù mang dấu TLP nào.", "By law the report goes to {0}, whatever its TLP mark.");
    public static readonly Text Waits = new(
        "Gửi tới {0} sau khi có người thứ hai đồng ý.", "It goes to {0} once a second person has agreed.");
    public static readonly Text Forwarded = new("Chuyển tới {0}.", "It is forwarded to {0}.");
    public static readonly Text More = new(
        "Có thông tin mới, hãy gửi báo cáo tiếp theo với mã sự cố ở trên.", "When there is news, send a later report with the number above.");
    public static readonly Text Whom = new("Liên hệ", "Whom to ask");
    public static readonly Text Reply = new("Trả lời thư này và giữ mã [{0}] trong tiêu đề.", "Reply to this mail and keep [{0}] in the subject.");
    public static readonly Text Said = new("Trung tâm có lời nhắn", "The desk has written to you");
    public static readonly Text SaidMeans = new(
        "{0} vừa nhắn cho Quý đơn vị về sự cố này. Đăng nhập để đọc và trả lời: {1}",
        "{0} has just written to you about this incident. Sign in to read it and to answer: {1}");
    public static readonly Text NoPhone = new(
        "Trung tâm chưa nhập số điện thoại trực ban.", "The desk has not entered a duty phone.");
}
