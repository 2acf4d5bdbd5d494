namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Calls = new("Cuộc gọi", "Calls");
    public static readonly Text CallsTitle = new("Cuộc gọi cần thực hiện", "Calls to make");
    public static readonly Text NoCalls = new("Không có cuộc gọi nào đang chờ.", "No call is waiting.");
    public static readonly Text CallsMore = new("Các cuộc gọi tiếp theo", "More calls");
    public static readonly Text CallWhom = new("Gọi {0}", "Call {0}");
    public static readonly Text CallSince = new("{0}, chờ từ {1}, đã gọi {2} lần", "{0}, waiting since {1}, called {2} times");
    public static readonly Text CallHeld = new("Đang có người giữ cuộc gọi này.", "Somebody holds this call.");
    public static readonly Text CallHold = new("Tôi gọi (giữ 10 phút)", "I call (hold for 10 minutes)");
    public static readonly Text CallRead = new("Đọc", "Read out");
    public static readonly Text CallAsk = new("Hỏi", "Ask");
    public static readonly Text CallOther = new("English", "Tiếng Việt");
    public static readonly Text CallRecord = new("Ghi lại kết quả", "Record what came of it");
    public static readonly Text CallSpokeWith = new("Đã nói chuyện với (họ tên)", "Spoke with (name)");
    public static readonly Text CallNote = new("Họ nói gì, số tiếp nhận nếu có", "What they said, a reception number if given");
    public static readonly Text CallSave = new("Lưu kết quả", "Save");
    public static readonly Text CallMissing = new(
        "Chưa lưu: chọn một kết quả và ghi họ nói gì. Chưa có gì được ghi nhận.",
        "Not saved: choose what came of the call and write what was said. Nothing has been recorded.");
    public static readonly Text CallGone = new(
        "Không lưu được: cuộc gọi này đã có kết quả, hoặc người khác đang giữ.",
        "Not saved: this call has its outcome already, or somebody else holds it.");

    public static readonly IReadOnlyDictionary<string, Text> CallOutcomes = new Dictionary<string, Text>
    {
        ["answered"] = new("Có người nghe", "Answered"),
        ["no-answer"] = new("Không ai nghe", "No answer"),
        ["busy"] = new("Máy bận", "Busy"),
        ["wrong-number"] = new("Sai số", "Wrong number"),
        ["refused"] = new("Họ từ chối", "Refused"),
        ["message-left"] = new("Để lại lời nhắn", "Message left"),
    };

    public static readonly Text TakeIncident = new("Nhận xử lý", "Take it");
    public static readonly Text TakeMeans = new(
        "Nhận xử lý thì ngừng gọi người khác. Không làm gì tiếp thì hết hiệu lực và lại gọi.",
        "Taking it stops the calls to others. If nothing is done it runs out and they are called again.");
}
