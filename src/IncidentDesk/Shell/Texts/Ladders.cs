namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text LinkTitle = new("Nhận xử lý sự cố", "Take an incident");
    public static readonly Text LinkAsk = new("Bạn nhận xử lý sự cố này?", "Will you take this incident?");
    public static readonly Text LinkWhy = new(
        "Bấm nút để nhận. Hệ thống sẽ thôi gọi người khác. Muốn xem nội dung, hãy đăng nhập.",
        "Press the button to take it. The desk stops calling others. To read about it, sign in.");
    public static readonly Text LinkDo = new("Tôi nhận xử lý", "I take it");
    public static readonly Text LinkTaken = new("Bạn đã nhận xử lý. Hệ thống không gọi thêm ai.", "You have it. Nobody else is called.");
    public static readonly Text LinkTakenByOther = new("Đã có người nhận xử lý. Bạn không cần làm gì.", "Somebody has it already. There is nothing for you to do.");
    public static readonly Text LinkUsed = new("Liên kết này đã được dùng.", "This link has been used.");
    public static readonly Text LinkEnded = new("Sự cố này đã kết thúc. Bạn không cần làm gì.", "This incident has ended. There is nothing for you to do.");
    public static readonly Text LinkOver = new(
        "Liên kết đã hết hạn. Hãy đăng nhập để nhận xử lý.", "This link has expired. Sign in to take the incident.");
    public static readonly Text LinkUnknown = new(
        "Liên kết không đúng. Hãy mở lại từ thư, hoặc đăng nhập.", "This link is not right. Open it from the mail again, or sign in.");

    public static readonly Text CallingNow = new("Đang gọi: {0} (bậc {1}/{2}). Bậc tiếp theo lúc {3}.", "Calling {0} (rung {1} of {2}). Next rung at {3}.");
    public static readonly Text CallingSoon = new("Sắp gọi bậc đầu tiên.", "The first rung is about to be called.");
    public static readonly Text CallingNobody = new("Không gọi được ai. Lần gọi tiếp theo lúc {0}.", "Nobody can be called. The next try is at {0}.");
    public static readonly Text HeldUntil = new("Nếu không có động thái, thang gọi lại lúc {0}.", "Without an act the ladder is called again at {0}.");
    public static readonly Text ClosedUnproven = new(
        "Đóng khi mọi kênh chỉ mô phỏng: không có bằng chứng đã gửi.", "Closed while every channel only simulated: nothing proves that anything was sent.");
}
