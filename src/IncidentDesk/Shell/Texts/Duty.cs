namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Duty = new("Ca trực", "Duty");
    public static readonly Text DutyOf = new("Ca trực của {0}", "Duty of {0}");
    public static readonly Text DutyNow = new("Bây giờ", "Now");
    public static readonly Text DutyNowUntil = new("{0}, đến {1}", "{0}, until {1}");
    public static readonly Text DutyNobodyNow = new("Bây giờ không có ai trực.", "Nobody is on duty now.");
    public static readonly Text DutyNext = new("Tiếp theo: {0}, từ {1}", "Next: {0}, from {1}");
    public static readonly Text DutyNobodyNext = new("Bảy ngày tới chưa xếp ai tiếp theo.", "Nobody comes next within seven days.");
    public static readonly Text DutyCall = new("Gọi {0}", "Call {0}");
    public static readonly Text DutyWeek = new("Tuần", "Week");
    public static readonly Text DutyMonth = new("Tháng", "Month");
    public static readonly Text DutyFromTo = new("{0} đến {1}", "{0} to {1}");
    public static readonly Text DutyEarlier = new("Trước đó", "Earlier");
    public static readonly Text DutyThis = new("Hiện tại", "Today");
    public static readonly Text DutyLater = new("Sau đó", "Later");
    public static readonly Text DutyInCalendar = new("Đưa ca của tôi vào lịch (iCalendar)", "My shifts in my calendar (iCalendar)");
    public static readonly Text DutyOpen = new("{0} chỗ trống trong khoảng này", "{0} still open in this time");
    public static readonly Text DutyOneGap = new("{0}: {1} đến {2} ({3})", "{0}: from {1} to {2} ({3})");
    public static readonly Text DutyFillGap = new("Xếp người", "Put somebody there");
    public static readonly Text DutyEmpty = new("Trống {0}", "Nobody, {0}");
    public static readonly Text DutyOther = new("{0}, giờ khác", "{0}, other times");
    public static readonly Text DutySlot = new("{0}, từ {1} đến {2}", "{0}, from {1} to {2}");
    public static readonly Text DutyWeekCaption = new("Ngày là cột, ca là hàng; giờ theo {0}", "Days are columns, shifts are rows; times of {0}");
    public static readonly Text DutyMonthCaption = new("Người trực chính từng ngày; giờ theo {0}", "Who is on duty each day; days of {0}");
    public static readonly Text DutyShiftColumn = new("Ca", "Shift");
    public static readonly Text DutyIsToday = new("hôm nay", "today");
    public static readonly Text DutyIsNow = new("bây giờ", "now");
    public static readonly Text DutyIsDraft = new("nháp", "draft");
    public static readonly IReadOnlyDictionary<string, Text> DutyReasons = new Dictionary<string, Text>
    {
        ["stand-in"] = new("trực thay", "stands in"),
        ["swap"] = new("đổi ca", "swapped"),
    };

    public static readonly Text Rosters = new("Lịch trực", "Rosters");
    public static readonly Text RosterNone = new("Chưa có lịch trực nào trong khoảng này.", "There is no roster in this time.");
    public static readonly Text RosterDeclare = new("Lập lịch trực", "Declare a roster");
    public static readonly Text RosterWhy = new(
        "Một kỳ mà giờ nào cũng phải có người trực: ngày lễ, một tháng. Lịch nháp chưa gọi ai; lịch công bố mới có hiệu lực.",
        "A time in which somebody must be there at every hour: a holiday, a month. A draft calls nobody; only a published roster does.");
    public static readonly Text RosterName = new("Tên lịch", "Name");
    public static readonly Text RosterZone = new("Múi giờ", "Time zone");
    public static readonly Text RosterPosts = new("Vị trí phải có người mọi giờ", "Posts that must be held at every hour");
    public static readonly Text RosterRest = new("Nghỉ ít nhất giữa hai ca của một người (giờ)", "Least rest between two shifts of one person (hours)");
    public static readonly Text RosterRestIs = new("nghỉ ít nhất {0} giờ giữa hai ca", "at least {0} hours of rest between shifts");
    public static readonly IReadOnlyDictionary<string, Text> RosterStates = new Dictionary<string, Text>
    {
        ["draft"] = new("Nháp, chưa gọi ai", "Draft, calls nobody"),
        ["published"] = new("Đã công bố", "Published"),
    };
    public static readonly Text RosterPublish = new("Công bố lịch trực", "Publish the roster");
    public static readonly Text RosterPublishSays = new("Từ lúc công bố, thang gọi người theo lịch này.", "From then on ladders call people by this roster.");
    public static readonly Text RosterNotYet = new("Chưa công bố được: còn {0} chỗ trống.", "It cannot be published yet: still open: {0}.");
    public static readonly Text RosterBack = new("Đưa về nháp", "Make it a draft again");
    public static readonly Text RosterBegun = new(
        "Lịch này đã bắt đầu nên không rút lại được: xếp người trực thay hoặc đổi ca.", "The time of this roster has begun, so it is not taken back: have somebody stand in, or swap shifts.");
    public static readonly Text RosterBackSays = new("Từ lúc đó không ai được gọi theo lịch này.", "From then on nobody is called by this roster.");
    public static readonly Text RosterDrop = new("Bỏ lịch nháp", "Drop the draft");
    public static readonly Text RosterFaults = new("Cần xem lại", "To look at");
    public static readonly Text RosterNoFaults = new("Không có chỗ trống, không trùng ca, ai cũng được nghỉ đủ.", "No gap, nothing held twice, and everybody has their rest.");
    public static readonly Text RosterFaultsMore = new("Và {0} mục khác: sửa các mục trên rồi xem lại.", "And {0} more: mend these, then look again.");
    public static readonly IReadOnlyDictionary<string, Text> RosterFaultKinds = new Dictionary<string, Text>
    {
        ["gap"] = new("Trống", "Gap"),
        ["overlap"] = new("Hai người cùng một vị trí", "Two on one post"),
        ["double-post"] = new("Một người hai vị trí cùng lúc", "One on two posts at once"),
        ["back-to-back"] = new("Hai ca liền không đủ nghỉ", "Back to back without rest"),
        ["other-roster"] = new("Một người hai lịch trực cùng lúc", "One in two rosters at once"),
    };
    public static readonly Text RosterLines = new("Các ca", "Shifts");
    public static readonly Text RosterAddLine = new("Xếp một ca", "Add one shift");
    public static readonly Text RosterPattern = new("Xếp cả vị trí theo vòng", "Fill a post by turns");
    public static readonly Text RosterPatternWhy = new(
        "Người thay phiên theo thứ tự chọn dưới đây. Những ca đã có của vị trí này được xếp lại.", "People take turns in the order given. Shifts that this post has already are laid out anew.");
    public static readonly Text RosterChanges = new("Giờ đổi ca, ví dụ 06:00, 14:00, 22:00", "Times at which shifts change, such as 06:00, 14:00, 22:00");
    public static readonly Text RosterTurn = new("Người thứ {0}", "Person {0}");
    public static readonly Text RosterNobody = new("(không)", "(nobody)");
    public static readonly Text RosterFill = new("Xếp theo vòng", "Fill by turns");
    public static readonly Text RosterStandIn = new("Trực thay", "Have somebody stand in");
    public static readonly Text RosterStandInWho = new("Ai trực thay", "Who stands in");
    public static readonly Text RosterStandInDo = new("Xếp trực thay", "Have them stand in");
    public static readonly Text RosterChangeLine = new("Sửa ca này", "Change this shift");

    public static readonly Text SwapAsk = new("Đổi ca", "Swap");
    public static readonly Text SwapWith = new("Nhờ ai", "Ask whom");
    public static readonly Text SwapFor = new("Đổi lấy ca của người đó", "For a shift of theirs");
    public static readonly Text SwapForNothing = new("không đổi lại", "for nothing");
    public static readonly Text SwapSend = new("Hỏi đổi ca", "Ask to swap");
    public static readonly Text SwapNothingYet = new("Chưa có gì thay đổi cho tới khi người được hỏi đồng ý.", "Nothing changes until the other has said yes.");
    public static readonly Text Swaps = new("Hỏi đổi ca đang chờ", "Swaps that wait for an answer");
    public static readonly Text SwapSays = new("{0} nhờ {1} nhận ca {2}", "{0} asks {1} to take the shift {2}");
    public static readonly Text SwapSaysFor = new("{0} nhờ {1} nhận ca {2}, đổi lấy ca {3}", "{0} asks {1} to take the shift {2} for the shift {3}");
    public static readonly Text SwapAccept = new("Nhận đổi ca", "Accept the swap");
    public static readonly Text SwapDecline = new("Không nhận", "Decline");
    public static readonly Text SwapWithdraw = new("Rút lời hỏi", "Withdraw");

    public static readonly Text Handover = new("Bàn giao ca", "Handover");
    public static readonly Text Handovers = new("Bàn giao đang mở", "Open handovers");
    public static readonly Text HandoverSays = new("{0} giao cho {1}, đổi ca lúc {2}", "{0} hands over to {1}, the shift changes at {2}");
    public static readonly Text HandoverToNobody = new("{0} giao ca lúc {1}, chưa xếp người tiếp theo", "{0} hands over at {1}, and nobody is on the table next");
    public static readonly Text HandoverCount = new("đã nhận {0} trong {1} mục", "{0} of {1} accepted");
    public static readonly Text HandoverClimbs = new(
        "Nếu chưa nhận hết đến {0}, hệ thống gọi theo thang: người trực, người trực thay, trưởng ca, trưởng đơn vị, lãnh đạo.",
        "If not all is accepted by {0}, the desk calls up the ladder: on duty, stand-in, shift lead, unit head, leader.");
    public static readonly Text HandoverClimbed = new("Đã gọi {0} lần, lần tới lúc {1}.", "Calls so far: {0}, the next at {1}.");
    public static readonly Text HandoverDone = new("Đã nhận xong lúc {0}.", "All accepted at {0}.");
    public static readonly Text HandoverOwn = new("Đây là ca của anh/chị giao: người ca sau nhận từng mục.", "You hand this over: the next shift accepts each thing.");
    public static readonly Text HandoverNote = new("Lời nhắn cho ca sau (không bắt buộc)", "A word for the next shift (optional)");
    public static readonly Text HandoverOpen = new("Bàn giao ca ngay", "Hand over now");
    public static readonly Text HandoverOpenWhy = new(
        "Trong giờ cuối của ca, người trực có thể bàn giao sớm kèm lời nhắn; nếu không, hệ thống mở bàn giao khi đổi ca.",
        "In the last hour of a shift whoever is on duty may hand over early with a word; else the desk opens the handover when the shift changes.");
    public static readonly Text HandoverTick = new("Đánh dấu từng mục đã nắm được rồi bấm nhận.", "Tick each thing that you have understood, then accept.");
    public static readonly Text HandoverAccept = new("Nhận các mục đã đánh dấu", "Accept what is ticked");
    public static readonly Text HandoverAcceptedBy = new("{0} nhận lúc {1}", "{0} accepted at {1}");
    public static readonly Text HandoverStays = new("vẫn thuộc ca trước", "still with the shift before");
    public static readonly IReadOnlyDictionary<string, Text> HandoverKinds = new Dictionary<string, Text>
    {
        ["desk"] = new("Bàn trực", "The desk itself"),
        ["incident"] = new("Sự cố đang mở", "Open incidents"),
        ["clock"] = new("Hạn đang chạy", "Clocks that run"),
        ["advisory"] = new("Cảnh báo mới hoặc chưa gửi", "Advisories, new or not sent"),
    };
    public static readonly Text HandoverDesk = new("Điện thoại trực ban, tài khoản, chìa khóa phòng trực", "The duty telephone, the accounts, the keys of the room");
    public static readonly Text HandoverLook = new("Xem", "Look");
    public static readonly Text ChipHandovers = new("{0} bàn giao ca", "{0} to take over");
    public static readonly Text ChipSwaps = new("{0} hỏi đổi ca", "{0} swaps to answer");
    public static readonly Text KeyDuty = new("Ca trực", "Duty");
    public static readonly Text KeyLetters = new("Cảnh báo", "Advisories");
    public static readonly Text KeyFigures = new("Số liệu", "Figures");
    public static readonly Text KeyDeadlines = new("Thời hạn: hạn sớm nhất", "Deadlines: what is due first");
    public static readonly Text KeyReport = new("Báo cáo mới", "New report");

    public static readonly Text Wall = new("Màn hình trực ban", "Duty room screen");
    public static readonly Text WallOverdue = new("{0} việc quá hạn", "{0} overdue");
    public static readonly Text WallInTime = new("Mọi việc đều trong hạn", "Everything is in time");
    public static readonly Text WallNext = new("Hạn kế tiếp", "Due next");
    public static readonly Text WallNothing = new("Không có hạn nào đang chạy", "No deadline runs");
    public static readonly Text WallWorst = new("Sự cố nặng nhất", "The worst incidents");
    public static readonly Text WallNone = new("Không có sự cố nào đang mở.", "No open incidents.");
    public static readonly Text WallLeave = new("Về bảng trực", "Back to the board");
    public static readonly Text WallNobodyHas = new("chưa ai nhận", "nobody has it");

    public static readonly Text Notify = new("Thông báo trên trình duyệt", "Notifications in the browser");
    public static readonly Text NotifyWhy = new(
        "Báo khi có sự cố nghiêm trọng mới hoặc việc chờ anh/chị. Chỉ hiện số và mức, không hiện nội dung. Cần để mở một trang của hệ thống.",
        "Tells of a new serious incident and of what waits for you. It shows number and severity only, never content. One page of the desk must stay open.");
    public static readonly Text NotifyTurnOn = new("Cho phép thông báo", "Allow notifications");
    public static readonly Text NotifyTurnOff = new("Tắt thông báo", "Turn notifications off");
    public static readonly Text NotifyOn = new("Đang bật trên trình duyệt này.", "On in this browser.");
    public static readonly Text NotifyOff = new("Đang tắt trên trình duyệt này.", "Off in this browser.");
    public static readonly Text NotifyRefused = new("Trình duyệt đang chặn thông báo của hệ thống: hãy cho phép trong cài đặt trình duyệt.", "The browser blocks notifications of this desk: allow them in its settings.");
    public static readonly Text NotifyMissing = new("Thông báo chỉ có trên https hoặc trên chính máy này, và cần JavaScript.", "Notifications exist only over https or on this very machine, and need JavaScript.");
    public static readonly Text NotifyIncident = new("Sự cố mới {0}: {1}", "New incident {0}: {1}");
    public static readonly Text NotifyWaiting = new("Có việc chờ anh/chị: {0}", "Something waits for you: {0}");
}
