namespace IncidentDesk.Shell;

/// <summary>The board and the work on incidents: taking, giving, deciding, and what waits.</summary>
public static partial class Texts
{
    public static readonly Text FilterEmptyOf = new(
        "Không có sự cố nào khớp bộ lọc. Có {0} sự cố đang mở.", "Nothing matches these filters. Incidents that are open: {0}.");
    public static readonly Text BoardLastEnded = new("Sự cố gần nhất kết thúc lúc {0}:", "The last one ended at {0}:");
    public static readonly Text ColumnPick = new("Chọn", "Select");
    public static readonly Text PickOne = new("Chọn {0}", "Select {0}");
    public static readonly Text CallsRung = new("Gọi bậc {0}/{1}", "Calls rung {0} of {1}");
    public static readonly Text HoldsUntil = new("giữ đến {0} nếu không có động thái", "held until {0} unless something is done");
    public static readonly Text ActsForPicked = new("Với các sự cố đã chọn", "With the incidents selected");
    public static readonly Text TakePicked = new("Nhận xử lý", "Take them");
    public static readonly Text GiveTo = new("Giao cho", "Give to");
    public static readonly Text GivePicked = new("Giao", "Give them");
    public static readonly Text PickNone = new("Bỏ chọn", "Select none");
    public static readonly Text Picked = new("Đã chọn {0}", "Selected: {0}");
    public static readonly Text NotNow = new("Thôi", "Not now");
    public static readonly Text TakeAsk = new(
        "Nhận xử lý {0}? Hệ thống ngừng gọi các bậc sau, cả ca thấy tên anh/chị.", "Take {0}? Calling stops and the shift sees your name.");
    public static readonly Text StreamBack = new("Đã nối lại lúc {0}, trang đã cập nhật.", "Connected again at {0}; the page is up to date.");
    public static readonly Text FilterOverdue = new("Hạn", "Deadline");
    public static readonly Text FilterOverdueOnly = new("Chỉ quá hạn", "Overdue only");
    public static readonly Text FilterNotOverdue = new("Chưa quá hạn", "Not overdue");
    public static readonly Text FilterHolder = new("Người được giao", "Assigned to");
    public static readonly Text FilterMine = new("Tôi", "Me");
    public static readonly Text SavedViews = new("Bộ lọc đã lưu", "Saved filters");
    public static readonly Text ViewName = new("Lưu bộ lọc này với tên", "Save this filter as");
    public static readonly Text ViewSave = new("Lưu bộ lọc", "Save the filter");
    public static readonly Text ViewRemove = new("Xóa “{0}”", "Remove “{0}”");

    public static readonly Text Waiting = new("Chờ tôi", "Waiting for me");
    public static readonly Text WaitingInShort = new("Chờ tôi: {0}", "For me: {0}");
    public static readonly Text ChipApprovals = new("{0} chờ duyệt", "{0} to approve");
    public static readonly Text ChipCalls = new("Cuộc gọi: {0}", "Calls: {0}");
    public static readonly Text ChipUnread = new("{0} chưa đọc", "{0} unread");
    public static readonly Text WaitingNothing = new("Không có gì chờ anh/chị.", "Nothing waits for you.");
    public static readonly Text AskedBy = new("{0} đề nghị lúc {1}", "{0} asked at {1}");
    public static readonly Text OpenToDecide = new("Mở {0} để quyết định", "Open {0} to decide");
    public static readonly Text ChangedAt = new("đổi lúc {0}", "changed at {0}");

    public static readonly Text Outcomes = new("Kết quả từng sự cố", "What became of each");
    public static readonly Text NothingPicked = new("Chưa chọn sự cố nào. Đánh dấu ở cột đầu của bảng.", "Nothing was selected. Tick the boxes in the first column of the board.");
    public static readonly Text LineTaken = new("anh/chị đã nhận xử lý", "you took it");
    public static readonly Text LineGiven = new("đã giao", "given");
    public static readonly Text LineAlreadyTaken = new("đã có {0} nhận lúc {1}, không đổi", "{0} took it at {1}: not changed");
    public static readonly Text LineStale = new("đã có người đổi từ lúc anh/chị xem, chưa giao", "somebody changed it since you looked: not given");

    public static readonly Text Letters = new("Phím chữ", "Letter keys");
    public static readonly Text LettersOn = new("Phím chữ đang bật trên trình duyệt này.", "Letter keys are on in this browser.");
    public static readonly Text LettersOff = new("Phím chữ đã tắt trên trình duyệt này. Mũi tên và Enter vẫn dùng được.", "Letter keys are off in this browser. Arrows and Enter still work.");
    public static readonly Text LettersTurnOff = new("Tắt phím chữ", "Turn letter keys off");
    public static readonly Text LettersTurnOn = new("Bật phím chữ", "Turn letter keys on");
    public static readonly Text KeysMeaning = new(
        "Phím không có tác dụng trong ô nhập. Không phím chữ nào tự đổi hồ sơ: luôn còn một lần Enter.",
        "Keys do nothing inside fields. No letter changes a record by itself: there is always an Enter left.");
    public static readonly Text KeysAll = new("Mọi phím", "All keys");
    public static readonly Text KeyPick = new("Chọn sự cố", "Select the incident");
    public static readonly Text KeyTake = new("Nhận xử lý, hỏi lại trước", "Take it, asks first");
    public static readonly Text KeyComment = new("Viết trao đổi", "Write a remark");
    public static readonly Text KeyWaiting = new("Chờ tôi", "Waiting for me");
    public static readonly Text KeySearch = new("Tìm", "Search");
    public static readonly Text KeyBoard = new("Bảng trực", "Incident board");
    public static readonly Text KeyCalls = new("Cuộc gọi", "Calls");
    public static readonly Text KeyBack = new("Đóng, trả con trỏ về chỗ cũ", "Close, and give the focus back");
}
