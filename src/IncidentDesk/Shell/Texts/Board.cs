namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text GroupOverdue = new("Quá hạn ({0})", "Overdue ({0})");
    public static readonly Text GroupFourHours = new("Trong 4 giờ ({0})", "Within 4 hours ({0})");
    public static readonly Text GroupDay = new("Trong 24 giờ ({0})", "Within 24 hours ({0})");
    public static readonly Text GroupLater = new("Sau 24 giờ ({0})", "Later than 24 hours ({0})");
    public static readonly Text GroupNoClock = new("Không có hạn ({0})", "No clock ({0})");
    public static readonly Text ColumnDue = new("Hạn kế tiếp", "Next due");
    public static readonly Text ColumnSeverity = new("Mức", "Severity");
    public static readonly Text ColumnIncident = new("Sự cố", "Incident");
    public static readonly Text ColumnHolder = new("Ai giữ", "Who has it");
    public static readonly Text ColumnDelivery = new("Gửi đi", "Sent on");
    public static readonly Text BoardCaption = new(
        "Sự cố đang mở, hạn gần nhất đứng đầu", "Open incidents, the earliest deadline first");
    public static readonly Text NoClock = new("không có hạn", "no clock");
    public static readonly Text NobodyHasIt = new("Chưa ai nhận", "Nobody has it");
    public static readonly Text TakenSince = new("{0}, nhận lúc {1}", "{0}, since {1}");
    public static readonly Text NothingToSend = new("Chưa có gì phải gửi", "Nothing to send so far");
    public static readonly Text FilterSeverity = new("Mức độ", "Severity");
    public static readonly Text FilterStatus = new("Trạng thái", "Status");
    public static readonly Text FilterAgency = new("Mã đơn vị", "Agency code");
    public static readonly Text FilterWords = new("Tìm trong sự cố", "Search incidents");
    public static readonly Text FilterAll = new("Tất cả", "All");
    public static readonly Text FilterOpen = new("Đang mở", "Open ones");
    public static readonly Text FilterApply = new("Lọc", "Filter");
    public static readonly Text FilterClear = new("Bỏ bộ lọc", "Clear filters");
    public static readonly Text Filters = new("Bộ lọc", "Filters");
    public static readonly Text BoardEmpty = new(
        "Không có sự cố nào đang mở. Báo cáo mới sẽ hiện ở đây ngay khi tới.",
        "No open incidents. A new report appears here the moment it arrives.");
    public static readonly Text FilterEmpty = new("Không có sự cố nào khớp bộ lọc.", "Nothing matches these filters.");
    public static readonly Text More = new("Xem tiếp", "Show more");
    public static readonly Text BoardFirstOnly = new(
        "Trang này hiện {0} sự cố đứng đầu. Còn sự cố khác ở trang sau.", "This page shows the first {0} incidents. More are on the next page.");
    public static readonly Text NewCritical = new("Mới: nghiêm trọng, {0}", "New: critical, {0}");
}
