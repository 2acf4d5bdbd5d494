using IncidentDesk.Shell;

namespace IncidentDesk.Delivery.Letters;

/// <summary>The sentences of a letter to a centre, both languages side by side.</summary>
public static class LetterText
{
    public static readonly Text Drill = new("DIỄN TẬP / DRILL", "DIỄN TẬP / DRILL");
    public static readonly Text DrillNote = new(
        "Đây là diễn tập. Không có sự cố thật.", "This is a drill. There is no real incident.");
    public static readonly Text Dear = new("Kính gửi: {0}", "To: {0}");
    public static readonly Text Opening = new(
        "{0} gửi Quý cơ quan báo cáo sau đây của {1}.", "{0} sends you the following report of {1}.");

    public static readonly Text OpeningUpdate = new(
        "{0} gửi Quý cơ quan thông tin mới về sự cố đã báo của {1}.", "{0} sends you what is new about the incident of {1} that you were told of.");

    public static readonly Text WhatIsNew = new("Thông tin mới", "What is new");
    public static readonly Text Since = new("Báo cáo tiếp theo", "Later reports");
    public static readonly Text WhatIsAsked = new("Đề nghị", "What we ask");
    public static readonly Text WhatHappened = new("Sự cố", "The incident");
    public static readonly Text Rating = new("Mức độ", "How serious it is");
    public static readonly Text Effects = new("Ảnh hưởng", "Impact");
    public static readonly Text Traces = new("Dấu hiệu", "Observables");
    public static readonly Text TracesNote = new(
        "Viết ở dạng không bấm được (hxxp, [.]); tệp kèm giữ nguyên bản.",
        "Written so that nothing can be pressed (hxxp, [.]); the attachment has them unchanged.");
    public static readonly Text Duties = new("Thời hạn theo quy định", "What the law wants, by when");
    public static readonly Text WhomToAsk = new("Liên hệ tại đơn vị", "Contact at the agency");
    public static readonly Text HowToAnswer = new("Cách trả lời", "How to answer");

    public static readonly Text Number = new("Mã sự cố", "Incident");
    public static readonly Text Agency = new("Đơn vị", "Agency");
    public static readonly Text System = new("Hệ thống", "System");
    public static readonly Text Level = new("{0}, cấp độ {1}", "{0}, level {1}");
    public static readonly Text NoSystem = new("báo cáo không nêu", "not named in the report");
    public static readonly Text TitleOf = new("Tiêu đề", "Title");
    public static readonly Text Category = new("Loại", "Category");
    public static readonly Text Detected = new("Phát hiện lúc", "Detected");
    public static readonly Text Occurred = new("Xảy ra lúc", "Occurred");
    public static readonly Text Received = new("Bàn trực nhận lúc", "Received by the desk");
    public static readonly Text Description = new("Diễn biến", "Description");
    public static readonly Text Mark = new("Dấu TLP", "TLP mark");
    public static readonly Text Cves = new("Lỗ hổng (CVE)", "Vulnerabilities (CVE)");

    public static readonly Text Severity = new("Mức độ", "Severity");
    public static readonly Text Serious = new("Nghiêm trọng theo quy định", "Serious by law");
    public static readonly Text Yes = new("có", "yes");
    public static readonly Text No = new("không", "no");
    public static readonly Text Score = new("Điểm NCISS", "NCISS score");

    public static readonly Text PersonalData = new("Dữ liệu cá nhân", "Personal data");
    public static readonly Text Subjects = new("khoảng {0} người", "about {0} people");
    public static readonly Text Sensitive = new("có dữ liệu nhạy cảm", "sensitive data among it");
    public static readonly Text Located = new("có dữ liệu vị trí hoặc sinh trắc", "location or biometric data among it");
    public static readonly Text NotSaid = new("chưa có thông tin", "nothing was said");
    public static readonly Text Disruption = new("Gián đoạn nghiêm trọng", "Serious disruption");
    public static readonly Text Security = new("An ninh quốc gia, trật tự xã hội", "National security or public order");
    public static readonly Text Beyond = new("Vượt khả năng xử lý của đơn vị", "Beyond the agency's capacity");

    public static readonly Text Duty = new("{0}: trước {1}. {2}", "{0}: by {1}. {2}");
    public static readonly Text DutyOwn = new("{0}: trước {1}. Mục tiêu nội bộ.", "{0}: by {1}. The desk's own target.");
    public static readonly Text NoDuties = new("Không có thời hạn nào theo quy định.", "No rule sets a deadline.");

    public static readonly Text Name = new("Họ tên", "Name");
    public static readonly Text Phone = new("Điện thoại", "Phone");
    public static readonly Text Mail = new("Thư", "Mail");
    public static readonly Text NoContact = new("Báo cáo không nêu người liên hệ.", "The report names no contact.");
    public static readonly Text Answer = new(
        "Trả lời thư này và giữ mã [{0}] trong tiêu đề. Tệp {0}.json kèm theo có đủ nội dung báo cáo cho máy đọc.",
        "Reply to this mail and keep [{0}] in the subject. The attached {0}.json has the whole report for machines.");
    public static readonly Text Call = new("Cần gấp, gọi trực ban: {0}.", "If it is urgent, call the duty desk: {0}.");

    private static readonly Text Report = new("Báo cáo sự cố", "Incident report");
    private static readonly Text Forward = new("Chuyển báo cáo sự cố", "Forwarded incident report");
    private static readonly Text Update = new("Cập nhật sự cố", "Incident update");
    private static readonly Text Retraction = new("Rút lại", "Retraction");

    private static readonly Dictionary<string, Text> Asks = new()
    {
        ["response"] = new("Đề nghị Quý cơ quan hỗ trợ ứng cứu sự cố.", "Please help with the response."),
        ["monitoring"] = new("Đề nghị Quý cơ quan hỗ trợ giám sát và cảnh báo sớm.", "Please help with monitoring and early warning."),
        ["advice"] = new("Đề nghị Quý cơ quan tư vấn cách xử lý.", "Please advise on how to handle it."),
        ["none"] = new("Gửi để Quý cơ quan nắm. Hiện chưa cần hỗ trợ.", "For your information. No help is needed for now."),
    };

    private static readonly Dictionary<string, Text> Kinds = new()
    {
        ["initial"] = new("Báo cáo ban đầu", "First report"),
        ["progress"] = new("Báo cáo diễn biến", "Progress report"),
        ["final"] = new("Báo cáo kết thúc", "Final report"),
        ["correction"] = new("Đính chính", "Correction"),
        ["withdrawal"] = new("Đề nghị rút báo cáo", "Request to withdraw"),
    };

    /// <summary>What a report is among the reports of its incident.</summary>
    public static string Kind(string kind, Language language) => Texts.Say(Kinds, kind, language);

    public static string Ask(string need, Language language) => Texts.Say(Asks, need, language);

    /// <summary>What the letter is, by what caused it.</summary>
    public static Text WhatItIs(string causeKind, string causeRef) => causeKind switch
    {
        "forward" => Forward,
        "update" => Update,
        "retraction" => Retraction,
        "obligation" => Texts.Obligations.GetValueOrDefault(causeRef.Split(':')[0]) ?? Report,
        _ => Report,
    };
}
