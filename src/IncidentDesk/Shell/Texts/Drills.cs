namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Drills = new("Diễn tập", "Drills");
    public static readonly Text DrillsNone = new("Chưa có cuộc diễn tập nào.", "There is no drill yet.");
    public static readonly Text DrillsCaption = new("Các cuộc diễn tập, mới nhất trước", "Drills, newest first");
    public static readonly Text DrillNew = new("Lập kế hoạch diễn tập", "Plan a drill");
    public static readonly Text DrillSave = new("Lưu kế hoạch", "Save the plan");
    public static readonly Text DrillPlan = new("Kế hoạch", "Plan");
    public static readonly Text DrillName = new("Tên cuộc diễn tập", "Name");
    public static readonly Text DrillKind = new("Hình thức", "Kind");
    public static readonly Text DrillState = new("Trạng thái", "State");
    public static readonly Text DrillGoal = new("Mục tiêu", "Goal");
    public static readonly Text DrillScenario = new("Kịch bản (đơn vị tham gia không thấy)", "Scenario (agencies that take part do not see it)");
    public static readonly Text DrillTools = new("Công cụ", "Tools");
    public static readonly Text DrillLimits = new("Giới hạn khai thác", "Limits");
    public static readonly Text DrillProtection = new("Phương án bảo vệ hệ thống", "Protection plan");
    public static readonly Text DrillWindow = new("Khung thời gian", "Window");
    public static readonly Text DrillFrom = new("Từ", "From");
    public static readonly Text DrillTo = new("Đến", "To");
    public static readonly Text DrillPeople = new("Người của bàn trực tham gia", "People of the desk who take part");
    public static readonly Text DrillPeopleMean = new(
        "Khi diễn tập, chỉ những người này nhận được tin thật, và mọi tin đều ghi DIỄN TẬP / DRILL.", "While it runs only they are really told, and all that they get is marked as a drill.");
    public static readonly Text DrillAgencies = new("Cơ quan tham gia (mã, cách nhau bằng dấu phẩy)", "Agencies that take part (codes, with commas)");
    public static readonly Text DrillSystems = new("Hệ thống được diễn tập (mã, cách nhau bằng dấu phẩy)", "Systems that are tried (codes, with commas)");
    public static readonly Text DrillWho = new("Thành phần", "Who takes part");
    public static readonly Text DrillAgenciesShort = new("Cơ quan", "Agencies");
    public static readonly Text DrillSystemsShort = new("Hệ thống", "Systems");
    public static readonly Text DrillIncidentsShort = new("Sự cố", "Incidents");
    public static readonly Text DrillLevel = new("{0}, cấp độ {1}", "{0}, level {1}");
    public static readonly Text DrillMissing = new("Còn thiếu trước khi phê duyệt và bắt đầu: {0}.", "Still missing before it may be approved and begin: {0}.");
    public static readonly Text DrillRunning = new(
        "Đang diễn tập. Người tham gia của bàn trực nhận tin thật đến {0}; với mọi nơi khác, tin chỉ được mô phỏng.",
        "This drill runs. Its people at the desk are really told until {0}; to everybody else everything is simulated.");
    public static readonly Text DrillRunsWithoutWindow = new(
        "Đang diễn tập, không có khung thời gian: mọi tin chỉ được mô phỏng.", "This drill runs without a window: everything is simulated.");
    public static readonly Text DrillTimes = new("Thời gian đo được, tính từ lúc phát hiện", "Measured times, from detection");
    public static readonly Text DrillTimesNone = new(
        "Chưa có sự cố nào được báo trong cuộc diễn tập này.", "No incident has been reported in this drill.");
    public static readonly Text DrillReceived = new("Bàn trực tiếp nhận", "Received by the desk");
    public static readonly Text DrillAcknowledged = new("Có người nhận xử lý", "Taken by a person");
    public static readonly Text DrillNotice = new("Thông báo", "Notice");
    public static readonly Text DrillReported = new("Báo cáo", "Report");
    public static readonly Text DrillNotYet = new("chưa", "not yet");
    public static readonly Text DrillHalf = new("một nửa không quá {0}", "half took no more than {0}");
    public static readonly Text DrillFindings = new("Đánh giá và phát hiện", "How it went and what was found");
    public static readonly Text DrillFindingsNone = new("Không có phát hiện nào được ghi.", "No finding was recorded.");
    public static readonly Text DrillSummary = new("Đánh giá chung", "How it went");
    public static readonly Text DrillFindingsHow = new(
        "Phát hiện, mỗi dòng một việc: phát hiện | biện pháp | phụ trách | hạn (31/12/2026)", "Findings, one a line: finding | action | responsible | due (31/12/2026)");
    public static readonly Text DrillFinding = new("Phát hiện", "Finding");
    public static readonly Text DrillAction = new("Biện pháp", "Action");
    public static readonly Text DrillResponsible = new("Phụ trách", "Responsible");
    public static readonly Text DrillDue = new("Hạn", "Due");
    public static readonly Text DrillHistory = new("Diễn biến", "History");
    public static readonly Text DrillActs = new("Việc có thể làm", "What can be done");
    public static readonly Text DrillChange = new("Sửa kế hoạch", "Change the plan");
    public static readonly Text DrillChangeMeans = new("Kế hoạch đã duyệt mà sửa thì trở lại bản nháp.", "A plan that was approved is a draft again when it changes.");
    public static readonly Text DrillApprove = new("Phê duyệt", "Approve");
    public static readonly Text DrillApproveMeans = new(
        "Diễn tập thực chiến do người không viết kế hoạch phê duyệt.", "A live drill is approved by somebody who did not write its plan.");
    public static readonly Text DrillStart = new("Bắt đầu diễn tập", "Begin the drill");
    public static readonly Text DrillStop = new("Dừng khẩn cấp", "Abort");
    public static readonly Text DrillCancel = new("Hủy", "Cancel");
    public static readonly Text DrillEnd = new("Kết thúc và ghi phát hiện", "End with findings");
    public static readonly Text DrillReason = new("Lý do", "Reason");
    public static readonly Text DrillReportLink = new("Bản báo cáo để in", "Report to print");
    public static readonly Text DrillReportFile = new("Báo cáo (DOCX)", "Report (DOCX)");
    public static readonly Text DrillBack = new("Về cuộc diễn tập", "Back to the drill");
    public static readonly Text DrillOfIncident = new("Thuộc cuộc diễn tập: {0}", "Part of the drill: {0}");
    public static readonly Text DrillOfNone = new(
        "Không thuộc cuộc diễn tập nào đang ghi nhận: mọi tin chỉ được mô phỏng.", "Part of no drill of the register: everything is simulated.");

    public static readonly Text DrillYearly = new("Diễn tập hằng năm, hệ thống cấp độ 3 trở lên, năm {0}", "Yearly drill, systems of level 3 and above, {0}");
    public static readonly Text DrillYearlyMeans = new(
        "Mỗi năm một lần diễn tập thực chiến đã kết thúc (Chỉ thị 18/CT-TTg, Chỉ thị 60/CT-BTTTT; TCVN 14423:2026 với cấp độ 4, 5). Cuộc đã dừng khẩn cấp không tính.",
        "One live drill a year that came to its end (Directive 18/CT-TTg, Directive 60/CT-BTTTT; TCVN 14423:2026 for levels 4 and 5). One that was aborted does not count.");
    public static readonly Text DrillYearlyNone = new("Không có hệ thống cấp độ 3 trở lên.", "There is no system of level 3 or above.");
    public static readonly Text DrillYearBefore = new("Năm {0}", "Year {0}");
    public static readonly Text DrillSystem = new("Hệ thống", "System");
    public static readonly Text DrillLast = new("Diễn tập", "Drill");

    public static readonly IReadOnlyDictionary<string, Text> DrillKinds = new Dictionary<string, Text>
    {
        ["live"] = new("Thực chiến", "Live"),
        ["tabletop"] = new("Trên bàn", "Tabletop"),
    };

    public static readonly IReadOnlyDictionary<string, Text> DrillStates = new Dictionary<string, Text>
    {
        ["draft"] = new("Bản nháp", "Draft"),
        ["approved"] = new("Đã phê duyệt", "Approved"),
        ["running"] = new("Đang diễn tập", "Running"),
        ["ended"] = new("Đã kết thúc", "Ended"),
        ["aborted"] = new("Dừng khẩn cấp", "Aborted"),
        ["cancelled"] = new("Đã hủy", "Cancelled"),
    };

    public static readonly IReadOnlyDictionary<string, Text> DrillParts = new Dictionary<string, Text>
    {
        ["goal"] = new("mục tiêu", "goal"),
        ["people"] = new("người của bàn trực", "people of the desk"),
        ["systems"] = new("hệ thống", "systems"),
        ["tools"] = new("công cụ", "tools"),
        ["limits"] = new("giới hạn khai thác", "limits"),
        ["window"] = new("khung thời gian", "window"),
        ["protectionPlan"] = new("phương án bảo vệ", "protection plan"),
    };

    public static readonly IReadOnlyDictionary<string, Text> DrillYearStates = new Dictionary<string, Text>
    {
        ["overdue"] = new("Quá hạn", "Overdue"),
        ["due"] = new("Chưa diễn tập", "Not drilled yet"),
        ["planned"] = new("Đã có kế hoạch", "Planned"),
        ["done"] = new("Đã diễn tập", "Drilled"),
    };
}
