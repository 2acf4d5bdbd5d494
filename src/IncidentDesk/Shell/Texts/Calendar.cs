namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Calendar = new("Lịch các hạn và ca trực", "Calendar of deadlines and shifts");
    public static readonly Text CalendarMeans = new(
        "Một địa chỉ để phần mềm lịch tự lấy các hạn bạn được xem (số hồ sơ, loại và căn cứ) và các ca trực của bạn. Ai có địa chỉ này đều đọc được, không cần đăng nhập.",
        "An address from which a calendar program takes the deadlines that you may see (number, kind and article) and your own shifts. Whoever has it reads them without signing in.");
    public static readonly Text CalendarMake = new("Tạo địa chỉ lịch", "Make a calendar address");
    public static readonly Text CalendarRenew = new("Tạo địa chỉ mới, bỏ địa chỉ cũ", "Make a new address, the old one ends");
    public static readonly Text CalendarRevoke = new("Thu hồi địa chỉ lịch", "Take the address back");
    public static readonly Text CalendarSince = new("Đang dùng một địa chỉ tạo lúc {0}.", "An address made at {0} is in use.");
    public static readonly Text CalendarOnce = new(
        "Địa chỉ chỉ hiện một lần này; bàn trực chỉ giữ mã băm.", "The address is shown this once; the desk keeps only its hash.");
    public static readonly Text CalendarMade = new("Đã tạo địa chỉ lịch.", "The calendar address was made.");
    public static readonly Text CalendarRevoked = new("Đã thu hồi địa chỉ lịch.", "The calendar address was taken back.");
    public static readonly Text CalendarName = new("{0}: hạn và ca trực", "{0}: deadlines and shifts");
    public static readonly Text CalendarShift = new("Ca trực: {0}", "Shift: {0}");
    public static readonly Text CalendarShiftOf = new("Ca trực: {0} ({1})", "Shift: {0} ({1})");
    public static readonly Text CalendarEvent = new("{0}: {1} ({2})", "{0}: {1}, {2}");
}
