namespace IncidentDesk.Shell;

/// <summary>What people may do with an incident, what it means and how it is undone: said before the button.</summary>
public static partial class Texts
{
    public static readonly Text TakeAsks = new(
        "Hệ thống ngừng gọi các bậc sau, cả ca thấy tên anh/chị. Nếu lâu không có động thái, thang sẽ được gọi lại. Hoàn tác: “Trả lại”.",
        "Calling stops and the shift sees your name. If nothing is done for long, calling begins again. To undo: “Give back”.");
    public static readonly Text GiveBack = new("Trả lại", "Give back");
    public static readonly Text GiveBackMeans = new(
        "Thang gọi tiếp từ bậc kế tiếp, ngay bây giờ. Hoàn tác: nhận lại.", "The ladder goes on with the next rung, now. To undo: take it again.");
    public static readonly Text Assign = new("Giao việc", "Assign");
    public static readonly Text AssignMeans = new(
        "Sự cố chuyển sang “đang xử lý”, đơn vị thấy tên người được giao. Hoàn tác: giao cho người khác.",
        "Work on it is open; the agency sees the name. To undo: assign it to somebody else.");
    public static readonly Text Classify = new("Phân loại", "Classify");
    public static readonly Text ClassifyMeans = new(
        "Mức độ và hạn giữ nguyên. Loại cũ còn trong dòng thời gian. Hoàn tác: phân loại lại.",
        "Severity and deadlines stay. The earlier kind stays in the timeline. To undo: classify again.");
    public static readonly Text Rank = new("Đổi mức độ", "Change severity");
    public static readonly Text RankMeans = new(
        "Nâng mức có hiệu lực ngay và gọi theo thang của mức mới. Hạ mức, hoặc bỏ “nghiêm trọng theo luật”, chờ người thứ hai đồng ý.",
        "Raising holds at once and calls by the higher ladder. Lowering, or taking “serious by law” away, waits for a second person.");
    public static readonly Text Escalate = new("Chuyển cấp", "Escalate");
    public static readonly Text EscalateMeans = new(
        "Gọi bậc kế tiếp ngay, hoặc lập thư gửi trung tâm. Đã gửi thì không rút lại được, chỉ đính chính được.",
        "Calls the next rung now, or plans a letter to a centre. What was sent cannot be unsent, only corrected.");
    public static readonly Text Contain = new("Khoanh vùng", "Mark contained");
    public static readonly Text ContainMeans = new(
        "Ghi là không lan thêm được nữa. Các hạn vẫn chạy. Không quay lại bước trước; ghi thêm nếu lại lan.",
        "Says that it can no longer spread. Deadlines go on. There is no way back; add a remark if it spreads again.");
    public static readonly Text Resolve = new("Đã khắc phục", "Mark resolved");
    public static readonly Text ResolveMeans = new(
        "Ngừng gọi người. Nghĩa vụ theo luật vẫn còn. Hoàn tác: mở lại.", "Nobody is called any more. What the law wants stays owed. To undo: reopen.");
    public static readonly Text CloseIncident = new("Đóng hồ sơ", "Close the incident");
    public static readonly Text CloseMeans = new(
        "Hồ sơ kết thúc. Còn nghĩa vụ chưa xong thì chờ người thứ hai đồng ý. Hoàn tác: mở lại.",
        "The record ends. With something still owed it waits for a second person. To undo: reopen.");
    public static readonly Text Reject = new("Không tiếp nhận", "Reject");
    public static readonly Text RejectMeans = new(
        "Ai đã được báo sẽ nhận thư rút lại, không thu hồi được. Còn nghĩa vụ chưa xong thì chờ người thứ hai. Hoàn tác: mở lại.",
        "Whoever was told gets a retraction, which cannot be unsent. With something still owed it waits for a second person. To undo: reopen.");
    public static readonly Text Reopen = new("Mở lại", "Reopen");
    public static readonly Text ReopenMeans = new(
        "Nghĩa vụ được miễn lúc đóng lại phải làm. Nếu không ai giữ, thang gọi lại từ đầu.",
        "What was waived at the end is owed again. If nobody holds it, calling begins anew.");
    public static readonly Text Merge = new("Gộp vào sự cố khác", "Merge into another");
    public static readonly Text MergeMeans = new(
        "Báo cáo của sự cố này tính vào sự cố kia, mỗi nghĩa vụ giữ hạn sớm hơn, ngừng gọi cho sự cố này. Nặng hơn sự cố kia thì chờ người thứ hai. Hoàn tác: bỏ gộp.",
        "Its reports count in the other one, of each duty the earlier deadline stays, and calling for this one stops. If it is graver, a second person must agree. To undo: unmerge.");
    public static readonly Text Unmerge = new("Bỏ gộp", "Unmerge");
    public static readonly Text UnmergeMeans = new(
        "Sự cố trở về trạng thái trước khi gộp, hạn trở về như cũ; chưa ai giữ thì gọi lại.",
        "It is what it was before, with its deadlines; if nobody holds it, calling begins.");
    public static readonly Text Link = new("Đặt liên quan", "Link");
    public static readonly Text LinkMeans = new(
        "Hai sự cố vẫn riêng, mỗi đơn vị giữ nghĩa vụ của mình. Hoàn tác: bỏ liên quan.",
        "The two stay apart; each agency keeps its own duties. To undo: remove the link.");
    public static readonly Text NameDrill = new("Ghi cuộc diễn tập", "Name the drill");
    public static readonly Text NameDrillMeans = new(
        "Khi cuộc diễn tập đang diễn ra, người của bàn trực có tên trong đó được báo thật; ngoài ra mọi tin chỉ được mô phỏng. Thời gian đo được tính vào cuộc đó. Hoàn tác: ghi lại cuộc trước.",
        "While that drill runs, those of the desk who take part in it are really told; everything else is simulated. Its measured times count there. To undo: name the earlier one.");
    public static readonly Text NameDrillUnfit = new("Chỉ báo cáo ghi là diễn tập mới thuộc một cuộc diễn tập.", "Only what was reported as a drill belongs to one.");
    public static readonly Text NameDrillChange = new("Đổi cuộc diễn tập", "Change the drill");
    public static readonly Text AddRemark = new("Ghi trao đổi", "Add a remark");
    public static readonly Text AddRemarkMeans = new("Trao đổi không sửa, không xóa được.", "A remark cannot be changed or removed.");

