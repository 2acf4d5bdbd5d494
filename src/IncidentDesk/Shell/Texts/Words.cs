namespace IncidentDesk.Shell;

/// <summary>The closed lists of the contract, as people say them. The key is the word on the wire.</summary>
public static partial class Texts
{
    public static readonly IReadOnlyDictionary<string, Text> Severities = new Dictionary<string, Text>
    {
        ["critical"] = new("Nghiêm trọng", "Critical"),
        ["high"] = new("Cao", "High"),
        ["medium"] = new("Trung bình", "Medium"),
        ["low"] = new("Thấp", "Low"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Statuses = new Dictionary<string, Text>
    {
        ["new"] = new("Mới", "New"),
        ["triaged"] = new("Đã sàng lọc", "Triaged"),
        ["open"] = new("Đang xử lý", "In hand"),
        ["contained"] = new("Đã khoanh vùng", "Contained"),
        ["resolved"] = new("Đã khắc phục", "Resolved"),
        ["closed"] = new("Đã đóng", "Closed"),
        ["rejected"] = new("Không phải sự cố", "Not an incident"),
        ["duplicate"] = new("Trùng", "Duplicate"),
    };

    public static readonly IReadOnlyDictionary<string, Text> DeliveryStates = new Dictionary<string, Text>
    {
        ["planned"] = new("Dự kiến", "Planned"),
        ["awaiting-approval"] = new("Chờ duyệt", "Waits for approval"),
        ["queued"] = new("Chờ gửi", "Waits to be sent"),
        ["claimed"] = new("Đang gửi", "Being sent"),
        ["in-doubt"] = new("Chưa rõ kết quả", "Outcome unknown"),
        ["accepted"] = new("Máy chủ đã nhận", "Their server took it"),
        ["delivered"] = new("Đã tới", "Arrived"),
        ["acknowledged"] = new("Đã xác nhận", "Confirmed by a person"),
        ["retry-wait"] = new("Chờ gửi lại", "Waits for another try"),
        ["failed"] = new("Không gửi được", "Could not be sent"),
        ["cancelled"] = new("Đã hủy", "Cancelled"),
        ["suppressed"] = new("Đã chặn", "Held back by a rule"),
        ["simulated"] = new("Mô phỏng, không gửi", "Simulated, not sent"),
        ["superseded"] = new("Đã thay bản mới", "Replaced by a newer one"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Channels = new Dictionary<string, Text>
    {
        ["mail"] = new("thư", "mail"),
        ["call"] = new("gọi điện", "phone call"),
        ["voice"] = new("cuộc gọi tự động", "automatic call"),
        ["sms"] = new("tin nhắn", "text message"),
        ["webhook"] = new("webhook", "webhook"),
        ["by-hand"] = new("nộp trực tiếp", "by hand"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Obligations = new Dictionary<string, Text>
    {
        ["immediate-notice"] = new("Thông báo ngay", "Immediate notice"),
        ["initial-notice"] = new("Thông báo ban đầu", "Initial notice"),
        ["report"] = new("Báo cáo sự cố", "Incident report"),
        ["progress-report"] = new("Báo cáo diễn biến", "Progress report"),
        ["final-report"] = new("Báo cáo kết thúc", "Final report"),
        ["personal-data-notice"] = new("Thông báo vi phạm dữ liệu cá nhân", "Personal data breach notice"),
        ["data-subject-notice"] = new("Thông báo cho người có dữ liệu", "Notice to the people concerned"),
        ["written-follow-up"] = new("Văn bản bổ sung", "Written follow-up"),
        ["coordination-reply"] = new("Trả lời yêu cầu điều phối", "Reply to a coordination request"),
        ["periodic-report"] = new("Báo cáo định kỳ", "Periodic report"),
        ["annual-report"] = new("Báo cáo năm", "Annual report"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ObligationStates = new Dictionary<string, Text>
    {
        ["open"] = new("chưa xong", "open"),
        ["met"] = new("đã xong", "done"),
        ["late"] = new("xong muộn", "done late"),
        ["waived"] = new("được miễn", "waived"),
        ["void"] = new("không còn áp dụng", "no longer applies"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Recipients = new Dictionary<string, Text>
    {
        ["system-owner"] = new("Chủ quản hệ thống", "Owner of the system"),
        ["specialised-unit"] = new("Đơn vị chuyên trách", "Specialised unit"),
        ["national-coordinator"] = new("Cơ quan điều phối quốc gia", "National coordinator"),
        ["cyber-authority"] = new("Cơ quan chuyên trách an ninh mạng", "Cyber security authority"),
        ["provincial-police"] = new("Công an tỉnh", "Provincial police"),
        ["defence-authority"] = new("Cơ quan chuyên trách của Bộ Quốc phòng", "Defence authority"),
        ["personal-data-authority"] = new("Cơ quan bảo vệ dữ liệu cá nhân", "Personal data authority"),
        ["data-subjects"] = new("Người có dữ liệu", "The people concerned"),
        ["response-network"] = new("Mạng lưới ứng cứu sự cố", "Incident response network"),
        ["monitoring"] = new("Giám sát, cảnh báo sớm (theo đề nghị)", "Monitoring and early warning (on request)"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Sureness = new Dictionary<string, Text>
    {
        ["verified"] = new("Đã đối chiếu văn bản gốc", "Checked against the original text"),
        ["secondary"] = new("Theo nguồn thứ cấp", "From a secondary source"),
        ["memory"] = new("Theo trí nhớ, cần đối chiếu", "From memory, to be checked"),
        ["open"] = new("Chưa rõ, cần hỏi lại", "Open, to be asked"),
    };

    public static readonly IReadOnlyDictionary<string, Text> TimelineKinds = new Dictionary<string, Text>
    {
        ["reported"] = new("Báo cáo", "Report"),
        ["triaged"] = new("Sàng lọc", "Triage"),
        ["acknowledged"] = new("Nhận xử lý", "Taken"),
        ["assigned"] = new("Giao việc", "Assigned"),
        ["classified"] = new("Phân loại", "Classified"),
        ["severity"] = new("Mức độ", "Severity"),
        ["status"] = new("Trạng thái", "Status"),
        ["comment"] = new("Trao đổi", "Comment"),
        ["evidence"] = new("Bằng chứng", "Evidence"),
        ["delivery"] = new("Lượt gửi", "Delivery"),
        ["obligation"] = new("Thời hạn", "Deadline"),
        ["ladder"] = new("Thang gọi", "Calling ladder"),
        ["approval"] = new("Phê duyệt", "Approval"),
        ["paper"] = new("Văn bản", "Paper"),
        ["alarm"] = new("Báo động", "Alarm"),
        ["merge"] = new("Gộp", "Merge"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Needs = new Dictionary<string, Text>
    {
        ["response"] = new("Cần hỗ trợ ứng cứu", "Needs help with the response"),
        ["monitoring"] = new("Cần hỗ trợ giám sát", "Needs help with monitoring"),
        ["advice"] = new("Cần tư vấn", "Needs advice"),
        ["none"] = new("Chưa cần hỗ trợ", "Needs no help for now"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Roles = new Dictionary<string, Text>
    {
        ["reporter"] = new("người báo cáo", "reporter"),
        ["agency-lead"] = new("lãnh đạo đơn vị", "agency lead"),
        ["responder"] = new("cán bộ ứng cứu", "responder"),
        ["lead"] = new("trưởng ca", "shift lead"),
        ["admin"] = new("quản trị viên", "administrator"),
        ["auditor"] = new("kiểm toán viên", "auditor"),
    };

    /// <summary>The spoken form of a word of an open list; a word we have no sentence for is shown as it is.</summary>
    public static string Say(IReadOnlyDictionary<string, Text> words, string word, Language language) =>
        words.TryGetValue(word, out var text) ? text.In(language) : word;
}
