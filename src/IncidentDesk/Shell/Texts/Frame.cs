namespace IncidentDesk.Shell;

/// <summary>Every word the pages say. Whole sentences only: what is glued from halves is wrong in one of the languages.</summary>
public static partial class Texts
{
    public static readonly Text Skip = new("Bỏ qua, tới nội dung chính", "Skip to the main content");
    public static readonly Text Sections = new("Các trang", "Pages");
    public static readonly Text Menu = new("Menu", "Menu");
    public static readonly Text Board = new("Bảng trực", "Incident board");
    public static readonly Text AgencyBoard = new("Sự cố của đơn vị", "Incidents of your agency");
    public static readonly Text OtherLanguage = new("English", "Tiếng Việt");
    public static readonly Text SignOut = new("Đăng xuất", "Sign out");
    public static readonly Text SignedInAs = new("Đang dùng: {0}", "Signed in: {0}");
    public static readonly Text DeskState = new("Tình trạng của bàn trực", "State of the desk");
    public static readonly Text ThemeName = new("Nền trang", "Theme");
    public static readonly Text ThemeAuto = new("Theo máy", "As the machine");
    public static readonly Text ThemeLight = new("Sáng", "Light");
    public static readonly Text ThemeDark = new("Tối", "Dark");
    public static readonly Text ThemeChoose = new("Đổi nền", "Change theme");

    public static readonly Text OnDuty = new("Đang trực: {0}, đến {1}", "On duty: {0}, until {1}");
    public static readonly Text NobodyOnDuty = new("Đang trực: không có ai", "On duty: nobody");
    public static readonly Text OnDutyInShort = new("Trực: {0}", "Duty: {0}");
    public static readonly Text NobodyOnDutyInShort = new("Trực: không ai", "Duty: nobody");
    public static readonly Text NextDue = new("Hạn kế tiếp", "Next due");
    public static readonly Text NothingDue = new("Không có hạn nào đang chờ", "Nothing is due");
    public static readonly Text AsOf = new("Tính lúc {0}.", "As of {0}.");
    public static readonly Text Reload = new("Tải lại", "Reload");
    public static readonly Text RefreshEachMinute = new("Tự tải mỗi phút", "Reload every minute");
    public static readonly Text RefreshStop = new("Thôi tự tải", "Stop reloading");
    public static readonly Text StreamLive = new("Trực tiếp {0}", "Live {0}");
    public static readonly Text StreamAgain = new("Đang nối lại, lần {0}", "Reconnecting, try {0}");
    public static readonly Text StreamCut = new(
        "Mất kết nối từ {0}. Số trên trang là của {0}. Đồng hồ vẫn chạy đúng.",
        "Connection lost at {0}. The data on this page is from {0}. The clocks are still right.");
    public static readonly Text StreamSignedOut = new(
        "Phiên làm việc đã hết lúc {0}. Đăng nhập lại để xem tiếp.", "Your session ended at {0}. Sign in again to go on.");
    public static readonly Text ChangesWaiting = new(
        "{0} thay đổi đang chờ, thứ tự chưa đổi. Hiện (r)", "{0} changes are waiting, the order has not moved. Show (r)");
    public static readonly Text JustChanged = new("vừa đổi", "just changed");
    public static readonly Text Keys = new("Phím tắt", "Keys");
    public static readonly Text KeyMove = new("Tới sự cố sau, sự cố trước", "Next, previous incident");
    public static readonly Text KeyOpen = new("Mở sự cố", "Open the incident");
    public static readonly Text KeyReload = new("Hiện thay đổi đang chờ", "Show waiting changes");
    public static readonly Text KeyHelp = new("Hiện danh sách phím", "Show this list");
    public static readonly Text KeyboardOn = new("Bộ gõ đang bật, dùng phím mũi tên.", "A Vietnamese keyboard is on: use the arrow keys.");
    public static readonly Text Close = new("Đóng", "Close");

    public static readonly Text Zone = new("Mọi giờ trên trang theo múi giờ {0}.", "All times on this page are in the zone {0}.");
    public static readonly Text DutyPhone = new("Trực ban 24/7:", "Duty desk, day and night:");
    public static readonly Text DrillBand = new("Diễn tập, không gửi ra ngoài", "Drill, nothing is sent outside");
    public static readonly Text TestBand = new("Thử nghiệm, không gửi ra ngoài", "Test, nothing is sent outside");

    public static readonly Text SealBroken = new(
        "Thư: mô phỏng, cơ sở dữ liệu không ở nơi đã niêm phong", "Mail: simulated, the database is not where it was sealed");
    public static readonly Text SealBrokenInShort = new("Mô phỏng: sai niêm phong", "Simulated: seal broken");

    /// <summary>The same truth in the room that a phone has.</summary>
    public static readonly IReadOnlyDictionary<string, Text> GuardsInShort = new Dictionary<string, Text>
    {
        ["disabled"] = new("Đã tắt gửi", "Sending is off"),
        ["simulate"] = new("Mô phỏng", "Simulated"),
        ["allow-list"] = new("Danh sách cho phép", "Allow-list"),
        ["live"] = new("Gửi thật", "For real"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Guards = new Dictionary<string, Text>
    {
        ["disabled"] = new("Thư: đã tắt, không gửi", "Mail: switched off, nothing is sent"),
        ["simulate"] = new("Thư: mô phỏng, không gửi ra ngoài", "Mail: simulated, nothing leaves the desk"),
        ["allow-list"] = new("Thư: chỉ gửi theo danh sách cho phép", "Mail: sent to the allow-list only"),
        ["live"] = new("Thư: gửi thật", "Mail: sent for real"),
    };
}