    public static readonly Text ActReason = new("Lý do", "Reason");
    public static readonly Text ActSummary = new("Đã làm gì", "What was done");
    public static readonly Text ActCause = new("Nguyên nhân", "Cause");
    public static readonly Text ActAt = new("Lúc (để trống: bây giờ)", "When (left empty: now)");
    public static readonly Text ActNote = new("Ghi chú", "Note");
    public static readonly Text ActPerson = new("Người được giao", "Person");
    public static readonly Text ActTo = new("Chuyển tới", "To");
    public static readonly Text ActDisposition = new("Kết luận", "Finding");
    public static readonly Text ActInto = new("Số của sự cố giữ lại", "Number of the one that stays");
    public static readonly Text ActDrill = new("Cuộc diễn tập", "Drill");
    public static readonly Text ActNoDrill = new("Không thuộc cuộc nào", "None of them");
    public static readonly Text ActOther = new("Số của sự cố liên quan", "Number of the other incident");
    public static readonly Text ActRemark = new("Nội dung", "Words");
    public static readonly Text ActVisibility = new("Ai thấy", "Who sees it");
    public static readonly Text Optional = new("(không bắt buộc)", "(optional)");
    public static readonly Text ChooseOne = new("Hãy chọn", "Choose");
    public static readonly Text Yes = new("Có", "Yes");
    public static readonly Text No = new("Không", "No");
    public static readonly Text NextRung = new("Bậc kế tiếp của thang gọi", "The next rung of the ladder");
    public static readonly Text BackToIncident = new("Về {0}", "Back to {0}");
    public static readonly Text MoreActs = new("Việc khác", "More");
    public static readonly Text ActsHeading = new("Làm gì với sự cố này", "What you can do");
    public static readonly Text ActDoesNotFit = new("Không làm được lúc này: sự cố đang ở “{0}”.", "This cannot be done now: the incident is “{0}”.");
    public static readonly Text ActRefused = new("Chưa lưu. Hãy xem các mục sau:", "Not saved. Please look at these:");
    public static readonly Text Conflict = new(
        "Chưa lưu: đã có thay đổi trong lúc anh/chị nhập. Phần anh/chị nhập vẫn còn dưới đây.",
        "Not saved: it changed while you were writing. What you typed is still below.");
    public static readonly Text ConflictLine = new("{0}, lúc {1}: {2}", "{0}, at {1}: {2}");
    public static readonly Text ConflictField = new(
        "Lúc anh/chị mở: {0}. Bây giờ: {1}. Anh/chị chọn: {2}. Giữ bản nào?", "When you opened it: {0}. Now: {1}. You chose: {2}. Which one stays?");
    public static readonly Text ExplainLateness = new("Ghi lý do chậm", "Say why it is late");
    public static readonly Text ExplainLatenessMeans = new(
        "Lý do được ghi vào mọi việc đã quá hạn mà chưa có lý do, và vào dòng thời gian; đơn vị đọc được. Thời hạn không đổi.",
        "The reason is written to every overdue duty that has none yet, and into the timeline; the agency reads it. No deadline moves.");
    public static readonly Text StillOwed = new("Luật còn yêu cầu", "What the law still wants");
    public static readonly Text StillOwedMeans = new(
        "Khi còn các việc này, kết thúc phải có người thứ hai đồng ý.", "While these are open, a second person must agree to end it.");

