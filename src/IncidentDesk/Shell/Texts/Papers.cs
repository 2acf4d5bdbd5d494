namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text HandOverReceipt = new(
        "Gửi ngoài hệ thống chỉ được tính là đã nộp khi có biên nhận: tải ảnh hoặc bản quét lên phần Chứng cứ rồi chọn ở đây.",
        "Sent outside of the desk it counts as filed by its receipt alone: add a scan or a photo under Evidence, then name it here.");
    public static readonly Text HandOverReceiptOfPeriod = new(
        "Báo cáo này hoàn thành nghĩa vụ định kỳ khi có biên nhận: chọn tệp quét hoặc ảnh chụp; qua API, gửi tệp tới /evidence/pending rồi nêu mã của tệp ở đây.",
        "This report meets its periodic duty by its receipt: choose a scan or a photo; over the API send the file to /evidence/pending and name it here.");
    public static readonly Text HandOverReceiptAgain = new(
        "Tệp biên nhận này không còn ở đây, do người khác gửi lên, hoặc đã thuộc một văn bản khác: hãy chọn lại tệp.",
        "This receipt is no longer here, came from somebody else, or belongs to another paper: choose the file again.");
    public static readonly Text PaperNotKnown = new(
        "nội dung đang ghi là chưa rõ. Hãy nêu điều đã biết, hoặc đánh dấu trong văn bản rằng điều này sẽ bổ sung sau.",
        "what stands there says that it is not known. Say what is known, or mark in the paper that it follows later.");
    public static readonly Text PaperSettledNothing = new(
        "Lần gửi này không hoàn thành nghĩa vụ định kỳ nào: gửi khi chưa đủ số liệu, thuộc kỳ khác, hoặc khớp nhiều nghĩa vụ mà trung tâm nhận không cho biết là nghĩa vụ nào. "
        + "Nếu văn bản này trả lời một nghĩa vụ, hãy ghi nhận nghĩa vụ đó ở trang Số liệu.",
        "This sending met no periodic duty: its figures were not whole, it is of another period, or it fits several and the centre it went to does not say which. "
        + "Where it answers one, record that under Figures.");
    public static readonly Text HandOverTooEarly = new(
        "Ngày gửi sớm hơn lúc phát hiện sự cố: hãy kiểm tra ngày giờ và múi giờ.", "It was sent before the incident was detected: check the date and the offset from UTC.");
    public static readonly Text HandOverBeforeApproval = new(
        "Bản này được duyệt lúc {0} nên không thể đã được gửi trước đó: hãy kiểm tra ngày giờ gửi.",
        "This version was approved at {0}, so it cannot have been sent before that: check when it was dispatched.");
    public static readonly Text PaperMailNeeds = new(
        "{0}: gửi qua thư điện tử thì không ai ghi tay được nữa. Hãy lấy số, điền số và ngày rồi trình duyệt lại; hoặc gửi bản giấy và ghi nhận đã gửi ngoài hệ thống.",
        "{0}: in a mail nobody writes it in by hand. Take a number, fill in number and date and have it approved again; or send it on paper and record that it was sent outside of the desk.");
    public static readonly Text Papers = new("Văn bản", "Papers");
    public static readonly Text PapersCaption = new("Văn bản của sự cố này", "The papers of this incident");
    public static readonly Text NoPapers = new("Chưa có văn bản nào.", "There are no papers so far.");
    public static readonly Text PapersAll = new("Tất cả văn bản", "All papers");
    public static readonly Text ColumnPaper = new("Văn bản", "Paper");
    public static readonly Text ColumnPaperState = new("Trạng thái", "State");
    public static readonly Text ColumnPaperVersion = new("Bản", "Version");
    public static readonly Text ColumnPaperOf = new("Sự cố, đơn vị", "Incident, agency");
    public static readonly Text PaperDraft = new("Lập dự thảo", "Draft a paper");
    public static readonly Text PaperForm = new("Mẫu", "Form");
    public static readonly Text PaperWanted = new("{0}, nơi nhận: {1}, hạn {2}", "{0}, recipient: {1}, due {2}");
    public static readonly Text PaperWantedGroup = new("Theo nghĩa vụ còn mở", "For open duties");
    public static readonly Text PaperOtherGroup = new("Mẫu khác", "Other forms");
    public static readonly Text PaperDraftMeans = new(
        "Dự thảo lấy từ dữ liệu đã lưu; chỗ nào còn thiếu sẽ được nêu tên. Chưa gửi đi đâu.", "The draft is filled from what is stored, and what is missing is named. Nothing is sent.");
    public static readonly Text PaperAgency = new("Mã đơn vị", "Code of the agency");
    public static readonly Text PaperOfAgency = new("Báo cáo định kỳ, hằng năm", "Periodic and yearly reports");

    public static readonly Text PaperUnofficial = new(
        "Mẫu nội bộ, chờ biểu mẫu chính thức. Mọi trang đều ghi rõ.", "The desk's own form, until an official one is issued. Every page says so.");
    public static readonly Text PaperSource = new("Nguồn của mẫu: {0}. {1}", "Where the form was read: {0}. {1}");
    public static readonly Text PaperVersionOf = new("Bản {0}, mã kiểm {1}", "Version {0}, sum {1}");
    public static readonly Text PaperMissing = new("Còn thiếu {0} trường bắt buộc", "Mandatory fields still empty: {0}");
    public static readonly Text PaperComplete = new("Đã đủ các trường bắt buộc.", "Every mandatory field is answered.");
    public static readonly Text PaperDocx = new("Tải DOCX", "Download DOCX");
    public static readonly Text PaperPdf = new("Tải PDF", "Download PDF");
    public static readonly Text PaperPrint = new("Xem và in", "View and print");
    public static readonly Text PaperFields = new("Nội dung", "Answers");
    public static readonly Text PaperMandatory = new("bắt buộc", "mandatory");
    public static readonly Text PaperTableMeans = new("Mỗi dòng một hàng, các ô cách nhau bằng dấu |: {0}", "One row a line, cells separated by |: {0}");
    public static readonly Text PaperUnanswered = new("(chưa chọn)", "(not answered)");
    public static readonly Text PaperYes = new("Có", "Yes");
    public static readonly Text PaperNo = new("Không", "No");
    public static readonly Text PaperSave = new("Lưu thành bản mới", "Save as a new version");
    public static readonly Text PaperSteps = new("Bước tiếp theo", "Next step");
    public static readonly Text PaperReview = new("Trình duyệt", "Send for approval");
    public static readonly Text PaperReviewMeans = new("Người thứ hai đọc và duyệt đúng bản này. Người soạn không được tự duyệt.", "A second person reads and approves exactly this version. Who wrote does not approve.");
    public static readonly Text PaperDecide = new("Phê duyệt của người thứ hai", "The second person's decision");
    public static readonly Text PaperNote = new("Lý do, bắt buộc khi từ chối", "Why; needed to refuse");
    public static readonly Text PaperApprove = new("Duyệt bản này", "Approve this version");
    public static readonly Text PaperRefuse = new("Không duyệt", "Refuse");
    public static readonly Text PaperSend = new("Gửi thư điện tử tới trung tâm", "Mail it to a centre");
    public static readonly Text PaperSendMeans = new(
        "Đi qua chốt an toàn như mọi thư. Nghĩa vụ chỉ hoàn thành khi máy chủ bên nhận đã nhận; mô phỏng không tính.",
        "It passes the guard like every mail. The duty is met when their server has taken it; a simulation meets nothing.");
    public static readonly Text PaperCentre = new("Trung tâm (để trống: theo nghĩa vụ)", "Centre (empty: as the duty names it)");
    public static readonly Text PaperHandOver = new("Ghi nhận đã gửi ngoài hệ thống", "Record that it was sent outside of the desk");
    public static readonly Text PaperNumber = new("Số, ký hiệu văn bản", "Number and symbol");
    public static readonly Text PaperSentAt = new("Thời điểm gửi", "Dispatched at");
    public static readonly Text PaperChannel = new("Kênh gửi (trục liên thông, bưu điện, nộp trực tiếp)", "Channel (registry network, post, in person)");
    public static readonly Text PaperReceivedBy = new("Người nhận", "Received by");
    public static readonly Text PaperReceipt = new("Giấy biên nhận đã quét, trong bằng chứng của sự cố", "Scanned receipt, among the incident's evidence");
    public static readonly Text PaperReceiptFile = new("Giấy biên nhận đã quét hoặc chụp, tối đa {0} MB", "Scanned receipt, at most {0} MB");
    public static readonly Text PaperReceiptFileMeans = new(
        "Bắt buộc khi văn bản hoàn thành nghĩa vụ định kỳ. Tệp thuộc về văn bản này; ai xem được văn bản thì xem được tệp.",
        "Needed where the paper meets a periodic duty. The file belongs to this paper: whoever may see the one may see the other.");
    public static readonly Text PaperReceiptKept = new("Tệp biên nhận đã được nhận; chọn tệp khác nếu muốn thay.", "The receipt has arrived; choose another file to put in its place.");
    public static readonly Text PaperReceiptOpen = new("Biên nhận", "Receipt");
    public static readonly Text PaperNoReceipt = new("(không có)", "(none)");
    public static readonly Text PaperRecord = new("Ghi nhận", "Record it");
    public static readonly Text PaperWithdraw = new("Rút văn bản", "Withdraw the paper");
    public static readonly Text PaperReason = new("Lý do", "Reason");
    public static readonly Text PaperVersions = new("Các bản", "Versions");
    public static readonly Text PaperVersionLine = new("Bản {0}: {1}, {2}", "Version {0}: {1}, {2}");
    public static readonly Text PaperSendings = new("Đã gửi", "Sendings");
    public static readonly Text PaperSendingLine = new("Bản {0} tới {1}: {2}", "Version {0} to {1}: {2}");
    public static readonly Text PaperSendingProof = new("{0}, {1}, lúc {2}", "{0}, {1}, at {2}");
    public static readonly Text PaperRefused = new("Chưa lưu hoặc chưa thực hiện.", "Nothing was stored or done.");
    public static readonly Text PaperBack = new("Về sự cố", "Back to the incident");
    public static readonly Text PaperBackToPaper = new("Về trang văn bản", "Back to the paper");

    public static readonly IReadOnlyDictionary<string, Text> PaperStates = new Dictionary<string, Text>
    {
        ["draft"] = new("Dự thảo", "Draft"),
        ["review"] = new("Chờ duyệt", "Waits for approval"),
        ["approved"] = new("Đã duyệt, chưa gửi", "Approved, not sent"),
        ["sending"] = new("Đang gửi", "Being sent"),
        ["sent"] = new("Đã gửi", "Sent"),
        ["withdrawn"] = new("Đã rút", "Withdrawn"),
    };
}
