namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text PageMissing = new("Không tìm thấy trang này", "We cannot find this page");
    public static readonly Text PageMissingNext = new(
        "Địa chỉ có thể đã gõ thiếu, hoặc trang đã chuyển. Về bảng trực để tìm tiếp.",
        "The address may be incomplete, or the page has moved. Go to the board to look further.");
    public static readonly Text IncidentMissing = new("Không tìm thấy sự cố", "We cannot find this incident");
    public static readonly Text IncidentMissingNext = new(
        "Không tìm thấy sự cố này, hoặc tài khoản của anh/chị không được xem.",
        "We cannot find this incident, or your account may not see it.");
    public static readonly Text Forbidden = new("Tài khoản của anh/chị chưa được mở trang này", "Your account may not open this page");
    public static readonly Text ForbiddenNext = new(
        "Trang này dành cho vai trò khác. Cần quyền? Liên hệ người quản trị bàn trực.",
        "This page is for another role. Need access? Ask the administrator of the desk.");
    public static readonly Text Fault = new("Chưa mở được trang này", "This page could not be opened");
    public static readonly Text FaultNext = new(
        "Lỗi ở phía hệ thống, dữ liệu đã lưu không bị ảnh hưởng. Tải lại sau một phút; nếu vẫn vậy, báo người quản trị mã tra cứu {0}.",
        "The fault is on our side; what was saved is safe. Reload in a minute; if it stays, give the administrator the trace {0}.");
    public static readonly Text Busy = new("Hệ thống đang bận", "The desk is busy");
    public static readonly Text BusyNext = new(
        "Thử lại sau 20 giây. Báo cáo đã gửi vẫn được giữ.", "Try again in 20 seconds. Reports already sent are kept.");
    public static readonly Text FormTorn = new("Biểu mẫu không đọc được", "This form could not be read");
    public static readonly Text FormTornNext = new(
        "Biểu mẫu không đến trọn vẹn hoặc không đúng quy cách, nên chưa có gì thay đổi. Quay lại trang trước và gửi lại.",
        "It did not arrive whole or is not well-formed, so nothing was changed. Go back to the page before and send it again.");
    public static readonly Text FilterWrong = new("Bộ lọc này không dùng được", "These filters cannot be used");
    public static readonly Text FilterWrongNext = new(
        "Một mục trong địa chỉ không có trong danh sách. Bỏ bộ lọc và chọn lại.",
        "One value in the address is not on the list. Clear the filters and choose again.");
    public static readonly Text ToBoard = new("Về bảng trực", "Go to the board");

    /// <summary>Refusals as a page says them, where the API's sentence points to members of its answer or to headers.</summary>
    public static readonly IReadOnlyDictionary<string, Text> Refusals = new Dictionary<string, Text>
    {
        ["stale"] = new(
            "Dữ liệu đã thay đổi sau khi anh/chị mở trang này. Hãy đọc lại rồi gửi lần nữa.", "It has changed since you opened this page. Read it again, then send it once more."),
        ["hunt-ended"] = new("Đợt săn lùng đã kết thúc.", "The hunt is over."),
        ["request-ended"] = new("Yêu cầu đã đóng hoặc đã rút.", "The request is closed or withdrawn."),
        ["items-open"] = new(
            "Còn nội dung chưa trả lời. Hãy trả lời, hoặc gửi trả lời một phần.", "Items are not answered yet. Answer them, or send a partial answer."),
        ["provider-known"] = new("Đã có nhà cung cấp mang tên này.", "A provider of this name is in the register already."),
        ["drill-state"] = new("Trạng thái của cuộc diễn tập không cho phép bước này.", "The drill does not stand where this could follow."),
        ["drill-incomplete"] = new("Kế hoạch diễn tập còn thiếu một số phần.", "Parts of the plan are missing."),
        ["reply-systems"] = new(
            "Một hệ thống của cơ quan chưa đạt mức này: hãy trả lời cho hệ thống đó trước.", "One of the agency's systems stands worse than this: answer for that system first."),
        ["reply-state"] = new("Trạng thái trả lời hiện tại không cho phép bước này.", "The reply does not stand where this could follow."),
        ["roster-gaps"] = new("Lịch trực còn chỗ trống: hãy xếp người vào đó trước.", "The roster leaves hours open: put somebody there first."),
        ["already-acknowledged"] = new("Đã có người nhận xử lý.", "Somebody has taken it already."),
        ["outside-window"] = new("Chỉ được bắt đầu diễn tập trong khung thời gian.", "A drill begins inside its window only."),
    };
}