    /// <summary>What was just done, said once above the heading.</summary>
    public static readonly IReadOnlyDictionary<string, Text> Done = new Dictionary<string, Text>
    {
        ["late-reason"] = new("Đã ghi lý do chậm.", "The reason is recorded."),
        ["take"] = new("Anh/chị đã nhận xử lý. Đã ngừng gọi.", "You took it. Calling has stopped."),
        ["give-back"] = new("Đã trả lại. Thang gọi tiếp.", "Given back. Calling goes on."),
        ["assign"] = new("Đã giao việc.", "Assigned."),
        ["classify"] = new("Đã phân loại.", "Classified."),
        ["severity"] = new("Đã đổi mức độ.", "Severity changed."),
        ["escalate"] = new("Đã chuyển cấp.", "Escalated."),
        ["contain"] = new("Đã ghi là khoanh vùng.", "Marked as contained."),
        ["resolve"] = new("Đã ghi là khắc phục xong.", "Marked as resolved."),
        ["close"] = new("Đã đóng hồ sơ.", "Closed."),
        ["reject"] = new("Đã ghi là không tiếp nhận.", "Rejected."),
        ["reopen"] = new("Đã mở lại.", "Reopened."),
        ["merge"] = new("Đã gộp.", "Merged."),
        ["unmerge"] = new("Đã bỏ gộp.", "No longer merged."),
        ["link"] = new("Đã đặt liên quan.", "Linked."),
        ["drill"] = new("Đã ghi cuộc diễn tập.", "The drill is recorded."),
        ["comment"] = new("Đã ghi trao đổi.", "Remark added."),
        ["task"] = new("Đã cập nhật danh sách việc.", "The list of tasks is up to date."),
        ["asked"] = new("Đã gửi đề nghị. Chưa có gì thay đổi cho tới khi người thứ hai đồng ý.", "Asked. Nothing changes until a second person agrees."),
    };

    public static readonly IReadOnlyDictionary<string, Text> CentreNames = new Dictionary<string, Text>
    {
        ["vncert"] = new("VNCERT/CC, điều phối ứng cứu", "VNCERT/CC, coordination"),
        ["ncsc"] = new("NCSC, giám sát quốc gia", "NCSC, national monitoring"),
        ["cyber-authority"] = new("Cơ quan chuyên trách an ninh mạng", "Cyber security authority"),
        ["provincial-police"] = new("Công an tỉnh", "Provincial police"),
        ["personal-data-authority"] = new("Cơ quan bảo vệ dữ liệu cá nhân", "Personal data authority"),
        ["defence-authority"] = new("Cơ quan chuyên trách của Bộ Quốc phòng", "Defence authority"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Closings = new Dictionary<string, Text>
    {
        ["confirmed"] = new("Xác nhận là sự cố, đã xử lý", "Confirmed and dealt with"),
        ["unidentified"] = new("Không tìm ra nguyên nhân", "The cause was not found"),
        ["transferred"] = new("Đã chuyển cơ quan khác", "Handed over to another body"),
        ["deferred"] = new("Tạm gác lại", "Put off"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Rejections = new Dictionary<string, Text>
    {
        ["insufficient-data"] = new("Không đủ thông tin", "Too few facts"),
        ["faulty-indicator"] = new("Dấu hiệu sai", "A faulty indicator"),
        ["misconfiguration"] = new("Do cấu hình sai", "A wrong configuration"),
        ["scan-probe"] = new("Chỉ là dò quét", "Only a scan"),
        ["failed-attempt"] = new("Thử mà không thành", "An attempt that failed"),
        ["refuted"] = new("Đã kiểm tra, không có thật", "Looked into and refuted"),
        ["out-of-scope"] = new("Ngoài phạm vi", "Out of scope"),
        ["test"] = new("Thử nghiệm", "A test"),
        ["spam"] = new("Thư rác", "Spam"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Visibilities = new Dictionary<string, Text>
    {
        ["internal"] = new("Chỉ trung tâm thấy", "The desk alone"),
        ["agency"] = new("Đơn vị cũng thấy", "The agency sees it too"),
    };
}
