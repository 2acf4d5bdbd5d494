using IncidentDesk.Shell;

namespace IncidentDesk.Escalation.Letters;

/// <summary>The sentences of the morning digest.</summary>
internal static class DigestText
{
    public static readonly Text Title = new("Bản tin sáng {0}: {1} sự cố đang mở", "Morning digest of {0}: {1} open");
    public static readonly Text Open = new("Sự cố đang mở, nặng nhất trước", "Open incidents, the worst first");
    public static readonly Text NoneOpen = new("Không có sự cố nào đang mở.", "No incident is open.");
    public static readonly Text More = new("Còn {0} sự cố khác trên bảng.", "{0} more are on the board.");
    public static readonly Text Incident = new("{0}, {1}: {2} ({3}). {4}, {5}.", "{0}, {1}: {2} ({3}). {4}, {5}.");
    public static readonly Text Due = new("Hạn hôm nay và đã quá hạn", "Due today, and overdue");
    public static readonly Text NoneDue = new("Hôm nay không có hạn nào.", "Nothing is due today.");
    public static readonly Text Duty = new("{0}: {1} tới {2}, {3} ({4})", "{0}: {1} to {2}, {3} ({4})");
    public static readonly Text Troubled = new("Thư, cuộc gọi không tới hoặc chưa rõ", "Messages that failed or are in doubt");
    public static readonly Text NoneTroubled = new("Không có.", "None.");
    public static readonly Text Delivery = new("{0}, {1}, {2}: {3}", "{0}, {1}, {2}: {3}");
    public static readonly Text Gaps = new("Giờ không có người trực trong 24 giờ tới", "Hours without anybody on duty in the next 24 hours");
    public static readonly Text NoGaps = new("Đủ người trực.", "Somebody is always on duty.");
    public static readonly Text Gap = new("từ {0} tới {1}", "from {0} to {1}");
    public static readonly Text Alarms = new("Báo động đang mở", "Open alarms");
    public static readonly Text NoAlarms = new("Không có báo động.", "There is no alarm.");
    public static readonly Text Waiting = new("Đang chờ người thứ hai duyệt: {0}.", "Waiting for a second person: {0}.");
}
