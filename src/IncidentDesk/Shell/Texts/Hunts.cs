namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Hunts = new("Săn lùng", "Hunts");
    public static readonly Text HuntsLong = new("Săn lùng mối nguy hại", "Threat hunts");
    public static readonly Text HuntBegin = new("Mở đợt săn lùng", "Open a hunt");
    public static readonly Text HuntOpenIt = new("Mở trang đợt săn lùng", "Go to the hunt");
    public static readonly Text HuntsDue = new("Hệ thống đến hạn", "Systems that are due");
    public static readonly Text HuntNone = new("Chưa có đợt săn lùng nào.", "There is no hunt yet.");
    public static readonly Text HuntCaption = new("Đợt đang mở và đến hạn sớm nhất đứng trước.", "Open ones first, the next due before the others.");
    public static readonly Text HuntTitle = new("Tên đợt săn lùng", "Title");
    public static readonly Text HuntHypothesis = new("Giả thuyết", "Hypothesis");
    public static readonly Text HuntHypothesisHow = new("Kẻ tấn công có thể đã làm gì, vì sao nghĩ vậy", "What an attacker may have done, and why that is thought");
    public static readonly Text HuntIndicators = new("Dấu hiệu cần tìm", "Indicators to look for");
    public static readonly Text HuntIndicatorsHow = new("Mỗi dòng một dấu hiệu, ví dụ domain: c2.example", "One a line, such as domain: c2.example");
    public static readonly Text HuntQueries = new("Câu truy vấn cần chạy", "Queries to run");
    public static readonly Text HuntQueriesHow = new("Mỗi dòng một câu, ví dụ Nhật ký proxy: dst_host = c2.example", "One a line, such as Proxy log: dst_host = c2.example");
    public static readonly Text HuntPeriod = new("Khoảng thời gian cần tìm", "Period to search");
    public static readonly Text HuntFrom = new("Từ", "From");
    public static readonly Text HuntTo = new("Đến", "Until");
    public static readonly Text HuntAnyPeriod = new("do người tìm chọn, phải ghi rõ", "chosen by whoever searches, and said");
    public static readonly Text HuntDueAt = new("Hạn báo kết quả", "Results by");
    public static readonly Text HuntWhom = new("Đơn vị thực hiện", "Who looks");
    public static readonly Text HuntEverybody = new("Tất cả đơn vị", "All agencies");
    public static readonly Text HuntCodes = new("Hoặc mã đơn vị, cách nhau bằng dấu phẩy", "Or codes of agencies, separated by commas");
    public static readonly Text HuntSystems = new("Hoặc từng hệ thống, ví dụ SO-ABC/CTTDT", "Or single systems, such as SO-ABC/CTTDT");
    public static readonly Text HuntSystemOne = new("Hệ thống, ví dụ SO-ABC/CTTDT; mã riêng nếu là của đơn vị mình", "System, such as SO-ABC/CTTDT; its code alone where it is your own agency's");
    public static readonly Text HuntWiden = new("Giao thêm đơn vị, hệ thống", "Ask more agencies or systems");
    public static readonly Text HuntByLetter = new("Theo văn bản cảnh báo {0}", "Asked for by the warning letter {0}");
    public static readonly Text HuntStanding = new("Kết quả", "Results");
    public static readonly Text HuntNobody = new("chưa giao cho đơn vị nào", "nobody was asked yet");
    public static readonly Text HuntIncidents = new("Sự cố phát hiện được", "Incidents that were found");
    public static readonly Text HuntSaid = new("Báo lúc", "Said");
    public static readonly Text HuntOverdue = new("quá hạn", "overdue");
    public static readonly Text HuntEndedBy = new("{0} lúc {1}", "{0}, {1}");
    public static readonly Text HuntClose = new("Kết thúc đợt săn lùng", "Close the hunt");
    public static readonly Text HuntSummary = new("Tổng kết", "Summary");
    public static readonly Text HuntCancel = new("Hủy đợt săn lùng", "Give the hunt up");
    public static readonly Text HuntResultsOf = new("Kết quả của {0}", "Results of {0}");
    public static readonly Text HuntSay = new("Báo kết quả", "Say what came of it");
    public static readonly Text HuntSayMeans = new(
        "\"Không phát hiện\" chỉ có giá trị khi ghi câu truy vấn và khoảng thời gian đã tìm. Phát hiện thì mở sự cố theo quy trình thường.",
        "\"Nothing found\" counts only with the query and the period searched. A find opens an incident the ordinary way.");
    public static readonly Text HuntOutcome = new("Kết quả", "Outcome");
    public static readonly Text HuntQuery = new("Câu truy vấn đã chạy", "The query that was run");
    public static readonly Text HuntSearched = new("Đã tìm", "Searched");
    public static readonly Text HuntPart = new("chưa hết khoảng thời gian yêu cầu", "not all of the period that is asked for");
    public static readonly Text HuntAbout = new("Hệ thống", "System");
    public static readonly Text HuntWhole = new("Toàn đơn vị", "The agency as a whole");
    public static readonly Text HuntSearchedSystems = new("Các hệ thống đã tìm (tính lại hạn 6 tháng)", "Systems that were searched (their six months begin anew)");
    public static readonly Text HuntEvidence = new("Bằng chứng, nơi lưu", "Evidence, where it is kept");
    public static readonly Text HuntFindIncident = new("Phát hiện: thuộc sự cố đã có (số)", "A find: of an incident that is there (number)");
    public static readonly Text HuntFindTitle = new("Hoặc mở sự cố mới: tên sự cố", "Or opens a new incident: its title");
    public static readonly Text HuntFindCategory = new("Loại sự cố", "Category");
    public static readonly Text HuntHistory = new("Các lần báo", "Everything that was said");
    public static readonly Text CheckRecord = new("Ghi nhận lần săn lùng, rà quét", "Record a hunt or a scan");
    public static readonly Text CheckMeans = new(
        "Chỉ thị 18/CT-TTg: săn lùng mối nguy hại và rà quét lỗ hổng ít nhất 6 tháng một lần trên từng hệ thống.",
        "Directive 18/CT-TTg: a threat hunt and a scan for weaknesses at least once in six months, for each system.");
    public static readonly Text CheckKind = new("Việc đã làm", "What was done");
    public static readonly Text CheckDoneAt = new("Lúc", "When");
    public static readonly Text CheckMethod = new("Bằng công cụ, câu truy vấn nào", "With which tool or query");
    public static readonly Text CheckFindings = new("Số lỗ hổng tìm thấy", "Weaknesses found");
    public static readonly Text CheckLevel = new("Cấp độ {0}", "Level {0}");
    public static readonly Text CheckLast = new("lần cuối {0}", "last on {0}");
    public static readonly Text CheckNext = new("hạn {0}", "due {0}");
    public static readonly Text CheckNone = new("Không có hệ thống nào trong diện này.", "There is no such system.");
    public static readonly Text CheckShown = new("Đang xem: {0}", "Shown: {0}");
    public static readonly Text CheckWorst = new("chưa làm và quá hạn", "never done and overdue");
    public static readonly Text CheckEvery = new("tất cả hệ thống", "all systems");
    public static readonly Text CheckFigures = new("Tình hình theo tỉnh", "By province");
    public static readonly Text CheckProvince = new("Tỉnh", "Province");
    public static readonly Text CheckSystems = new("Số hệ thống", "Systems");

    public static readonly IReadOnlyDictionary<string, Text> HuntStates = new Dictionary<string, Text>
    {
        ["open"] = new("Đang mở", "Open"),
        ["closed"] = new("Đã kết thúc", "Closed"),
        ["cancelled"] = new("Đã hủy", "Given up"),
    };

    public static readonly IReadOnlyDictionary<string, Text> HuntOutcomes = new Dictionary<string, Text>
    {
        ["waiting"] = new("Chưa báo", "Waiting"),
        ["nothing-found"] = new("Không phát hiện", "Nothing found"),
        ["found"] = new("Có phát hiện", "Found something"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CheckKinds = new Dictionary<string, Text>
    {
        ["hunt"] = new("săn lùng", "hunt"),
        ["scan"] = new("rà quét lỗ hổng", "scan"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CheckStandings = new Dictionary<string, Text>
    {
        ["never"] = new("chưa làm lần nào", "never done"),
        ["overdue"] = new("quá hạn", "overdue"),
        ["soon"] = new("đến hạn trong 30 ngày", "due within 30 days"),
        ["in-time"] = new("còn hạn", "in time"),
    };
}
