namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text FiguresPage = new("Số liệu", "Figures");
    public static readonly Text FiguresFiled = new("Báo cáo đúng hạn", "Filed in time");
    public static readonly Text FiguresFrom = new("Từ ngày", "From");
    public static readonly Text FiguresTo = new("Đến hết ngày", "To, included");
    public static readonly Text FiguresAsOf = new("Tính đến hết ngày (để trống: bây giờ)", "As known at the end of (empty: now)");
    public static readonly Text FiguresYear = new("Năm", "Year");
    public static readonly Text FiguresDay = new("Viết ngày như 20/11/2026.", "Write a day like 20/11/2026.");
    public static readonly Text FiguresBy = new("Tách theo", "Told apart by");
    public static readonly Text FiguresShow = new("Xem", "Show");
    public static readonly Text FiguresWindow = new(
        "Kỳ số liệu: từ {0} đến trước {1}, theo những gì đã ghi nhận đến {2}.", "Figures from {0} to before {1}, as recorded by {2}.");
    public static readonly Text FiguresReports = new("Báo cáo định kỳ", "Reports");
    public static readonly Text FiguresDueDays = new("Hạn nộp cuối cùng: {0}.", "Last good instant: {0}.");
    public static readonly Text FiguresGround = new("Căn cứ: {0} ({1}).", "On the ground of {0} ({1}).");
    public static readonly Text FiguresFile = new("Tải bảng tính (XLSX)", "Workbook (XLSX)");
    public static readonly Text FiguresTable = new("Tải bảng cho máy đọc (CSV)", "Table for machines (CSV)");
    public static readonly Text SheetKey = new("Mã", "Code");
    public static readonly Text SheetName = new("Tên", "Name");
    public static readonly Text SheetReport = new("Báo cáo", "Report");
    public static readonly Text SheetPeriod = new("Kỳ số liệu", "Period of the figures");
    public static readonly Text SheetDays = new("từ ngày {0} đến hết ngày {1}", "from {0} to {1}, both days included");
    public static readonly Text SheetFrom = new("Thời điểm bắt đầu kỳ", "The instant at which the period begins");
    public static readonly Text SheetTo = new("Thời điểm kỳ đã hết", "The instant at which the period is over");
    public static readonly Text SheetToMeans = new("Không thuộc kỳ nữa: ngày cuối của kỳ là {0}.", "No longer in the period: its last day is {0}.");
    public static readonly Text SheetAsOf = new("Theo những gì đã ghi nhận đến", "As recorded by");
    public static readonly Text SheetArticle = new("Căn cứ", "On the ground of");
    public static readonly Text FiguresNumber = new("Số", "Number");
    public static readonly Text FiguresMeaning = new("Nghĩa là", "What it is");
    public static readonly Text FiguresCaption = new("Mỗi số kèm định nghĩa", "Each number with its definition");
    public static readonly Text FiguresApart = new("Nghĩa vụ đến hạn trong kỳ, tách theo {0}", "Duties due in the span, by {0}");
    public static readonly Text FiguresNothing = new("Không có nghĩa vụ nào đến hạn trong kỳ.", "No duty was due in the span.");
    public static readonly Text FiguresDrills = new(
        "Diễn tập: {0} nghĩa vụ; thử nghiệm: {1}. Không tính vào bất kỳ số nào ở trên.", "Drills: {0} duties; tests: {1}. They are in no number above.");
    public static readonly Text FiguresNotKept = new("không lưu tại đây", "not kept here");
    public static readonly Text FiguresLateness = new("trung bình {0}, lâu nhất {1}", "{0} on average, at most {1}");

    public static readonly Text PeriodicHeading = new("Nghĩa vụ định kỳ", "Periodic duties");
    public static readonly Text PeriodicNone = new("Chưa có nghĩa vụ định kỳ nào được mở.", "No periodic duty is open.");
    public static readonly Text PeriodicCaption = new("Theo hạn, sớm nhất trước", "By due instant, earliest first");
    public static readonly Text PeriodicHolder = new("Của", "Whose");
    public static readonly Text PeriodicOfDesk = new("Bàn trực", "The desk");
    public static readonly Text PeriodicWindow = new("số liệu từ {0} đến hết {1}", "figures of {0} to {1}");
    public static readonly Text PeriodicState = new("Tình trạng", "State");
    public static readonly Text PeriodicFile = new("Ghi nhận đã nộp: {0}", "Record as filed: {0}");
    public static readonly Text PeriodicAt = new("Nộp lúc (để trống: bây giờ)", "Filed at (empty: now)");
    public static readonly Text PeriodicProof = new("Bằng chứng: số văn bản, biên nhận", "Proof: number of the letter, receipt");
    public static readonly Text PeriodicRecord = new("Ghi nhận", "Record");
    public static readonly Text PeriodicWaive = new("Miễn: {0}", "Waive: {0}");
    public static readonly Text PeriodicReason = new("Lý do", "Reason");
    public static readonly Text PeriodicDone = new("Đã ghi nhận.", "Recorded.");
    public static readonly Text PeriodicInstant = new("Viết thời điểm như 19/12/2026 16:30.", "Write the instant like 19/12/2026 16:30.");

    public static readonly IReadOnlyDictionary<string, Text> FigureBys = new Dictionary<string, Text>
    {
        ["kind"] = new("loại nghĩa vụ", "kind of duty"),
        ["agency"] = new("cơ quan", "agency"),
        ["month"] = new("tháng", "month"),
        ["rule"] = new("bộ quy tắc", "rule set"),
    };

    public static readonly IReadOnlyDictionary<string, Text> FigureReports = new Dictionary<string, Text>
    {
        ["six-month"] = new("Báo cáo sáu tháng", "Six-month report"),
        ["annual"] = new("Báo cáo năm (NĐ 331/2026, Mẫu 08)", "Annual report (Decree 331/2026, form 08)"),
        ["annual-legacy"] = new("Báo cáo năm của thành viên mạng lưới (TT 20/2017)", "Annual report of a network member (Circular 20/2017)"),
        ["leadership"] = new("Báo cáo lãnh đạo", "Report for the leadership"),
    };

    public static readonly IReadOnlyDictionary<string, Text> FigureNames = new Dictionary<string, Text>
    {
        ["incidents-received"] = new("Sự cố tiếp nhận", "Incidents received"),
        ["incidents-serious"] = new("Trong đó nghiêm trọng theo luật", "Of them serious by law"),
        ["incidents-open"] = new("Trong đó chưa kết thúc", "Of them not ended"),
        ["incidents-drills"] = new("Diễn tập", "Drills"),
        ["incidents-tests"] = new("Thử nghiệm", "Tests"),
        ["systems-total"] = new("Hệ thống thông tin", "Information systems"),
        ["systems-classified"] = new("Đã xác nhận cấp độ", "With a confirmed level"),
        ["systems-level-1"] = new("Cấp độ 1", "Level 1"),
        ["systems-level-2"] = new("Cấp độ 2", "Level 2"),
        ["systems-level-3"] = new("Cấp độ 3", "Level 3"),
        ["systems-level-4"] = new("Cấp độ 4", "Level 4"),
        ["systems-level-5"] = new("Cấp độ 5", "Level 5"),
        ["systems-dossier"] = new("Đã lập hồ sơ cấp độ", "With a dossier"),
        ["systems-appraised"] = new("Đã thẩm định", "Appraised"),
        ["systems-approved"] = new("Đã phê duyệt", "Approved"),
        ["systems-checked"] = new("Đã kiểm tra", "Checked"),
        ["duties-total"] = new("Nghĩa vụ có hạn trong kỳ", "Duties with their instant in the span"),
        ["duties-due"] = new("Đã đến hạn", "Due"),
        ["duties-metInTime"] = new("Đúng hạn", "In time"),
        ["duties-late"] = new("Nộp muộn", "Late"),
        ["duties-overdue"] = new("Quá hạn, chưa nộp", "Overdue"),
        ["duties-notYetDue"] = new("Chưa đến hạn", "Not yet due"),
        ["duties-waived"] = new("Được miễn", "Waived"),
        ["duties-void"] = new("Không còn áp dụng", "Void"),
        ["duties-closedUnproven"] = new("Đóng không bằng chứng", "Closed unproven"),
        ["duties-internal"] = new("Trong đó hạn nội bộ", "Of them the desk's own"),
        ["duties-inTimePercent"] = new("Tỷ lệ đúng hạn, %", "In time, %"),
        ["duties-meanLateSeconds"] = new("Muộn trung bình, giây", "Mean lateness, seconds"),
        ["duties-longestLateSeconds"] = new("Muộn nhất, giây", "Longest lateness, seconds"),
    };

    public static readonly IReadOnlyDictionary<string, Text> FigureMeanings = new Dictionary<string, Text>
    {
        ["incidents-received"] = new(
            "Sự cố thật, báo cáo đầu tiên đến trong kỳ và trước thời điểm tính.", "Real incidents whose first report came in the span and before the instant of the figures."),
        ["incidents-serious"] = new(
            "Sự cố thật được coi là nghiêm trọng theo hồ sơ tại thời điểm tính.", "Real incidents that counted as serious at the instant of the figures."),
        ["incidents-open"] = new(
            "Sự cố thật chưa đóng, chưa bị từ chối, chưa gộp tại thời điểm tính.", "Real incidents neither closed, rejected nor merged at the instant of the figures."),
        ["incidents-drills"] = new("Đánh dấu diễn tập; không tính vào số nào khác.", "Marked as a drill; in no other number."),
        ["incidents-tests"] = new("Phân loại test; không tính vào số nào khác.", "Of the class test; in no other number."),
        ["systems-total"] = new("Có trong danh mục tại thời điểm tính.", "In the register at the instant of the figures."),
        ["systems-classified"] = new("Có người đã xác nhận cấp độ trước thời điểm tính.", "A person had confirmed the level by the instant of the figures."),
        ["systems-level-1"] = new("Theo danh mục tại thời điểm tính.", "As the register stood at the instant of the figures."),
        ["systems-level-2"] = new("Theo danh mục tại thời điểm tính.", "As the register stood at the instant of the figures."),
        ["systems-level-3"] = new("Theo danh mục tại thời điểm tính.", "As the register stood at the instant of the figures."),
        ["systems-level-4"] = new("Theo danh mục tại thời điểm tính.", "As the register stood at the instant of the figures."),
        ["systems-level-5"] = new("Theo danh mục tại thời điểm tính.", "As the register stood at the instant of the figures."),
        ["systems-dossier"] = new("Danh mục của bàn trực không lưu số này.", "The desk's register does not keep it."),
        ["systems-appraised"] = new("Danh mục của bàn trực không lưu số này.", "The desk's register does not keep it."),
        ["systems-approved"] = new("Danh mục của bàn trực không lưu số này.", "The desk's register does not keep it."),
        ["systems-checked"] = new("Danh mục của bàn trực không lưu số này.", "The desk's register does not keep it."),
        ["duties-total"] = new(
            "Mọi nghĩa vụ của sự cố thật có hạn trong kỳ, như đã ghi nhận đến thời điểm tính.", "Every duty of a real incident whose due instant lies in the span, as recorded by the instant of the figures."),
        ["duties-due"] = new("Đúng hạn, nộp muộn và quá hạn cộng lại.", "In time, late and overdue together."),
        ["duties-metInTime"] = new("Đã gửi, có bằng chứng, không muộn hơn hạn.", "Sent, with proof, not after the due instant."),
        ["duties-late"] = new("Đã gửi, có bằng chứng, sau hạn; muộn là muộn mãi.", "Sent, with proof, after the due instant; late is late for ever."),
        ["duties-overdue"] = new("Hạn đã qua mà chưa ghi nhận đã gửi.", "The due instant has passed and no sending is recorded."),
        ["duties-notYetDue"] = new("Còn mở, hạn ở sau thời điểm tính.", "Open, due after the instant of the figures."),
        ["duties-waived"] = new("Được miễn khi đóng hồ sơ, có người thứ hai đồng ý. Không tính vào tỷ lệ.", "Waived when the incident was closed, with a second person. Not in the rate."),
        ["duties-void"] = new("Hóa ra không phải sự cố, hoặc đã gộp. Không tính vào tỷ lệ.", "There was no incident, or it was merged. Not in the rate."),
        ["duties-closedUnproven"] = new(
            "Hồ sơ đóng trên bàn trực chỉ mô phỏng gửi. Không tính vào tỷ lệ.", "The incident was closed on a desk that only simulates sending. Not in the rate."),
        ["duties-internal"] = new("Luật chưa quy định thời hạn; đây là mục tiêu của bàn trực.", "No law gives the figure; it is the desk's own target."),
        ["duties-inTimePercent"] = new("Đúng hạn chia cho đã đến hạn.", "In time, divided by due."),
        ["duties-meanLateSeconds"] = new("Của những lần nộp muộn.", "Of those that were late."),
        ["duties-longestLateSeconds"] = new("Của những lần nộp muộn.", "Of those that were late."),
    };
}
