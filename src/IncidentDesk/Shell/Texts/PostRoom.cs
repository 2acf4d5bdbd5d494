namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text PostRoom = new("Gửi đi: thư, tin nhắn, cuộc gọi", "Post room: mails, messages, calls");
    public static readonly Text PostRoomShort = new("Gửi đi", "Post room");
    public static readonly Text PostRoomNeeds = new("Cần người xử lý:", "Needs a person:");
    public static readonly Text PostRoomUnderWay = new("Đang trên đường:", "Under way:");
    public static readonly Text PostRoomProven = new("Đã tới đâu:", "How far it got:");
    public static readonly Text PostRoomNotSent = new("Không gửi:", "Not sent:");
    public static readonly Text PostRoomWindow = new("Số đếm của 30 ngày qua.", "Counted over the last 30 days.");
    public static readonly Text PostRoomSearch = new("Số sự cố, nơi nhận, địa chỉ, Message-ID", "Incident number, recipient, address, Message-ID");
    public static readonly Text PostRoomEmpty = new("Không có lượt gửi nào như vậy.", "There is no such message.");
    public static readonly Text PostRoomCaption = new("Lượt gửi, mới nhất đứng đầu", "Messages, the newest first");
    public static readonly Text DeliveryTitle = new("{0}, {1}", "{0}, {1}");
    public static readonly Text DeliveryCauseName = new("Vì sao gửi", "Why it is sent");
    public static readonly Text DeliveryPlanned = new("Lập lúc", "Planned");
    public static readonly Text DeliveryGuard = new("Chế độ gửi", "Guard");
    public static readonly Text DeliveryAttempts = new("Các lần gửi và phản hồi nguyên văn", "Attempts, with their own words");
    public static readonly Text DeliveryNoAttempts = new("Chưa có lần gửi nào.", "Nothing has been tried so far.");
    public static readonly Text DeliveryWhen = new("Lúc nào", "When");
    public static readonly Text DeliveryVerdict = new("Kết quả", "Outcome");
    public static readonly Text DeliveryMoves = new("Từng bước", "Every step");
    public static readonly Text DeliveryPaper = new("Bản giấy để in", "The paper to print");
    public static readonly Text DeliveryReadAndDecide = new("Đọc nội dung và duyệt", "Read it and decide");
    public static readonly Text DeliveryRetry = new("Gửi lại", "Send again");
    public static readonly Text DeliveryRetryMeans = new(
        "Gửi lại đúng nội dung này, vẫn qua kiểm tra cuối và chế độ gửi. Nếu lần trước đã tới thì nơi nhận có thể nhận hai lần cùng một Message-ID, vô hại.",
        "The same content goes again, past the same last look and guard. If the earlier one arrived, they may get the same Message-ID twice, which is harmless.");
    public static readonly Text DeliveryCancel = new("Hủy lượt gửi", "Cancel it");
    public static readonly Text DeliveryCancelMeans = new(
        "Không gửi nữa. Việc luật yêu cầu vẫn còn nguyên hạn. Nếu kết quả chưa rõ thì tin có thể đã tới.",
        "It is not sent. What the law wants stays due. Where the outcome is unknown it may have arrived already.");
    public static readonly Text DeliveryConfirm = new("Ghi xác nhận đã nhận", "Record that they confirmed it");
    public static readonly Text DeliveryConfirmMeans = new(
        "Chỉ ghi khi có người bên nhận nói đã nhận được. Tên của anh/chị đứng cùng dòng này.",
        "Only when a person on their side said that it arrived. Your name stands with this line.");
    public static readonly Text DeliveryConfirmBy = new("Ai xác nhận, bên nhận", "Who confirmed, on their side");
    public static readonly Text DeliveryReceipt = new("Số giấy biên nhận", "Number of the receipt");
    public static readonly Text DeliveryHow = new("Nộp bằng cách nào", "How it was handed over");
    public static readonly Text Reason = new("Lý do", "Reason");
    public static readonly Text NoteOptional = new("Ghi chú (không bắt buộc)", "Note (optional)");

    public static readonly IReadOnlyDictionary<string, Text> Verdicts = new Dictionary<string, Text>
    {
        ["ok"] = new("họ đã nhận", "they took it"),
        ["transient"] = new("chưa được, sẽ thử lại", "not now, tried again"),
        ["permanent"] = new("họ từ chối hẳn", "refused for good"),
        ["unknown"] = new("chưa rõ đã tới chưa", "not known whether it arrived"),
        ["not-sent"] = new("chưa rời hệ thống", "did not leave the desk"),
        ["under-way"] = new("đang gửi", "under way"),
        [""] = new("đang gửi", "under way"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CauseKinds = new Dictionary<string, Text>
    {
        ["report"] = new("báo sự cố", "notice of the incident"),
        ["rung"] = new("gọi người trực", "call to the desk's people"),
        ["forward"] = new("chuyển tiếp", "forwarded"),
        ["obligation"] = new("việc luật yêu cầu", "wanted by law"),
        ["update"] = new("thông tin mới", "update"),
        ["retraction"] = new("đính chính, rút lại", "retraction"),
        ["receipt"] = new("báo đã nhận", "receipt"),
        ["advisory"] = new("cảnh báo", "advisory"),
        ["reminder"] = new("nhắc việc", "reminder"),
        ["alarm"] = new("báo động", "alarm"),
        ["request"] = new("yêu cầu điều phối", "coordination request"),
        ["duty"] = new("ca trực", "duty"),
        ["digest"] = new("tóm tắt buổi sáng", "morning digest"),
        ["test"] = new("gửi thử", "test"),
        ["canary"] = new("tự kiểm tra", "self-check"),
    };

    public static readonly Text Approvals = new("Chờ người thứ hai duyệt", "Waits for a second person");
    public static readonly Text ApprovalsShort = new("Phê duyệt", "Approvals");
    public static readonly Text ApprovalsOpen = new("Chỉ việc đang chờ", "Only what waits");
    public static readonly Text ApprovalsAll = new("Cả việc đã quyết", "What was decided too");
    public static readonly Text ApprovalsNone = new("Không có gì chờ duyệt.", "Nothing waits for approval.");
    public static readonly Text ApprovalTitle = new("Duyệt với tư cách người thứ hai", "Decide as the second person");
    public static readonly Text ApprovalAskedBy = new("{0} đề nghị {1}", "asked by {0}, {1}");
    public static readonly Text ApprovalDecidedBy = new("{0} quyết {1}.", "Decided by {0}, {1}.");
    public static readonly Text ApprovalAsker = new("Người đề nghị", "Asked by");
    public static readonly Text ApprovalDecider = new("Người quyết", "Decided by");
    public static readonly Text ApprovalByDesk = new("Hệ thống, theo báo cáo của đơn vị", "The desk, by the agency's report");
    public static readonly Text ApprovalContent = new("Nội dung, đúng từng chữ sẽ gửi", "The content, to the letter");
    public static readonly Text ApprovalRaw = new("Bản thư gốc, kể cả tệp kèm", "The raw mail, attachments included");
    public static readonly Text ApprovalIfYes = new("Nếu duyệt", "If it is approved");
    public static readonly Text ApprovalOwn = new(
        "Anh/chị là người đề nghị: cần một người khác duyệt.", "You asked for this yourself: another person must decide.");
    public static readonly Text ApprovalOthers = new("Vai trò của anh/chị không duyệt việc này.", "Your role does not decide this.");
    public static readonly Text ApprovalNote = new("Ghi chú; phải ghi lý do khi trả lại", "A note; a refusal needs its reason");
    public static readonly Text ApprovalYes = new("Duyệt", "Approve");
    public static readonly Text ApprovalNo = new("Trả lại", "Refuse");

    public static readonly IReadOnlyDictionary<string, Text> ApprovalStates = new Dictionary<string, Text>
    {
        ["open"] = new("Đang chờ", "Waiting"),
        ["approved"] = new("Đã duyệt", "Approved"),
        ["refused"] = new("Đã trả lại", "Refused"),
        ["void"] = new("Không còn hiệu lực, nội dung đã đổi", "Void, the content has changed"),
    };
}
