using IncidentDesk.Shell;

namespace IncidentDesk.Escalation.Climbing;

/// <summary>The sentences of the mails that call people, both languages side by side.</summary>
public static class RungText
{
    public static readonly Text Rung = new("Cần người nhận xử lý", "Somebody is needed");
    public static readonly Text Reminder = new("Sắp hết hạn nhận xử lý", "Your acknowledgement is about to expire");
    public static readonly Text Take = new("Tôi nhận xử lý", "I take it");
    public static readonly Text TakeNote = new(
        "Liên kết mở một trang có nút xác nhận. Chỉ dùng được một lần, cho riêng Anh/Chị; xin đừng chuyển tiếp thư này.",
        "The link opens a page with a button. It works once and for you alone; please do not forward this mail.");
    public static readonly Text Until = new("Chờ Anh/Chị tới {0}. Sau đó gọi tiếp: {1}.", "We wait for you until {0}. Then the desk calls {1}.");
    public static readonly Text Waits = new("Xin xác nhận sớm.", "Please answer soon.");
    public static readonly Text Expires = new(
        "Anh/Chị đã nhận sự cố này nhưng chưa có động thái nào. Nếu tới {0} vẫn không có, hệ thống sẽ gọi lại thang từ đầu. "
            + "Một bình luận, giao việc hoặc đổi trạng thái là đủ.",
        "You took this incident and nothing has happened since. If nothing does until {0}, the ladder is called again from its first rung. "
            + "A comment, an assignment or a change of status is enough.");
    public static readonly Text HasExpired = new("Thời hạn nhận xử lý đã hết.", "The acknowledgement has expired.");
    public static readonly Text Open = new("Xem sự cố (cần đăng nhập)", "Open the incident (needs signing in)");
    public static readonly Text Phone = new("Điện thoại trực ban: {0}.", "Duty desk: {0}.");
}
