namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Scenarios = new("Rà soát kịch bản", "Scenario reviews");
    public static readonly Text ScenariosLong = new("Rà soát kịch bản ứng phó", "Reviews of response scenarios");
    public static readonly Text ScenarioOwed = new("chưa rà soát", "still owed");
    public static readonly Text ScenarioEvery = new("tất cả lần rà soát", "all reviews");
    public static readonly Text ScenarioNone = new("Không có lần rà soát nào trong diện này.", "There is no such review.");
    public static readonly Text ScenarioChanged = new("Thay đổi của hệ thống", "What changed");
    public static readonly Text ScenarioDue = new("Hạn rà soát", "To be reviewed by");
    public static readonly Text ScenarioMoreChanges = new("và {0} thay đổi khác", "and {0} more changes");
    public static readonly Text ScenarioOf = new("Rà soát kịch bản: {0}", "Scenario review: {0}");
    public static readonly Text ScenarioAgency = new("Cơ quan", "Agency");
    public static readonly Text ScenarioRecorded = new("Người ghi nhận", "Recorded by");
    public static readonly Text ScenarioDoneOn = new("Đã rà soát ngày {0}", "Reviewed on {0}");
    public static readonly Text ScenarioLateBy = new("muộn {0} ngày", "{0} days late");
    public static readonly Text ScenarioVoid = new(
        "Không cần rà soát: hệ thống đã trở lại như trước thay đổi, bàn trực tự kết thúc.", "No review needed: the system is again as it was before the change, and the desk let go of it.");
    public static readonly Text ScenarioSettle = new("Ghi nhận đã rà soát", "Record the review");
    public static readonly Text ScenarioSettleMeans = new(
        "Ngày rà soát không trước lần thay đổi cuối. Đã ghi thì không sửa được; thay đổi sau đó mở một lần rà soát mới.",
        "The day of the review is not before the last change. Once recorded it stays; what changes later opens a new review.");
    public static readonly Text ScenarioReviewedOn = new("Ngày rà soát", "Day of the review");
    public static readonly Text ScenarioDocument = new("Số hoặc tên văn bản kịch bản, phương án", "Number or name of the scenario document");
    public static readonly Text ScenarioNewSystem = new("hệ thống mới, cấp độ {0}", "a new system of level {0}");
    public static readonly Text ScenarioLevelChanged = new("cấp độ {0} → {1}", "level {0} → {1}");
    public static readonly Text ScenarioHostChanged = new("đơn vị vận hành, cho thuê: {0} → {1}", "run or hosted by: {0} → {1}");
    public static readonly Text ScenarioOwnHost = new("chính cơ quan", "the agency itself");
    public static readonly Text ScenarioExposureChanged = new("kết nối: {0} → {1}", "reached from: {0} → {1}");
    public static readonly Text ScenarioProviderCame = new("thêm nhà cung cấp {0}", "provider {0} was added");
    public static readonly Text ScenarioProviderLeft = new("không còn nhà cung cấp {0}", "provider {0} is there no more");
    public static readonly Text ScenarioProductCame = new("thêm {0} {1}", "{0} {1} was added");
    public static readonly Text ScenarioProductLeft = new("không còn {0} {1}", "{0} {1} is there no more");
    public static readonly Text ScenarioProductChanged = new("{0}: đổi từ {1} sang {2}", "{0}: from {1} to {2}");

    public static readonly IReadOnlyDictionary<string, Text> ScenarioStates = new Dictionary<string, Text>
    {
        ["open"] = new("còn hạn", "in time"),
        ["overdue"] = new("quá hạn", "overdue"),
        ["done"] = new("đã rà soát", "reviewed"),
        ["void"] = new("không cần rà soát", "no review needed"),
    };
}
