namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text ReportHeading = new("Báo cáo sự cố", "Report an incident");
    public static readonly Text FormUrgent = new("Khẩn cấp? Gọi trực ban:", "Urgent? Call the duty desk:");
    public static readonly Text FormKindAsk = new("Chuyện gì đang xảy ra?", "What is happening?");
    public static readonly Text FormKindMissing = new(
        "Chọn chuyện đang xảy ra. Chưa chắc thì chọn “Tôi chưa rõ”.", "Choose what is happening. If unsure, choose “I am not sure”.");
    public static readonly Text FormThree = new(
        "Giờ phát hiện và một câu tóm tắt là đủ để gửi. Bản nháp tự lưu.", "The time and one sentence are enough to send. A draft is kept by itself.");
    public static readonly Text FormMore = new("Câu hỏi cho loại này", "Questions for this kind");
    public static readonly Text FormOptional = new("(không bắt buộc)", "(optional)");
    public static readonly Text FormTime = new("Phát hiện lúc mấy giờ?", "At what time was it noticed?");
    public static readonly Text FormTimeHint = new("Ví dụ: 16:45 hoặc 16h45", "For example: 16:45");
    public static readonly Text FormDay = new("Ngày nào?", "On which day?");
    public static readonly Text FormDayHint = new("Ngày/tháng/năm", "Day/month/year");
    public static readonly Text FormTimeMissing = new("Ghi giờ phát hiện, ví dụ 16:45.", "Write the time at which it was noticed, such as 16:45.");
    public static readonly Text FormTimeWrong = new("Ghi giờ như 16:45 hoặc 16h45.", "Write the time like 16:45.");
    public static readonly Text FormDayWrong = new("Ghi ngày như 20/11/2026, ngày trước tháng sau.", "Write the day like 20/11/2026, the day before the month.");
    public static readonly Text FormTimeFuture = new(
        "Giờ phát hiện không được muộn hơn bây giờ ({0}).", "The time cannot be later than now ({0}).");
    public static readonly Text FormTitle = new("Tóm tắt một câu", "In one sentence");
    public static readonly Text FormTitleHint = new("Ví dụ: {0}", "For example: {0}");
    public static readonly Text FormTitleMissing = new("Tóm tắt chuyện xảy ra trong một câu.", "Say in one sentence what happened.");
    public static readonly Text FormDescription = new("Kể thêm", "Tell more");
    public static readonly Text FormNoSecrets = new(
        "Không ghi nội dung bí mật nhà nước vào đây.", "Never write state secrets here.");
    public static readonly Text FormSystem = new("Hệ thống nào?", "Which system?");
    public static readonly Text FormSystemUnsure = new("Tôi chưa rõ, hoặc không có trong danh sách", "Not sure, or not on the list");
    public static readonly Text FormNoDataButPeople = new(
        "Câu “{0}” trả lời “{1}”, nhưng câu “{2}” lại ghi một con số: hãy sửa một trong hai.",
        "“{0}” is answered “{1}”, but “{2}” has a number: correct one of the two.");
    public static readonly Text FormNumberWrong = new("Ghi một con số, ví dụ 1.200. Chưa đếm được thì để trống.", "Write a number such as 1,200. Leave it empty if you cannot count.");
    public static readonly Text FormContact = new("Liên hệ với ai?", "Whom should we contact?");
    public static readonly Text FormContactName = new("Họ và tên", "Name");
    public static readonly Text FormContactPhone = new("Số điện thoại gọi lại", "Call back number");
    public static readonly Text FormContactEmail = new("Email", "Mail address");
    public static readonly Text FormSafeEmail = new("Email an toàn", "Safe mail address");
    public static readonly Text FormSafeEmailHint = new(
        "Khi hộp thư của đơn vị có thể đã bị chiếm: có địa chỉ này thì không gửi gì tới email ở trên.",
        "When your own mailbox may be taken over: with this address, nothing is mailed to the one above.");
    public static readonly Text FormTlp = new("Được chia sẻ tới đâu?", "How far may it be shared?");
    public static readonly Text FilesHeading = new("Tệp kèm theo", "Files with it");
    public static readonly Text FilesMean = new(
        "Nhật ký, ảnh chụp màn hình, thư lừa đảo: tối đa {0} MB mỗi tệp, {1} tệp. Gửi báo cáo thì tệp thành bằng chứng của sự cố, dấu TLP như báo cáo và ít nhất là TLP:AMBER. Chưa gửi thì tệp được giữ 24 giờ. Không gửi tài liệu có dấu chỉ độ mật.",
        "Logs, screen shots, phishing mails: {0} MB each at most, {1} files. When the report is sent they become evidence of the incident, marked like the report and at least TLP:AMBER. Unsent, they are kept for 24 hours. Do not send anything with a state secret marking.");
    public static readonly Text FilesChoose = new("Chọn tệp", "Choose files");
    public static readonly Text FilesAdd = new("Thêm tệp", "Add the files");
    public static readonly Text FilesFirst = new(
        "Đang chờ tệp tải lên xong rồi mới gửi. Không muốn chờ thì bỏ tệp.", "Waiting until the files are uploaded. Take them off if you do not want to wait.");
    public static readonly Text FileWaits = new("giữ tới {0}", "kept until {0}");
    public static readonly Text FileOff = new("Bỏ tệp {0}", "Take {0} off");
    public static readonly Text FileCut = new("Mất kết nối, sẽ tự tải lại khi có mạng.", "No connection; it is uploaded again when the line is back.");
    public static readonly Text FileTooLarge = new("Lớn hơn {0} MB, không tải lên được.", "Larger than {0} MB, it cannot be uploaded.");
    public static readonly Text FilesLeft = new(
        "{0} tệp chưa thêm được vào sự cố vì hết dung lượng: đề nghị trung tâm cấp thêm rồi thêm lại tại đây.",
        "{0} files could not be added to the incident, for the room is used up: ask the desk for more and add them again here.");
    public static readonly Text FormPreview = new("Xem trước: gửi thì điều gì xảy ra", "Preview: what happens if it is sent");
    public static readonly Text FormPreviewAgain = new("Xem trước lại", "Preview again");
    public static readonly Text FormSend = new("Gửi báo cáo", "Send the report");
    public static readonly Text FormSave = new("Lưu nháp", "Keep as a draft");
    public static readonly Text FormChangeKind = new("Đổi loại", "Change the kind");
    public static readonly Text FormFault = new("Lỗi: {0}", "Error: {0}");
    public static readonly Text FormFaults = new("Có {0} mục cần sửa", "Entries to mend: {0}");
    public static readonly Text FormFiled = new(
        "Báo cáo này đã gửi trước đó, số {0}. Phần vừa sửa chưa gửi: muốn sửa, hãy gửi đính chính.",
        "This report was sent before, its number is {0}. What you changed was not sent: send a correction.");
    public static readonly Text FormFiledOpen = new("Mở {0}", "Open {0}");

    public static readonly Text DraftsHeading = new("Bản nháp chưa gửi", "Drafts that were not sent");
    public static readonly Text DraftSaved = new("lưu lúc {0}", "kept at {0}");
    public static readonly Text DraftDiscard = new("Bỏ bản nháp", "Throw the draft away");
    public static readonly Text DraftsHere = new("Giữ trên máy này, chưa tới trung tâm", "Kept on this machine, not yet with the desk");
    public static readonly Text DraftKept = new("Đã lưu nháp lúc {0}.", "Draft kept at {0}.");
    public static readonly Text DraftCut = new(
        "Mất kết nối. Nội dung đang giữ trên máy này, tự lưu lên khi có mạng.", "No connection. Your words are kept on this machine and go to the desk when the line is back.");
    public static readonly Text SendCut = new(
        "Chưa gửi được. Bản này giữ trên máy, tự gửi lại khi có mạng. Gấp thì gọi trực ban.",
        "Not sent yet. It is kept on this machine and goes by itself when the line is back. If it is urgent, call the duty desk.");
    public static readonly Text DraftSignedOut = new(
        "Phiên làm việc đã hết. Nội dung còn trên máy này: đăng nhập lại ở thẻ khác, rồi nhấn lại.",
        "Your session has ended. Your words are on this machine: sign in again in another tab, then press again.");
    public static readonly Text DraftRefused = new(
        "Bản nháp chưa lưu lên trung tâm được: có nội dung không được gửi tới đây. Nhấn xem trước để biết chỗ nào.",
        "The desk did not keep this draft: it holds something that may not be sent here. Press preview to see what.");
    public static readonly Text DraftShared = new("Đây là máy dùng chung: không giữ gì trên máy này", "This is a shared machine: keep nothing on it");

    public static readonly Text PreviewHeading = new("Nếu gửi bây giờ", "If it is sent now");
    public static readonly Text PreviewDuty = new(
        "Trung tâm nhận ngay, cấp số sự cố, và gọi người trực theo thang của mức này.",
        "The desk has it at once, gives it a number, and calls the people on duty by the ladder of this severity.");
    public static readonly Text PreviewCallBack = new("Người trực gọi lại số {0} khi cần.", "The people on duty call {0} when they need to.");
    public static readonly Text PreviewReceipt = new("Phiếu tiếp nhận được lập gửi tới {0}.", "A receipt is made out to {0}.");
    public static readonly Text PreviewByLaw = new("Theo quy định, báo cáo được chuyển tới {0} dù mang dấu TLP nào.", "By law the report goes to {0}, whatever its TLP mark.");
    public static readonly Text PreviewAtOnce = new("Báo cáo được chuyển ngay tới {0}.", "The report is forwarded to {0} at once.");
    public static readonly Text PreviewApproved = new("Báo cáo được chuyển tới {0} sau khi người thứ hai đồng ý.", "The report is forwarded to {0} once a second person has agreed.");
    public static readonly Text PreviewNobody = new("Chưa chuyển cho cơ quan cấp trên nào.", "It is forwarded to no higher authority for now.");
    public static readonly Text PreviewDuties = new("Việc luật yêu cầu, và hạn", "What the law then wants, and by when");
    public static readonly Text PreviewNoDuties = new("Chưa có quy định nào đặt hạn cho việc này.", "No rule sets a deadline for this.");
    public static readonly Text PreviewDuty1 = new("{0}, nộp cho {1}: trước {2} ({3})", "{0}, to {1}: by {2} ({3})");
    public static readonly Text PreviewNotYet = new("Chưa gửi gì cho tới khi nhấn nút này.", "Nothing is sent until you press this.");

    public static readonly Text SentHeading = new("Đã nhận báo cáo lúc {0}", "Report received, {0}");
    public static readonly Text SentNext = new(
        "Ghi lại số này. Việc trung tâm làm, hạn phải nộp và chỗ trao đổi đều ở trang này.",
        "Keep this number. What the desk does, what is due, and where to talk are all on this page.");
    public static readonly Text OwnSide = new("Việc của đơn vị", "On your side");
    public static readonly Text Meanwhile = new("Trong lúc chờ: {0}", "Meanwhile: {0}");
    public static readonly Text ReceiptOpen = new("Phiếu tiếp nhận để in", "A receipt to print");
    public static readonly Text ReceiptHeading = new("Phiếu tiếp nhận {0}", "Receipt {0}");
    public static readonly Text ReceiptSum = new("Mã kiểm tra (SHA-256)", "Checksum (SHA-256)");
    public static readonly Text ReceiptAsOf = new("Lập lúc {0}. Hạn mới nhất xem trên trang sự cố.", "Made on {0}. The latest deadlines are on the page of the incident.");
    public static readonly Text ReceiptPrint = new("In bằng lệnh in của trình duyệt (Ctrl+P).", "Print it with your browser (Ctrl+P).");

    public static readonly Text Conversation = new("Trao đổi với trung tâm", "Talk with the desk");
    public static readonly Text ConversationEmpty = new("Chưa có trao đổi nào.", "Nothing has been said so far.");
    public static readonly Text CommentToDesk = new("Nhắn cho trung tâm", "Tell the desk");
    public static readonly Text CommentToDeskMeans = new(
        "Người trực thấy ngay. Việc gấp thì gọi điện. Không ghi bí mật nhà nước.", "The people on duty see it at once. If it is urgent, call. Never write state secrets.");
    public static readonly Text CommentSend = new("Gửi lời nhắn", "Say it");
    public static readonly Text CommentRefused = new("Chưa gửi lời nhắn. Nội dung vẫn còn bên dưới.", "It was not said. Your words are still below.");

    public static readonly Text LaterProgress = new("Báo diễn biến mới", "Tell what is new");
    public static readonly Text LaterCorrection = new("Đính chính báo cáo", "Correct the report");
    public static readonly Text LaterWithdrawal = new("Rút báo cáo", "Withdraw the report");
    public static readonly Text LaterProgressMeans = new(
        "Báo cáo cũ giữ nguyên. Nơi đã được báo có thể nhận bản cập nhật; hạn đã có không đổi.",
        "What was said stays. Who was told may get an update; deadlines do not move.");
    public static readonly Text LaterCorrectionMeans = new(
        "Bản trước vẫn được lưu. Mức độ chỉ tăng theo bản đính chính, không tự giảm; hạn đã có không đổi. Nơi đã được báo nhận bản cập nhật.",
        "What was said is kept. Severity only rises by a correction, never falls by itself; deadlines do not move. Who was told gets an update.");
    public static readonly Text LaterWithdrawalMeans = new(
        "Sự cố chưa đóng ngay: người trực xem và quyết định. Hạn vẫn chạy tới lúc đó; nơi đã được báo nhận thư rút lại khi quyết định xong. Rút rồi vẫn có thể báo lại.",
        "The incident does not end at once: a person on duty decides. Deadlines run until then; who was told gets a retraction after that. You may report again later.");
    public static readonly Text LaterNews = new("Có gì mới?", "What is new?");
    public static readonly Text LaterNewsMissing = new("Ghi diễn biến mới.", "Write what is new.");
    public static readonly Text LaterReason = new("Vì sao rút?", "Why do you withdraw it?");
    public static readonly Text LaterReasonMissing = new("Ghi lý do rút báo cáo.", "Write why you withdraw it.");
    public static readonly Text LaterSubjects = new("Khoảng bao nhiêu người có dữ liệu bị ảnh hưởng?", "The data of about how many people?");
    public static readonly Text LaterSendProgress = new("Gửi diễn biến", "Send the news");
    public static readonly Text LaterSendCorrection = new("Gửi đính chính", "Send the correction");
    public static readonly Text LaterSendWithdrawal = new("Gửi yêu cầu rút", "Send the withdrawal");
    public static readonly Text LaterEnded = new(
        "Sự cố này đã kết thúc, không nhận thêm báo cáo. Có chuyện mới thì báo một sự cố mới, hoặc gọi trực ban.",
        "This incident has ended and takes no more reports. If something new happens, report it anew, or call the duty desk.");

    public static readonly IReadOnlyDictionary<string, Text> TlpMeans = new Dictionary<string, Text>
    {
        ["amber"] = new("TLP:AMBER, trong đơn vị và những nơi cần biết để xử lý", "TLP:AMBER, your agency and those who must know to help"),
        ["clear"] = new("TLP:CLEAR, công khai", "TLP:CLEAR, anybody"),
        ["green"] = new("TLP:GREEN, trong cộng đồng, không công khai", "TLP:GREEN, the community, not the public"),
        ["amber+strict"] = new("TLP:AMBER+STRICT, chỉ trong đơn vị và trung tâm", "TLP:AMBER+STRICT, your agency and the desk only"),
        ["red"] = new("TLP:RED, chỉ những người nhận trực tiếp", "TLP:RED, the direct recipients only"),
    };
}
