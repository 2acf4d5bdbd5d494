namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Calculator = new("Tính hạn báo cáo", "Deadline calculator");
    public static readonly Text CalculatorInShort = new("Tính hạn", "Calculator");
    public static readonly Text CalculatorMeans = new(
        "Nhập dữ kiện để biết phải báo cáo gì, cho ai, trước lúc nào và theo căn cứ nào. Bàn trực không lưu gì và không báo cho ai.",
        "Type in the facts to see what must be filed, to whom, by when and on what ground. The desk stores nothing and tells nobody.");
    public static readonly Text CalculatorFacts = new("Dữ kiện", "Facts");
    public static readonly Text CalculatorDetected = new("Phát hiện lúc", "Detected at");
    public static readonly Text CalculatorOccurred = new("Xảy ra lúc, nếu biết", "Occurred at, if known");
    public static readonly Text CalculatorInstant = new("Viết giờ theo múi giờ bàn trực, như 20/11/2026 16:45.", "Write the time in the desk's zone, like 20/11/2026 16:45.");
    public static readonly Text CalculatorCategory = new("Loại sự cố", "Category");
    public static readonly Text CalculatorLevel = new("Cấp độ của hệ thống", "Protection level of the system");
    public static readonly Text CalculatorNoLevel = new("không nêu hệ thống", "no system named");
    public static readonly Text CalculatorSigns = new("Dấu hiệu", "Signs");
    public static readonly Text CalculatorPersonal = new("Dữ liệu cá nhân", "Personal data");
    public static readonly Text CalculatorSubjects = new("Số người có dữ liệu", "How many people the data is about");
    public static readonly Text CalculatorEstablished = new("Xác định có dữ liệu cá nhân lúc, nếu khác lúc phát hiện", "Found to concern personal data at, if not when detected");
    public static readonly Text CalculatorAsk = new("Tính", "Calculate");
    public static readonly Text CalculatorRefused = new("Chưa tính: hãy xem ô có lời nhắc.", "Not calculated: see the field with a remark.");
    public static readonly Text CalculatorRequired = new("Ô này là bắt buộc.", "This field is required.");
    public static readonly Text CalculatorNoData = new(
        "Nói về dữ liệu cá nhân mà chưa đánh dấu “Có liên quan dữ liệu cá nhân”: hãy đánh dấu ô đó, hoặc bỏ nội dung này.",
        "This speaks of personal data, but “Personal data is involved” is not ticked: tick it, or take this out.");
    public static readonly Text CalculatorNumber = new("Hãy viết một số nguyên, như 1.200.", "Write a whole number, like 1,200.");
    public static readonly Text CalculatorAnswer = new("Phải báo cáo gì", "What must be filed");
    public static readonly Text CalculatorSerious = new("Sự cố nghiêm trọng theo luật.", "Serious by law.");
    public static readonly Text CalculatorOrdinary = new("Không thuộc diện nghiêm trọng theo luật.", "Not serious by law.");
    public static readonly Text CalculatorLaw = new("Áp dụng {0}.", "The rule set is {0}.");
    public static readonly Text CalculatorNoLaw = new("Không có bộ quy tắc nào áp dụng.{0}", "No rule set applies.{0}");
    public static readonly Text CalculatorNothing = new("Không có nghĩa vụ nào theo những dữ kiện này.", "By these facts nothing need be filed.");
    public static readonly Text CalculatorCaption = new("Theo hạn, sớm nhất trước; tính lúc {0}", "By due instant, earliest first; as of {0}");
    public static readonly Text CalculatorPast = new("Đã quá hạn {0}.", "Already past by {0}.");
    public static readonly Text CalculatorReachable = new("Bàn trực có đầu mối đã xác minh.", "The desk has a verified contact.");
    public static readonly Text CalculatorUnreachable = new("Bàn trực chưa có đầu mối dùng được.", "The desk has no contact that may be used.");
    public static readonly Text CalculatorByAgency = new("Đơn vị tự gửi.", "The agency reaches them itself.");
    public static readonly Text CalculatorWhy = new("Vì sao", "Why");

    public static readonly IReadOnlyDictionary<string, Text> CalculatorFlags = new Dictionary<string, Text>
    {
        ["seriousDisruption"] = new("Hệ thống bị gián đoạn nghiêm trọng", "The system is seriously disrupted"),
        ["nationalSecurity"] = new("Có dấu hiệu ảnh hưởng an ninh quốc gia hoặc trật tự công cộng", "Signs of harm to national security or public order"),
        ["beyondCapacity"] = new("Vượt khả năng xử lý của đơn vị", "Beyond what the agency can handle"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CalculatorPersonalFacts = new Dictionary<string, Text>
    {
        ["personalData"] = new("Có liên quan dữ liệu cá nhân", "Personal data is involved"),
        ["sensitive"] = new("Có dữ liệu nhạy cảm", "Sensitive data among it"),
        ["locationOrBiometric"] = new("Có dữ liệu vị trí hoặc sinh trắc học", "Location or biometric data among it"),
    };
}
